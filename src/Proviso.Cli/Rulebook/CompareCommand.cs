using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Proviso.Rulebook.Comparing;

namespace Proviso.Cli.Rulebook;

/// <summary><c>proviso rulebook compare OLD NEW</c>: what a change of the book changes.</summary>
internal static class CompareCommand
{
    // More conditions than these are not read by anybody in a terminal.
    private const int MostShown = 12;

    public static Command Create()
    {
        var older = new Argument<string>("OLD") { Description = "The folder of the older book." };
        var newer = new Argument<string>("NEW") { Description = "The folder of the newer book." };
        var date = new Option<string?>("--date")
        {
            Description = "Only the law of this day (otherwise every period of law of both).",
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
            var (refusal, output) = (Refusal.Of(parsed), RulebookCommand.Output(parsed));
            var old = BookFolder.Load(parsed.GetValue(older), null, refusal);
            var now = BookFolder.Load(parsed.GetValue(newer), null, refusal);
            if (old is null || now is null)
                return refusal.Exit(ExitCodes.BadInput);
            if (!TryDate(parsed.GetValue(date), now.Book.StatedAt, refusal, out var day))
                return refusal.Exit(ExitCodes.BadInput);
            var days = parsed.GetValue(date) is null
                ? Comparison.Days(old.Book, now.Book) : [day];
            var periods = days.Select(d => (d, Comparison.Of(old.Book, now.Book, d))).ToList();
            if (parsed.GetValue(json))
                JsonOutput.Write(output, w => Json(w, periods, day));
            else
                Text(output, periods, day);
            return ExitCodes.Ok;
        });
        return command;
    }

    /// <summary>Reads the date of an option.</summary>
    private static bool TryDate(
        string? text, DateOnly otherwise, Refusal refusal, out DateOnly day)
    {
        day = otherwise;
        if (text is null || DateOnly.TryParseExact(text, "yyyy-MM-dd",
            CultureInfo.InvariantCulture, DateTimeStyles.None, out day))
        {
            return true;
        }

        refusal.Add("date", $"\"{text}\" is not a date. Write it as 2026-11-21.");
        return false;
    }

    // The period that holds the day comes first; of the others, those in which something changes.
    private static void Text(
        TextWriter output, List<(DateOnly From, Comparison Found)> periods, DateOnly day)
    {
        var current = Current(periods, day);
        Text(output, periods[current].Found);
        for (var i = 0; i < periods.Count; i++)
        {
            if (i == current || periods[i].Found.Changed.IsZero)
                continue;
            output.WriteLine();
            output.WriteLine($"== The law from {Shown(periods[i].From)}"
                + (i + 1 < periods.Count ? $" to {Shown(periods[i + 1].From.AddDays(-1))}" : ""));
            Text(output, periods[i].Found);
        }
    }

    private static int Current(List<(DateOnly From, Comparison Found)> periods, DateOnly day) =>
        Math.Max(0, periods.FindLastIndex(p => p.From <= day));

    private static string Shown(DateOnly day) => day == DateOnly.MinValue
        ? "the beginning" : day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

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
            output.WriteLine("  for example: "
                + string.Join(", ", change.Example.Select(e => $"{e.Fact}: {e.Answer}")));
            foreach (var term in change.Conditions.Take(MostShown))
                output.WriteLine($"  when {term}");
            if (change.Conditions.Count > MostShown)
            {
                output.WriteLine($"  and under {change.Conditions.Count - MostShown} more "
                    + "conditions, which --json lists");
            }

            if (change.Cut)
                output.WriteLine("  and in more cases than can be listed");
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

    private static void Json(
        Utf8JsonWriter w, List<(DateOnly From, Comparison Found)> periods, DateOnly day)
    {
        Json(w, periods[Current(periods, day)].Found);
        w.WriteStartArray("periods");
        foreach (var (from, found) in periods)
        {
            w.WriteStartObject();
            w.WriteString("from", from == DateOnly.MinValue ? null
                : from.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            Json(w, found);
            w.WriteEndObject();
        }

        w.WriteEndArray();
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
