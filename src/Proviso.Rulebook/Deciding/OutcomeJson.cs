using System.Globalization;
using System.Text.Json;
using Proviso.Rulebook.Compiling;

namespace Proviso.Rulebook.Deciding;

/// <summary>Writes outcomes as JSON, the same bytes for the same outcome.</summary>
public static class OutcomeJson
{
    /// <summary>Writes the members of one item into an object that is already open.</summary>
    /// <param name="w">Where to.</param>
    /// <param name="law">The law that was applied.</param>
    /// <param name="facts">What is known of the item.</param>
    /// <param name="outcome">Its outcome.</param>
    public static void WriteMembers(Utf8JsonWriter w, Law law, CaseFacts facts, Outcome outcome)
    {
        ArgumentNullException.ThrowIfNull(w);
        ArgumentNullException.ThrowIfNull(law);
        ArgumentNullException.ThrowIfNull(outcome);
        w.WriteString("verdict", outcome.Verdict.Name());
        if (outcome.Adviser is { } adviser)
            w.WriteString("adviser", adviser.Id);
        w.WriteBoolean("byDefault", outcome.ByDefault);
        w.WriteBoolean("restsOnUnverified", outcome.RestsOnUnverified);
        WriteRules(w, outcome);
        WriteBases(w, outcome);
        WriteDuties(w, outcome);
        WritePrinciples(w, outcome);
        Facts(w, "facts", outcome.Facts);
        Facts(w, "notNeeded", outcome.NotNeeded);
        Facts(w, "presumed", outcome.Presumed);
        Facts(w, "enough", Explainer.Enough(law, facts));
        w.WriteStartArray("nearest");
        foreach (var nearest in Explainer.Nearest(law, facts, outcome.Verdict))
        {
            w.WriteStartObject();
            w.WriteString("verdict", nearest.Verdict.Name());
            Facts(w, "changes", nearest.Changes);
            Facts(w, "also", nearest.Also);
            w.WriteEndObject();
        }

        w.WriteEndArray();
    }

    /// <summary>Writes facts with their answers as an array.</summary>
    public static void Facts(Utf8JsonWriter w, string name, IEnumerable<GivenFact> facts)
    {
        ArgumentNullException.ThrowIfNull(w);
        ArgumentNullException.ThrowIfNull(facts);
        w.WriteStartArray(name);
        foreach (var given in facts)
        {
            w.WriteStartObject();
            w.WriteString("fact", given.Fact.Id);
            w.WriteString("answer", given.AnswerId);
            w.WriteString("says", given.Statement);
            w.WriteEndObject();
        }

        w.WriteEndArray();
    }

    private static void WriteRules(Utf8JsonWriter w, Outcome outcome)
    {
        w.WriteStartArray("deciding");
        foreach (var (rule, because) in outcome.Deciding)
        {
            w.WriteStartObject();
            Rule(w, rule);
            Facts(w, "facts", because);
            w.WriteEndObject();
        }

        w.WriteEndArray();
        w.WriteStartArray("either");
        foreach (var rule in outcome.Either)
        {
            w.WriteStartObject();
            Rule(w, rule);
            w.WriteEndObject();
        }

        w.WriteEndArray();
        w.WriteStartArray("overridden");
        foreach (var displaced in outcome.Overridden)
        {
            w.WriteStartObject();
            w.WriteString("rule", displaced.Rule.Id);
            w.WriteString("verdict", displaced.Rule.Then.Name());
            w.WriteString("by", displaced.By.Id);
            w.WriteString("how", displaced.IsOverridden ? "overridden" : "outranked");
            w.WriteEndObject();
        }

        w.WriteEndArray();
    }

    private static void Rule(Utf8JsonWriter w, Rule rule)
    {
        w.WriteString("rule", rule.Id);
        w.WriteString("title", rule.Title);
        w.WriteString("tier", rule.Tier.Id);
        w.WriteString("because", rule.Because);
        if (rule.Next.Length > 0)
            w.WriteString("next", rule.Next);
        Cites(w, rule.Cites);
        w.WriteStartArray("meets");
        foreach (var requirement in rule.Meets)
            w.WriteStringValue(requirement.Id);
        w.WriteEndArray();
    }

    private static void WriteBases(Utf8JsonWriter w, Outcome outcome)
    {
        w.WriteStartArray("basis");
        foreach (var basis in outcome.Bases)
        {
            w.WriteStartObject();
            w.WriteString("id", basis.Id);
            w.WriteString("title", basis.Title);
            w.WriteString("commonLaw", basis.CommonLaw);
            w.WriteString("article6", basis.Article6);
            w.WriteString("article9", basis.Article9);
            w.WriteString("schedule", basis.Schedule);
            Cites(w, basis.Cites);
            w.WriteEndObject();
        }

        w.WriteEndArray();
    }

    private static void WriteDuties(Utf8JsonWriter w, Outcome outcome)
    {
        w.WriteStartArray("duties");
        foreach (var duty in outcome.Duties)
        {
            w.WriteStartObject();
            w.WriteString("id", duty.Id);
            w.WriteString("say", duty.Say);
            w.WriteString("when", duty.Phase switch
            {
                DutyPhase.Before => "before",
                DutyPhase.Limit => "limit",
                _ => "after",
            });
            w.WriteString("by", duty.By.Id);
            w.WriteString("due", duty.Within.Text);
            if (duty.Within.Duration.Length > 0)
            {
                w.WriteString("within", duty.Within.Duration);
                w.WriteBoolean("workingDays", duty.Within.WorkingDays);
            }

            Cites(w, duty.Cites);
            w.WriteEndObject();
        }

        w.WriteEndArray();
    }

    private static void WritePrinciples(Utf8JsonWriter w, Outcome outcome)
    {
        w.WriteStartArray("principles");
        foreach (var row in outcome.Principles)
        {
            w.WriteStartObject();
            w.WriteString("id", row.Principle.Id);
            w.WriteString("principle", row.Principle.Text);
            w.WriteStartArray("answeredBy");
            foreach (var id in row.Rules.Select(r => $"rule {r.Id}")
                .Concat(row.Bases.Select(b => $"basis {b.Id}"))
                .Concat(row.Duties.Select(d => $"duty {d.Id}"))
                .Concat(row.Facts.Select(f => $"fact {f.Fact.Id}")))
            {
                w.WriteStringValue(id);
            }

            w.WriteEndArray();
            w.WriteEndObject();
        }

        w.WriteEndArray();
    }

    private static void Cites(Utf8JsonWriter w, IEnumerable<Citation> cites)
    {
        w.WriteStartArray("cites");
        foreach (var cite in cites)
        {
            w.WriteStartObject();
            w.WriteString("source", cite.Source.Id);
            w.WriteString("title", cite.Source.Title);
            w.WriteString("place", cite.Place);
            w.WriteString("where", cite.Source.Where);
            w.WriteString("verified", cite.Source.VerifiedOn?
                .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "unverified");
            w.WriteEndObject();
        }

        w.WriteEndArray();
    }
}
