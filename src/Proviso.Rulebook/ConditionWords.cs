namespace Proviso.Rulebook;

/// <summary>Says conditions in plain English, one line a part, indented by depth.</summary>
public static class ConditionWords
{
    /// <summary>The lines of a condition.</summary>
    /// <param name="book">The book, for its defines.</param>
    /// <param name="condition">The condition.</param>
    public static IReadOnlyList<string> Lines(Book book, Condition condition)
    {
        ArgumentNullException.ThrowIfNull(book);
        ArgumentNullException.ThrowIfNull(condition);
        var lines = new List<string>();
        Say(book, condition, negated: false, 0, lines);
        return lines;
    }

    private static void Say(
        Book book, Condition condition, bool negated, int depth, List<string> lines)
    {
        switch (condition)
        {
            case Condition.Not not:
                Say(book, not.Inner, !negated, depth, lines);
                break;
            case Condition.All or Condition.Any:
                var every = condition is Condition.All != negated;
                Line(every ? "all of these hold:" : "at least one of these holds:");
                foreach (var part in condition.Children)
                    Say(book, part, negated, depth + 1, lines);
                break;
            case Condition.Answered answered:
                Line(Answered(answered, negated));
                break;
            case Condition.Defined defined:
                var means = book.Defines.First(d => d.Id == defined.Id).Means;
                Line(negated ? $"not so: {means}" : means);
                break;
            case Condition.Always:
                Line(negated ? "never" : "always");
                break;
            default:
                Line((negated ? "not: " : "") + Outcome(condition));
                break;
        }

        void Line(string text) => lines.Add(new string(' ', depth * 2) + text);
    }

    private static string Answered(Condition.Answered answered, bool negated)
    {
        var holding = answered.Fact.Answers.Where((_, i) => answered.Holds[i] != negated).ToList();
        var failing = answered.Fact.Answers.Where((_, i) => answered.Holds[i] == negated).ToList();
        if (holding.Count == 1)
            return holding[0].Statement;
        return holding.Count > 4 && failing.Count < holding.Count
            ? $"{answered.Fact.Question} Anything but: {Labels(failing)}"
            : $"{answered.Fact.Question} {Labels(holding)}";
    }

    private static string Labels(IEnumerable<Answer> answers) =>
        string.Join(", or ", answers.Select(a => a.Label));

    private static string Outcome(Condition condition) => condition switch
    {
        Condition.VerdictIs v =>
            "the verdict is " + string.Join(" or ", v.Verdicts.Select(x => x.Name())),
        Condition.DutyDue d => $"the duty {d.Id} is due",
        Condition.DecidedBy r => $"the rule {r.Id} decides",
        Condition.RestsOn b => $"it rests on the basis {b.Id}",
        _ => "",
    };
}
