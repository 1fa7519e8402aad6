using System.Globalization;
using System.Text;
using System.Text.Json;
using Proviso.Cli.Cases;
using Proviso.Rulebook;
using Proviso.Rulebook.Asking;
using Proviso.Rulebook.Compiling;
using Proviso.Rulebook.Deciding;

namespace Proviso.Cli.Ask;

/// <summary>
/// An interview with a person: questions, "why", back, changed answers, the outcome.
/// </summary>
internal sealed class Conversation
{
    private const string WhyChoice = "Why do you ask?";
    private const string BackChoice = "Go back one question";
    private const string ChangeChoice = "Change an earlier answer";
    private const string MoreChoice =
        "Yes: which facts force the answer, what would change it, the Caldicott principles";

    private const string StopChoice = "Stop here";

    private readonly CompiledBook _compiled;
    private readonly Chooser _chooser;
    private readonly Law _law;
    private readonly DateOnly _day;
    private readonly string _title;
    private readonly IReadOnlyList<ExpectedVerdict> _expected;
    private readonly string? _save;
    private readonly int _width;
    private readonly Stack<Interview> _before = new();
    private Interview? _now;

    public Conversation(CompiledBook compiled, Chooser chooser, CaseFile? known, DateOnly day,
        string? save)
    {
        _save = save;
        _expected = known?.Expected ?? [];
        _compiled = compiled;
        _chooser = chooser;
        _width = LineWidth.Of(chooser.Output);
        _day = day;
        _law = compiled.On(day);
        _title = known?.Title ?? "";
        if (known is not null)
            _now = Begin(known.Items.Select(i => new InterviewItem(i.Name, i.Facts)));
    }

    /// <summary>Talks until every item is decided, or the person stops.</summary>
    /// <remarks>The file is written after each answer, so that nothing is lost.</remarks>
    public int Run(TextWriter error)
    {
        _now ??= AskItems();
        if (_now is null)
            return ExitCodes.FactsMissing;
        if (!Save(error))
            return ExitCodes.BadInput;
        while (_now.Next() is { } question)
        {
            if (!Ask(question))
            {
                error.WriteLine("Not decided: questions are still open.");
                return ExitCodes.FactsMissing;
            }

            if (!Save(error))
                return ExitCodes.BadInput;
        }

        foreach (var (name, outcome) in _now.Outcomes())
        {
            _chooser.Output.WriteLine();
            _chooser.Output.Write($"{name}: ");
            _chooser.Output.Write(OutcomeWords.Brief(outcome, _width));
        }

        if (_chooser.Choose("\nDo you want to see more?", [MoreChoice, "No, that is all"]) == 0)
            Explain();
        return ExitCodes.Ok;
    }

    private void Explain()
    {
        foreach (var (item, (name, outcome)) in _now!.Items.Zip(_now.Outcomes()))
        {
            _chooser.Output.Write($"{name}:");
            _chooser.Output.Write(
                OutcomeWords.Explanation(_law, item.Facts, outcome, _width));
        }
    }

    private bool Save(TextWriter error) =>
        _save is null || WholeFile.TryWrite(_save, ToCaseFile(), overwrite: true, error);

    // The case so far, as a file that "decide" and "ask" read.
    private string ToCaseFile()
    {
        var text = new StringBuilder();
        var title = _title.Length > 0 ? _title : "A request";
        text.Append("title: ").Append(Quoted(title)).Append('\n');
        text.Append("date: ").Append(_day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))
            .Append('\n');
        Facts(text, "facts:", "  ", _now!.Items[0].Facts.Given
            .Where(g => g.Fact.About == FactScope.Request));
        text.Append("items:\n");
        foreach (var item in _now.Items)
        {
            text.Append("  - name: ").Append(Quoted(item.Name)).Append('\n');
            Facts(text, "    facts:", "      ", item.Facts.Given
                .Where(g => g.Fact.About == FactScope.Item));
        }

        if (_expected.Count > 0)
            text.Append("expect:\n");
        foreach (var (item, verdict) in _expected)
        {
            text.Append("  - { item: ").Append(Quoted(item)).Append(", verdict: ")
                .Append(verdict.Name()).Append(" }\n");
        }

        return text.ToString();
    }

    private static void Facts(
        StringBuilder text, string heading, string indent, IEnumerable<GivenFact> facts)
    {
        var all = facts.ToList();
        text.Append(heading).Append(all.Count == 0 ? " {}\n" : "\n");
        foreach (var given in all)
        {
            text.Append(indent).Append(given.Fact.Id).Append(": ").Append(given.AnswerId)
                .Append('\n');
        }
    }

    // A JSON string is a YAML string too.
    private static string Quoted(string text) => JsonSerializer.Serialize(text);

    private Interview Begin(IEnumerable<InterviewItem> items) =>
        Interview.Start(_law, _day, [.. items]);

    private Interview? AskItems()
    {
        _chooser.Output.WriteLine(
            "What is asked for? Name each piece of information on a line of its own,");
        _chooser.Output.WriteLine("then an empty line. For a single thing, just an empty line.");
        var names = new List<string>();
        while (true)
        {
            var line = _chooser.ReadLine($"Item {names.Count + 1}: ");
            if (line is null && names.Count == 0)
                return null;
            var name = line?.Trim() ?? "";
            if (name.Length == 0)
                break;
            if (names.Contains(name))
                _chooser.Output.WriteLine("That name is used already; name them apart.");
            else if (names.Count < CaseReader.MaxItems)
                names.Add(name);
        }

        if (names.Count == 0)
            names.Add("the information");
        return Begin(names.Select(n => new InterviewItem(n, CaseFacts.None(_compiled.Book))));
    }

    // False when the person stops.
    private bool Ask(Question question)
    {
        var fact = question.Fact;
        var choices = fact.Answers.Select(a => a.Label).ToList();
        if (fact.Presumed is { } presumed)
            choices.Add($"I do not know (the law presumes: {fact.Answers[presumed].Label})");
        var answers = choices.Count;
        choices.Add(WhyChoice);
        if (_before.Count > 0)
            choices.AddRange([BackChoice, ChangeChoice]);
        choices.Add(StopChoice);
        if (_chooser.Choose(Heading(question), choices) is not { } chosen
            || choices[chosen] == StopChoice)
        {
            return false;
        }

        if (chosen < answers)
        {
            Step(_now!.Answer(chosen < fact.Answers.Count
                ? new GivenFact(fact, chosen)
                : new GivenFact(fact, fact.Presumed!.Value, NotKnown: true), question.Item));
        }
        else
        {
            Do(choices[chosen], question);
        }

        return true;
    }

    private string Heading(Question question)
    {
        var about = question.Item is null || _now!.Items.Count == 1 ? "" : $" ({question.Item})";
        var help = question.Fact.Help.Length > 0 ? $"\n{question.Fact.Help}" : "";
        var left = question.AtMost == 1 ? "the last question"
            : question.AtLeast == question.AtMost ? $"{question.AtMost} questions left"
            : $"{question.AtLeast} to {question.AtMost} questions left";
        return $"{question.Fact.Question}{about}{help}\n[{left}]";
    }

    private void Do(string choice, Question question)
    {
        switch (choice)
        {
            case WhyChoice:
                _chooser.Output.WriteLine(question.Why);
                foreach (var cite in question.Fact.Cites)
                    _chooser.Output.WriteLine($"Source: {cite}");
                _chooser.Output.WriteLine();
                break;
            case BackChoice:
                _now = _before.Pop();
                break;
            default:
                Change();
                break;
        }
    }

    private void Change()
    {
        var given = _now!.Items.SelectMany((item, i) => item.Facts.Given
            .Where(g => g.Fact.About == FactScope.Item || i == 0)
            .Select(g => (Item: g.Fact.About == FactScope.Item ? item.Name : null, Given: g)))
            .ToList();
        List<string> choices = [.. given.Select(g => (g.Item is null ? "" : $"{g.Item}: ")
            + g.Given.Statement), "Change nothing"];
        if (_chooser.Choose("Which answer do you want to change?", choices) is not { } chosen
            || chosen == given.Count)
        {
            return;
        }

        Step(_now.TakeBack(given[chosen].Given.Fact, given[chosen].Item));
    }

    private void Step(Interview next)
    {
        _before.Push(_now!);
        _now = next;
    }
}
