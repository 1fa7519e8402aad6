using System.Text;

namespace Proviso.Rulebook.Reading;

/// <summary>Something wrong in a book: where, what, and what would be right.</summary>
/// <param name="Code">A stable name for the kind of mistake, such as <c>unknown-name</c>.</param>
/// <param name="At">Where it stands.</param>
/// <param name="Message">What is wrong, in a sentence.</param>
/// <param name="Hint">What would be right; empty when the message says it already.</param>
public sealed record Problem(string Code, Position At, string Message, string Hint = "")
{
    /// <summary>
    /// The code of a block without an end. It takes in what follows, so until it is closed nothing
    /// else that is found means anything.
    /// </summary>
    internal const string Unclosed = "unclosed";

    private const int WidestLineShown = 160;

    /// <summary>The message with the line it speaks of and a marker under the place.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(At).Append(": ").Append(Code).Append(": ").Append(Message).Append('\n');
        var line = At.File.LineText(At.Line).Replace('\t', ' ');
        var column = Math.Min(At.Column, line.Length + 1);
        if (line.Length > WidestLineShown)
        {
            var from = Math.Max(0, column - (WidestLineShown / 2));
            line = line.Substring(from, Math.Min(WidestLineShown, line.Length - from));
            column -= from;
        }

        var number = At.Line.ToString(System.Globalization.CultureInfo.InvariantCulture).PadLeft(5);
        text.Append(number).Append(" | ").Append(line).Append('\n');
        var marks = new string('^', Math.Max(1, Math.Min(At.Length, line.Length - column + 1)));
        text.Append("      | ").Append(' ', column - 1).Append(marks);
        if (Hint.Length > 0)
            text.Append(' ').Append(Hint);
        return text.ToString();
    }
}

/// <summary>Gathers every problem of a book, so that one run shows them all.</summary>
internal sealed class Problems
{
    /// <summary>More than this many are counted but not kept.</summary>
    internal const int MaxKept = 500;

    private readonly List<Problem> _kept = [];

    public int Count { get; private set; }

    public IReadOnlyList<Problem> InOrder() => [.. _kept
        .OrderBy(p => p.At.File.Name, StringComparer.Ordinal)
        .ThenBy(p => p.At.Line)
        .ThenBy(p => p.At.Column)];

    /// <summary>The problems of one kind; empty where there are none.</summary>
    public IReadOnlyList<Problem> Of(string code) => [.. InOrder().Where(p => p.Code == code)];

    public void Add(string code, Position at, string message, string hint = "") =>
        Add(new Problem(code, at, message, hint));

    public void Add(Problem problem)
    {
        Count++;
        if (_kept.Count < MaxKept)
            _kept.Add(problem);
    }

    /// <summary>Reports a name that does not exist, with the nearest one that does.</summary>
    public void Unknown(string what, Token name, IEnumerable<string> known)
    {
        var nearest = NearestName.Find(name.Text, known);
        var hint = nearest is null ? "" : $"did you mean \"{nearest}\"?";
        Add("unknown-name", name.At, $"there is no {what} \"{name.Text}\"", hint);
    }
}

/// <summary>A word of a block and where it stands.</summary>
internal readonly record struct Token(string Text, Position At);

/// <summary>Finds the name that somebody probably meant.</summary>
public static class NearestName
{
    /// <summary>The known name nearest to the one given, or null when none is near.</summary>
    /// <param name="name">What was written.</param>
    /// <param name="known">What may be written.</param>
    /// <returns>The name with the fewest edits, at most a third of its length and at least
    /// 1.</returns>
    public static string? Find(string name, IEnumerable<string> known)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(known);
        if (name.Length > 100)
            return null;
        string? best = null;
        var fewest = Math.Max(2, name.Length / 3) + 1;
        foreach (var candidate in known)
        {
            if (Math.Abs(candidate.Length - name.Length) >= fewest)
                continue;
            var edits = Edits(name, candidate);
            if (edits < fewest)
            {
                fewest = edits;
                best = candidate;
            }
        }

        return best;
    }

    // Optimal string alignment: letters put in, left out, replaced, or exchanged with the next.
    private static int Edits(string a, string b)
    {
        var (before, above) = (new int[b.Length + 1], new int[b.Length + 1]);
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            (before, above, row) = (above, row, before);
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var change = above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                row[j] = Math.Min(change, Math.Min(above[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
            }
        }

        return row[b.Length];
    }
}
