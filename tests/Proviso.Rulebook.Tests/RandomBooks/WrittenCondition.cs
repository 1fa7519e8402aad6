using System.Text;

namespace Proviso.Rulebook.Tests.RandomBooks;

/// <summary>A condition as the generator means it, with the text that says so.</summary>
/// <remarks>What it means is worked out here, so that reading it back can be checked.</remarks>
internal sealed class WrittenCondition
{
    private WrittenCondition(string[] lines, Func<int[], bool> holds)
    {
        Lines = lines;
        Holds = holds;
    }

    /// <summary>The lines, indented from zero.</summary>
    public IReadOnlyList<string> Lines { get; }

    /// <summary>What it means for a full case.</summary>
    public Func<int[], bool> Holds { get; }

    /// <summary>The condition as a field of a block.</summary>
    public void AppendAs(string field, StringBuilder text)
    {
        text.Append(field.PadRight(10)).Append(Lines[0]).Append('\n');
        foreach (var line in Lines.Skip(1))
            text.Append("           ").Append(line).Append('\n');
    }

    /// <summary>Makes a condition over the facts and the defines that there are already.</summary>
    public static WrittenCondition Make(Random random, IReadOnlyList<WrittenFact> facts,
        IReadOnlyList<(string Id, Func<int[], bool> Holds)> defines, int depth)
    {
        if (depth == 0 || random.Next(3) == 0)
            return Atom(random, facts, defines);
        var parts = Enumerable.Range(0, random.Next(2, 4))
            .Select(_ => Make(random, facts, defines, depth - 1)).ToArray();
        var (word, holds) = random.Next(5) switch
        {
            0 or 1 => ("all of", (Func<int[], bool>)(a => parts.All(p => p.Holds(a)))),
            2 or 3 => ("any of", a => parts.Any(p => p.Holds(a))),
            _ => ("none of", a => !parts.Any(p => p.Holds(a))),
        };
        return new WrittenCondition(
            [word, .. parts.SelectMany(p => p.Lines).Select(l => "  " + l)], holds);
    }

    private static WrittenCondition Atom(Random random, IReadOnlyList<WrittenFact> facts,
        IReadOnlyList<(string Id, Func<int[], bool> Holds)> defines)
    {
        if (defines.Count > 0 && random.Next(4) == 0)
        {
            var (id, holds) = defines[random.Next(defines.Count)];
            return random.Next(2) == 0
                ? new WrittenCondition([id], holds)
                : new WrittenCondition([$"not {id}"], a => !holds(a));
        }

        var index = random.Next(facts.Count);
        var fact = facts[index];
        if (fact.IsYesNo && random.Next(2) == 0)
        {
            return random.Next(2) == 0
                ? new WrittenCondition([fact.Id], a => a[index] == 0)
                : new WrittenCondition([$"not {fact.Id}"], a => a[index] != 0);
        }

        var marked = Enumerable.Range(0, fact.Answers.Count)
            .Where(_ => random.Next(2) == 0).ToHashSet();
        if (marked.Count == 0 || marked.Count == fact.Answers.Count)
            marked = [random.Next(fact.Answers.Count)];
        var listed = string.Join(" or ", marked.Select(i => fact.Answers[i]));
        return random.Next(3) == 0
            ? new WrittenCondition([$"{fact.Id} is not {listed}"], a => !marked.Contains(a[index]))
            : new WrittenCondition([$"{fact.Id} is {listed}"], a => marked.Contains(a[index]));
    }
}

/// <summary>A fact of a generated book.</summary>
internal sealed record WrittenFact(
    string Id, IReadOnlyList<string> Answers, bool IsYesNo, bool OfItem, string? Presumed);
