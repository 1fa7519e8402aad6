using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Proviso.Cli.Cases;
using Proviso.Cli.Rulebook;
using Proviso.Rulebook;
using Proviso.Rulebook.Asking;
using Proviso.Rulebook.Compiling;
using Proviso.Rulebook.Deciding;

namespace Proviso.Cli.Decide;

/// <summary><c>proviso decide CASE</c>: decides every item of a case file.</summary>
internal static class DecideCommand
{
    public static Command Create(TimeProvider time)
    {
        var path = new Argument<string>("CASE") { Description = "A case file (YAML or JSON)." };
        var book = BookFolder.Option();
        var local = BookFolder.LocalOption();
        var json = RulebookCommand.Json();
        var explain = new Option<bool>("--explain")
        {
            Description = "Say also which facts were enough, what gave way, what would change it.",
        };
        var command = new Command("decide",
            "Decide a request: may this be shared, on what conditions and why.\n"
            + "Example: proviso decide samples/cases/court-order-two-letters.yaml --explain")
        {
            path, book, local, json, explain,
        };
        command.SetAction(parsed =>
        {
            var (output, error) = (RulebookCommand.Output(parsed), RulebookCommand.Error(parsed));
            var refusal = Refusal.Of(parsed);
            var compiled = BookFolder.Load(
                parsed.GetValue(book), parsed.GetValue(local), refusal);
            if (compiled is null)
                return refusal.Exit(ExitCodes.BadInput);
            if (CaseReader.Read(compiled.Book, parsed.GetValue(path)!, refusal) is not { } read)
                return refusal.Exit(ExitCodes.BadInput);
            var day = read.Date ?? DateOnly.FromDateTime(time.GetLocalNow().DateTime);
            var decided = new DecidedCase(compiled, read, day);
            if (parsed.GetValue(json))
                decided.WriteJson(output);
            else
                decided.WriteText(output, error, parsed.GetValue(explain));
            return decided.ExitCode(error);
        });
        return command;
    }
}

/// <summary>A case with the outcome of each of its items, as far as its facts allow.</summary>
internal sealed class DecidedCase
{
    private readonly CompiledBook _compiled;
    private readonly CaseFile _case;
    private readonly Law _law;
    private readonly DateOnly _day;
    private readonly List<(CaseItem Item, Outcome? Outcome, Fact? Next)> _items = [];

    public DecidedCase(CompiledBook compiled, CaseFile read, DateOnly day)
    {
        _compiled = compiled;
        _case = read;
        _day = day;
        _law = compiled.On(day);
        foreach (var item in read.Items)
        {
            var outcome = Decider.Decide(_law, day, item.Facts, out var next);
            _items.Add((item, outcome, next));
        }
    }

    /// <summary>The exit code; failed expectations are written as they are found.</summary>
    public int ExitCode(TextWriter error)
    {
        if (_items.Exists(i => i.Outcome is null))
            return ExitCodes.FactsMissing;
        var failed = false;
        foreach (var expected in _case.Expected)
        {
            var actual = _items.First(i => i.Item.Name == expected.Item).Outcome!.Verdict;
            if (actual == expected.Verdict)
                continue;
            failed = true;
            error.WriteLine($"{expected.Item}: {expected.Verdict.Name()} was expected, "
                + $"and the verdict is {actual.Name()}.");
        }

        return failed ? ExitCodes.CheckFailed : ExitCodes.Ok;
    }

    public void WriteText(TextWriter output, TextWriter error, bool explain)
    {
        if (_case.Title.Length > 0)
            output.WriteLine(_case.Title);
        var day = _day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
        output.WriteLine($"Decided by the law of {day}, rule book {_compiled.Book.Version}");
        if (_day > _compiled.Book.StatedAt.AddYears(1))
        {
            error.WriteLine($"The book states the law as at {_compiled.Book.StatedAt:yyyy-MM-dd}, "
                + "more than a year before this case. Check the date, and for a newer book.");
        }

        var width = LineWidth.Of(output);
        foreach (var (item, outcome, _) in _items)
        {
            output.WriteLine();
            output.Write($"{Capital(item.Name)}: ");
            if (outcome is null)
            {
                output.WriteLine("not decided yet, because facts are missing.");
                continue;
            }

            output.Write(OutcomeWords.Brief(outcome, width));
            if (explain)
                output.Write(OutcomeWords.Explanation(_law, item.Facts, outcome, width));
        }

        if (NextQuestion() is { } question)
            WriteQuestion(error, question);
    }

    public void WriteJson(TextWriter output) => JsonOutput.Write(output, w =>
    {
        w.WriteString("book", _compiled.Book.Version);
        w.WriteString("digest", _compiled.Book.Digest);
        w.WriteString("date", _day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        if (_case.Title.Length > 0)
            w.WriteString("title", _case.Title);
        w.WriteStartArray("items");
        foreach (var (item, outcome, _) in _items)
        {
            w.WriteStartObject();
            w.WriteString("name", item.Name);
            if (outcome is null)
                w.WriteNull("verdict");
            else
                OutcomeJson.WriteMembers(w, _law, item.Facts, outcome);
            w.WriteEndObject();
        }

        w.WriteEndArray();
        WriteMissing(w);
    });

    private void WriteMissing(Utf8JsonWriter w)
    {
        w.WriteStartArray("missing");
        foreach (var (item, _, next) in _items.Where(i => i.Next is not null))
        {
            w.WriteStartObject();
            w.WriteString("fact", next!.Id);
            w.WriteString("question", next.Question);
            if (next.About == FactScope.Item)
                w.WriteString("item", item.Name);
            JsonOutput.Strings(w, "answers", next.AllowedAnswers);
            w.WriteEndObject();
        }

        w.WriteEndArray();
    }

    private Question? NextQuestion() => Interview.Start(_law, _day,
        [.. _case.Items.Select(i => new InterviewItem(i.Name, i.Facts))]).Next();

    private static void WriteQuestion(TextWriter error, Question question)
    {
        error.WriteLine();
        var about = question.Item is null ? "" : $" (about: {question.Item})";
        error.WriteLine($"Still needed: {question.Fact.Question}{about}");
        foreach (var answer in question.Fact.Answers)
            error.WriteLine($"  {question.Fact.Id}: {answer.Id,-24} {answer.Label}");
        if (question.Fact.Presumed is not null)
            error.WriteLine($"  {question.Fact.Id}: {Fact.NotKnown,-24} Not known");
        error.WriteLine($"{question.AtLeast} to {question.AtMost} more answers are needed. "
            + "Add them to the file, or run \"proviso ask\" with it.");
    }

    private static string Capital(string name) =>
        name.Length == 0 ? name : char.ToUpperInvariant(name[0]) + name[1..];
}
