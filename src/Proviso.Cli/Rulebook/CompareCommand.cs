using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Proviso.Rulebook.Comparing;

namespace Proviso.Cli.Rulebook;

/// <summary><c>proviso rulebook compare OLD NEW</c>: what a change of the book changes.</summary>
internal static class CompareCommand
{
    public static Command Create()
    {
        var older = new Argument<string>("OLD") { Description = "The folder of the older book." };
        var newer = new Argument<string>("NEW") { Description = "The folder of the newer book." };
        var date = new Option<string?>("--date")
        {
            Description = "The day whose law is compared (otherwise the newer book's own date).",
            HelpName = "YYYY-MM-DD",
        };
        var json = RulebookCommand.Json();
        var command = new Command("compare",
            "Show exactly which combinations of answers change their verdict or duties.")
        {
            older, newer, date, json,
        };
        command.SetAction(parsed =>
        {
            var (output, error) = RulebookCommand.Writers(parsed);
            var old = BookFolder.Load(parsed.GetValue(older), null, error);
            var now = BookFolder.Load(parsed.GetValue(newer), null, error);
            if (old is null || now is null)
                return ExitCodes.BadInput;
            if (!TryDate(parsed.GetValue(date), now.Book.StatedAt, error, out var day))
                return ExitCodes.BadInput;
            var comparison = Comparison.Of(old.Book, now.Book, day);
            if (parsed.GetValue(json))
                JsonOutput.Write(output, w => Json(w, comparison));
            else
                Text(output, comparison);
            return ExitCodes.Ok;
        });
        return command;
    }

    /// <summary>Reads the date of an option.</summary>
    public static bool TryDate(string? text, DateOnly otherwise, TextWriter error, out DateOnly day)
    {
        day = otherwise;
        if (text is null || DateOnly.TryParseExact(text, "yyyy-MM-dd",
            CultureInfo.InvariantCulture, DateTimeStyles.None, out day))
        {
            return true;
        }

        error.WriteLine($"\"{text}\" is not a date. Write it as 2026-11-21.");
        return false;
    }

    private static void Text(TextWriter output, Comparison comparison)
    {
        output.WriteLine($"{comparison.Changed:N0} of {comparison.Total:N0} combinations change "
            + $"their verdict or duties ({Share(comparison)}).");
        Listed("Facts added", comparison.FactsAdded);
        Listed("Facts removed", comparison.FactsRemoved);
        Listed("Answers added", comparison.AnswersAdded);
        Listed("Answers removed", comparison.AnswersRemoved);
        foreach (var change in comparison.Changes)
        {
            output.WriteLine();
            output.WriteLine(change.Old == change.New
                ? $"{change.Old} stays ({change.Count:N0} combinations)"
                : $"{change.Old} becomes {change.New} ({change.Count:N0} combinations)");
            Listed("  duties added", change.DutiesAdded);
            Listed("  duties removed", change.DutiesRemoved);
            foreach (var term in change.Conditions)
                output.WriteLine($"  when {term}");
            if (change.Cut)
                output.WriteLine("  and in more cases than are listed here");
            output.WriteLine("  for example: "
                + string.Join(", ", change.Example.Select(e => $"{e.Fact}: {e.Answer}")));
        }

        void Listed(string what, IReadOnlyList<string> ids)
        {
            if (ids.Count > 0)
                output.WriteLine($"{what}: {string.Join(", ", ids)}");
        }
    }

    private static string Share(Comparison comparison)
    {
        if (comparison.Changed.IsZero)
            return "nothing changes";
        var parts = Math.Exp(System.Numerics.BigInteger.Log(comparison.Changed)
            - System.Numerics.BigInteger.Log(comparison.Total));
        return parts.ToString("P4", CultureInfo.InvariantCulture);
    }

    private static void Json(Utf8JsonWriter w, Comparison comparison)
    {
        w.WriteString("changed", comparison.Changed.ToString(CultureInfo.InvariantCulture));
        w.WriteString("total", comparison.Total.ToString(CultureInfo.InvariantCulture));
        JsonOutput.Strings(w, "factsAdded", comparison.FactsAdded);
        JsonOutput.Strings(w, "factsRemoved", comparison.FactsRemoved);
        JsonOutput.Strings(w, "answersAdded", comparison.AnswersAdded);
        JsonOutput.Strings(w, "answersRemoved", comparison.AnswersRemoved);
        w.WriteStartArray("changes");
        foreach (var change in comparison.Changes)
        {
            w.WriteStartObject();
            w.WriteString("old", change.Old);
            w.WriteString("new", change.New);
            w.WriteString("count", change.Count.ToString(CultureInfo.InvariantCulture));
            JsonOutput.Strings(w, "dutiesAdded", change.DutiesAdded);
            JsonOutput.Strings(w, "dutiesRemoved", change.DutiesRemoved);
            JsonOutput.Strings(w, "conditions", change.Conditions.Select(c => c.ToString()));
            w.WriteBoolean("cut", change.Cut);
            w.WriteStartObject("example");
            foreach (var (fact, answer) in change.Example)
                w.WriteString(fact, answer);
            w.WriteEndObject();
            w.WriteEndObject();
        }

        w.WriteEndArray();
    }
}
