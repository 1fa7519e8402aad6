using Proviso.Register.Cases;
using Proviso.Register.Filling;
using Proviso.Rulebook;

namespace Proviso.Register.Demo;

/// <summary>Answers what the book asks, as staff do: what the scenario says is usual, and what is
/// usual anyway where it says nothing.</summary>
internal sealed class DemoAnswers
{
    // What is usual, as answer:weight.
    private static readonly Dictionary<string, (string Answer, int Weight)[]> Usual = Parse(
        """
        court-order none:1
        named-in-order yes:3 no:1
        statutory-power informal:3 formal:1
        requester-check checked:30 serious-concern:1 not-checked:2
        record-parts separable:3 all-relevant:1 not-separable:1
        abortion-notice-exception none:1
        disease covid-19:3 bloody-diarrhoea:3 food-poisoning:1 other-infection:1
        disease-circumstances yes:2 no:2 not-known:1
        notifier no:1
        section-45-met yes:1
        relevant-person-standing themselves:3 acts-lawfully:1
        candour-incident yes:3 no:1
        enquiry no:3 yes:1
        child-concern significant-harm:2 need-only:2 unclear:1
        death-proof yes:3 no:1
        claim-relevant yes:2 no:1
        record-date since-1991:9 needed-earlier:1
        record-holder social-care:2 health:1
        objection none:12 likely:1 objects:1
        relationship presented:3 referred:4 told:2 none:1
        care-need yes:5 no:1
        under-13-sexual-activity no:1
        anonymised-enough no:2 yes:1
        de-identified-enough no:2 low-risk:2 high-risk:1
        release-controls none:2 agreement:1
        required-by-law no:4 yes:1
        consent explicit:4 not-asked:3 refused:1 cannot-be-obtained:1
        capacity has-capacity:7 lacks-capacity:1 uncertain:1 not-known:1
        child-competence competent:2 not-competent:2 uncertain:1
        authority covers:2 not-seen:1
        parental-responsibility has:4 not-shown:1
        duty-to-safeguard no:6 yes:1
        harm none:2 self-abuse:2 self-own-choice:1 unclear:1
        carer-bar none:5 not-involved:1 record-against:1
        in-best-interests yes:4 no:1
        person-view content:4 cannot-tell:2 against:1
        report-access not-a-report:1 seen:2 waiting:1
        override none:4 section-251:1
        opt-out none:9 national:1
        senior-approval yes:2 no:1
        sharing-conditions met:4 too-much:1 not-informed:1
        third-party-content none:3 staff:3 removable:2 reasonable:1 identifies-another:1
        access-exemption none:12 expected-private:1 harm-opinion-needed:1
        public-interest-ground lesser-crime:2 serious-crime:1 none:2
        balance not-weighed:3 favours-privacy:1
        """);

    private readonly Random chance;
    private readonly Dictionary<string, string[]> asked;

    internal DemoAnswers(DemoScenario scenario, Random chance)
    {
        this.chance = chance;
        asked = Split(scenario.Asked);
        Said = Split(scenario.Said).ToDictionary(s => s.Key, s => chance.Of(s.Value));
    }

    /// <summary>What is answered whatever the register says.</summary>
    internal IReadOnlyDictionary<string, string> Said { get; }

    /// <summary>An answer to a fact that has none yet.</summary>
    internal string To(Fact fact)
    {
        if (asked.TryGetValue(fact.Id, out var usual))
            return chance.Of(usual);
        // A book may ask what this program has never heard of.
        return Usual.TryGetValue(fact.Id, out var answers)
            ? chance.Weighted(answers, a => a.Weight).Answer
            : chance.Of(fact.Answers).Id;
    }

    private static Dictionary<string, string[]> Split(string text) =>
        text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split('='))
            .ToDictionary(p => p[0], p => p[1].Split(','), StringComparer.Ordinal);

    private static Dictionary<string, (string, int)[]> Parse(string text) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(line => line.Split(' '))
            .ToDictionary(
                words => words[0],
                words => words.Skip(1).Select(w => w.Split(':'))
                    .Select(w => (w[0], int.Parse(w[1]))).ToArray(),
                StringComparer.Ordinal);
}
