using System.CommandLine;
using System.Text.Json;
using Proviso.Rulebook;
using Proviso.Rulebook.Compiling;
using Proviso.Rulebook.Reading;

namespace Proviso.Cli.Rulebook;

/// <summary>
/// <c>proviso rulebook explain RULE</c>: everything that the book says of one rule.
/// </summary>
internal static class ExplainCommand
{
    public static Command Create()
    {
        var id = new Argument<string>("RULE") { Description = "The id of a rule." };
        var book = BookFolder.Option();
        var local = BookFolder.LocalOption();
        var json = RulebookCommand.Json();
        var command = new Command("explain",
            "Explain one rule: when it applies, what it decides, why.")
        {
            id, book, local, json,
        };
        command.SetAction(parsed =>
        {
            var (refusal, output) = (Refusal.Of(parsed), RulebookCommand.Output(parsed));
            var compiled = BookFolder.Load(
                parsed.GetValue(book), parsed.GetValue(local), refusal);
            if (compiled is null)
                return refusal.Exit(ExitCodes.BadInput);
            var name = parsed.GetValue(id)!;
            var versions = compiled.Book.Rules.Where(r => r.Id == name).ToList();
            if (versions.Count == 0)
            {
                var nearest = NearestName.Find(name, compiled.Book.Rules.Select(r => r.Id));
                refusal.Add("unknown-name", $"There is no rule \"{name}\"."
                    + (nearest is null ? "" : $" Did you mean \"{nearest}\"?"));
                return refusal.Exit(ExitCodes.BadInput);
            }

            if (parsed.GetValue(json))
            {
                JsonOutput.Write(output, w =>
                {
                    w.WriteStartArray("versions");
                    foreach (var rule in versions)
                        Json(w, compiled, rule);
                    w.WriteEndArray();
                });
            }
            else
            {
                foreach (var rule in versions)
                    Text(output, compiled, rule);
            }

            return ExitCodes.Ok;
        });
        return command;
    }

    private static List<string> ExamplesOf(Book book, Rule rule) =>
        [.. book.Examples.Where(e => e.By.Contains(rule.Id)).Select(e => e.Title)];

    private static List<string> GivesWayTo(Book book, Rule rule) =>
        [.. book.Rules.Where(r => r.Overrides.Contains(rule.Id)).Select(r => r.Id).Distinct()];

    private static void Text(TextWriter output, CompiledBook compiled, Rule rule)
    {
        var book = compiled.Book;
        output.WriteLine($"{rule.Title}  [{rule.Id}]");
        output.WriteLine($"Chapter: {rule.Chapter} ({rule.At})");
        if (rule.From is not null || rule.To is not null)
            output.WriteLine($"In force: {rule.From:yyyy-MM-dd} to {rule.To:yyyy-MM-dd}");
        Lines("When", ConditionWords.Lines(book, rule.When));
        if (rule.Unless is not Condition.Not { Inner: Condition.Always })
            Lines("Unless", ConditionWords.Lines(book, rule.Unless));
        output.WriteLine($"Then: {rule.Then.Words()}"
            + (rule.Adviser is { } adviser ? $": {adviser.Text}" : ""));
        output.WriteLine($"Because: {rule.Because}");
        if (rule.Next.Length > 0)
            output.WriteLine($"What to do next: {rule.Next}");
        output.WriteLine($"Precedence: {rule.Tier.Text}");
        Lines("Lawful basis", [.. rule.Bases.Select(b => book.Bases.First(x => x.Id == b).Title)]);
        Lines("Duties", [.. rule.Duties.Select(d => book.Duties.First(x => x.Id == d).Say)]);
        Lines("Overrides", rule.Overrides);
        Lines("Gives way to", GivesWayTo(book, rule));
        Lines("Sources", [.. rule.Cites.Select(c => c
            + (c.Source.VerifiedOn is null ? " (not yet verified at the source)" : ""))]);
        Lines("Requirements", [.. rule.Meets.Select(m => $"{m.Id}: {m.Text}")]);
        Lines("Examples", ExamplesOf(book, rule));

        void Lines(string heading, IReadOnlyList<string> lines)
        {
            if (lines.Count == 0)
                return;
            output.WriteLine($"{heading}:");
            foreach (var line in lines)
                output.WriteLine($"  {line}");
        }
    }

    private static void Json(Utf8JsonWriter w, CompiledBook compiled, Rule rule)
    {
        var book = compiled.Book;
        w.WriteStartObject();
        w.WriteString("rule", rule.Id);
        w.WriteString("title", rule.Title);
        w.WriteString("chapter", rule.Chapter);
        w.WriteString("from", rule.From?.ToString("yyyy-MM-dd"));
        w.WriteString("to", rule.To?.ToString("yyyy-MM-dd"));
        JsonOutput.Strings(w, "when", ConditionWords.Lines(book, rule.When));
        JsonOutput.Strings(w, "unless", rule.Unless is Condition.Not { Inner: Condition.Always }
            ? [] : ConditionWords.Lines(book, rule.Unless));
        w.WriteString("verdict", rule.Then.Name());
        w.WriteString("adviser", rule.Adviser?.Id);
        w.WriteString("because", rule.Because);
        w.WriteString("next", rule.Next);
        w.WriteString("tier", rule.Tier.Id);
        JsonOutput.Strings(w, "basis", rule.Bases);
        JsonOutput.Strings(w, "duties", rule.Duties);
        JsonOutput.Strings(w, "overrides", rule.Overrides);
        JsonOutput.Strings(w, "givesWayTo", GivesWayTo(book, rule));
        JsonOutput.Strings(w, "cites", rule.Cites.Select(c => c.ToString()));
        JsonOutput.Strings(w, "meets", rule.Meets.Select(m => m.Id));
        JsonOutput.Strings(w, "examples", ExamplesOf(book, rule));
        w.WriteEndObject();
    }
}
