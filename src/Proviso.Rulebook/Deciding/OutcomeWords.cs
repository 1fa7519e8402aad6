using System.Text;
using Proviso.Rulebook.Compiling;

namespace Proviso.Rulebook.Deciding;

/// <summary>Says an outcome in plain English, for somebody who has to act on it.</summary>
public static class OutcomeWords
{
    /// <summary>How wide lines are where nothing else is known: as wide as is read with
    /// ease.</summary>
    public const int WidestLine = 96;

    /// <summary>The narrowest lines that still hold the indents and a few words.</summary>
    public const int NarrowestLine = 40;

    /// <summary>The verdict, why, what must be done, and what to do next.</summary>
    /// <param name="outcome">The outcome.</param>
    /// <param name="width">How many characters a line may have; kept between
    /// <see cref="NarrowestLine"/> and <see cref="WidestLine"/>. A longer word stands
    /// whole.</param>
    public static string Brief(Outcome outcome, int width = WidestLine)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        var text = new WrappedText(width);
        var verdict = outcome.Verdict.Words();
        var whom = outcome.Adviser is { } adviser ? $": {adviser.Text}" : "";
        text.Line(0, $"{verdict}{whom}.");
        Reasons(text, outcome);
        foreach (var phase in Enum.GetValues<DutyPhase>())
            Duties(text, outcome, phase);
        var next = outcome.Deciding.Select(d => d.Rule).Concat(outcome.Either)
            .Select(r => r.Next).Where(n => n.Length > 0).Distinct().ToList();
        if (outcome.ByDefault)
            next.Add("Ask the person, or somebody whom this rule book names, before you share.");
        List(text, "What to do next", next);
        Bases(text, outcome);
        return text.ToString();
    }

    /// <summary>Which facts were enough, what was displaced, and what would change it.</summary>
    /// <param name="law">The law that the outcome was decided by.</param>
    /// <param name="facts">What is known.</param>
    /// <param name="outcome">The outcome.</param>
    /// <param name="width">As for <see cref="Brief"/>.</param>
    public static string Explanation(
        Law law, CaseFacts facts, Outcome outcome, int width = WidestLine)
    {
        ArgumentNullException.ThrowIfNull(law);
        ArgumentNullException.ThrowIfNull(outcome);
        var text = new WrappedText(width);
        List(text, "These facts alone already force this answer, whatever the rest",
            Explainer.Enough(law, facts).Select(f => f.Statement));
        List(text, "Rules that apply too but give way", outcome.Overridden.Select(o =>
            $"{o.Rule.Title} ({o.Rule.Then.Name()}) gives way to: {o.By.Title}"
            + (o.IsOverridden ? "." : $", which is stronger ({o.By.Tier.Text}).")));
        var nearest = Explainer.Nearest(law, facts, outcome.Verdict);
        List(text, "What would change the answer", nearest.Select(n =>
            $"{n.Verdict.Words()}, if: " + string.Join("; ", n.Changes.Concat(n.Also)
                .Select(f => f.Statement))));
        List(text, "Presumed by law because it is not known",
            outcome.Presumed.Select(f => f.Statement));
        List(text, "Answered, but it makes no difference here",
            outcome.NotNeeded.Select(f => f.Statement));
        List(text, "The Caldicott principles", outcome.Principles.Select(p =>
            $"{p.Principle.Text}: " + (p.IsAnswered ? string.Join("; ", Answers(p))
                : "nothing here answers it; satisfy yourself before you act")));
        return text.ToString();
    }

    private static IEnumerable<string> Answers(PrincipleAnswer row) =>
        row.Rules.Select(r => r.Title).Concat(row.Bases.Select(b => b.Title))
            .Concat(row.Duties.Select(d => d.Say)).Concat(row.Facts.Select(f => f.Statement))
            .Select(s => s.TrimEnd('.')).Distinct();

    private static void Reasons(WrappedText text, Outcome outcome)
    {
        text.Blank();
        text.Line(2, "Why");
        if (outcome.ByDefault)
            text.Line(4, "No rule permits sharing this, so it stays confidential.");
        foreach (var (rule, because) in outcome.Deciding)
        {
            text.Line(4, $"{rule.Because} [{rule.Id}]");
            foreach (var fact in because)
                text.Line(6, "- " + fact.Statement);
            Sources(text, rule.Cites);
        }

        foreach (var rule in outcome.Either)
        {
            text.Line(4,
                $"Depending on facts that change nothing here: {rule.Because} [{rule.Id}]");
        }
    }

    private static void Sources(WrappedText text, IEnumerable<Citation> cites)
    {
        foreach (var cite in cites)
        {
            var unverified = cite.Source.VerifiedOn is null
                ? " (not yet verified at the source)" : "";
            text.Line(6, $"Source: {cite}{unverified}");
        }
    }

    private static void Duties(WrappedText text, Outcome outcome, DutyPhase phase)
    {
        var shares = outcome.Verdict <= Verdict.ShareAnonymised;
        List(text, phase switch
        {
            DutyPhase.Before => shares ? "Before you share" : "First",
            DutyPhase.Limit => "Keep to these limits",
            _ => shares ? "After you have shared" : "Afterwards",
        }, outcome.Duties.Where(d => d.Phase == phase).Select(d =>
            $"{d.Say} ({d.By.Text.TrimEnd('.')}; {d.Within.Text})"));
    }

    private static void Bases(WrappedText text, Outcome outcome) =>
        List(text, "Lawful basis", outcome.Bases.Select(b => string.Join("; ",
            ((string[])[b.Title, b.CommonLaw, b.Article6, b.Article9, b.Schedule])
                .Where(s => s.Length > 0).Select(s => s.TrimEnd('.')))));

    private static void List(WrappedText text, string heading, IEnumerable<string> lines)
    {
        var all = lines.ToList();
        if (all.Count == 0)
            return;
        text.Blank();
        text.Line(2, heading);
        foreach (var line in all)
            text.Line(4, "- " + line);
    }

    private sealed class WrappedText(int width)
    {
        private readonly StringBuilder _text = new();
        private readonly int _width = Math.Clamp(width, NarrowestLine, WidestLine);

        public void Blank() => _text.Append('\n');

        // What follows a dash stands under the first word, not under the dash.
        public void Line(int indent, string line)
        {
            var hanging = line.StartsWith("- ", StringComparison.Ordinal) ? indent + 2 : indent;
            var first = true;
            foreach (var part in Charts.FlowChart.Wrap(line, _width - hanging))
            {
                _text.Append(' ', first ? indent : hanging).Append(part).Append('\n');
                first = false;
            }
        }

        public override string ToString() => _text.ToString();
    }
}
