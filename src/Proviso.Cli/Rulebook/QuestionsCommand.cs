using System.CommandLine;
using System.Globalization;
using Proviso.Cli.Cases;
using Proviso.Rulebook;
using Proviso.Rulebook.Asking;
using Proviso.Rulebook.Compiling;

namespace Proviso.Cli.Rulebook;

/// <summary><c>proviso rulebook questions</c>: how many questions people are asked.</summary>
internal static class QuestionsCommand
{
    // The walks are the same in every run, so that two versions of a book can be compared.
    private const int Seed = 20261121;

    public static Command Create()
    {
        var walks = new Option<int>("--walks")
        {
            Description = "How many random people are asked.",
            DefaultValueFactory = _ => 100_000,
        };
        var samples = new Option<string?>("--samples")
        {
            Description = "A folder of case files (otherwise those that come with Proviso).",
            HelpName = "FOLDER",
        };
        var book = BookFolder.Option();
        var json = RulebookCommand.Json();
        var command = new Command("questions",
            "Count the questions that sample cases and random people are asked.")
        {
            walks, samples, book, json,
        };
        command.SetAction(parsed =>
        {
            var (refusal, output) = (Refusal.Of(parsed), RulebookCommand.Output(parsed));
            if (BookFolder.Load(parsed.GetValue(book), null, refusal) is not { } compiled)
                return refusal.Exit(ExitCodes.BadInput);
            if (parsed.GetValue(walks) is < 1 or > 10_000_000)
            {
                refusal.Add("option", "--walks takes a number from 1 to 10,000,000.");
                return refusal.Exit(ExitCodes.BadInput);
            }

            var counts = Samples(compiled, parsed.GetValue(samples) ?? SampleFolder(), refusal);
            if (counts is null)
                return refusal.Exit(ExitCodes.BadInput);
            var law = compiled.On(compiled.Book.StatedAt);
            var random = QuestionCount.Sample(law, parsed.GetValue(walks), new Random(Seed));
            if (parsed.GetValue(json))
                Json(output, counts, random);
            else
                Text(output, counts, random);
            return random.Pointless == 0 ? ExitCodes.Ok : ExitCodes.CheckFailed;
        });
        return command;
    }

    private static string SampleFolder() => Path.GetFullPath(
        Path.Combine(BookFolder.Default(), "..", "..", "samples", "cases"));

    private static List<int>? Samples(CompiledBook compiled, string folder, Refusal refusal)
    {
        if (!Directory.Exists(folder))
        {
            refusal.Add("no-folder", $"There is no folder of sample cases \"{folder}\".");
            return null;
        }

        var counts = new List<int>();
        var paths = Directory.EnumerateFiles(folder, "*.yaml").Order(StringComparer.Ordinal);
        foreach (var path in paths)
        {
            if (CaseReader.Read(compiled.Book, path, refusal) is not { } read)
                return null;
            if (Count(compiled, read, path, refusal) is not { } count)
                return null;
            counts.Add(count);
        }

        return counts;
    }

    // Asks from nothing, and answers from the case.
    private static int? Count(CompiledBook compiled, CaseFile read, string path, Refusal refusal)
    {
        var day = read.Date ?? compiled.Book.StatedAt;
        var interview = Interview.Start(compiled.On(day), day, [.. read.Items.Select(i =>
            new InterviewItem(i.Name, Proviso.Rulebook.Deciding.CaseFacts.None(compiled.Book)))]);
        var count = 0;
        while (interview.Next() is { } question)
        {
            var item = question.Item is null
                ? read.Items[0] : read.Items.First(i => i.Name == question.Item);
            if (item.Facts[question.Fact] is not { } given)
            {
                refusal.Add("fact-missing",
                    $"{path} does not answer \"{question.Fact.Id}\", which is asked.");
                return null;
            }

            interview = interview.Answer(given, question.Item);
            count++;
        }

        return count;
    }

    private static void Json(TextWriter output, List<int> counts, QuestionCount random) =>
        JsonOutput.Write(output, w =>
        {
            w.WriteStartObject("samples");
            w.WriteNumber("cases", counts.Count);
            w.WriteNumber("mean", Rounded(counts.Count == 0 ? 0 : counts.Average()));
            w.WriteNumber("max", counts.DefaultIfEmpty(0).Max());
            w.WriteEndObject();
            w.WriteStartObject("random");
            w.WriteNumber("walks", random.Walks);
            w.WriteNumber("mean", Rounded(random.Mean));
            w.WriteNumber("max", random.Max);
            w.WriteNumber("longest", random.Longest);
            w.WriteNumber("pointless", random.Pointless);
            w.WriteEndObject();
        });

    private static void Text(TextWriter output, List<int> counts, QuestionCount random)
    {
        output.WriteLine($"{counts.Count} sample cases: "
            + $"{Shown(counts.DefaultIfEmpty(0).Average())} questions on average, "
            + $"{counts.DefaultIfEmpty(0).Max()} at most");
        output.WriteLine($"{random.Walks:N0} random people: {Shown(random.Mean)} questions on "
            + $"average, {random.Max} at most; nobody can be asked more than {random.Longest}");
        output.WriteLine($"{random.Pointless} questions that could not change the outcome");
    }

    private static double Rounded(double value) => Math.Round(value, 3);

    private static string Shown(double value) =>
        value.ToString("0.0", CultureInfo.InvariantCulture);
}
