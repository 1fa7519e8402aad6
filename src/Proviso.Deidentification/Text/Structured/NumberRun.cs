namespace Proviso.Deidentification.Text.Structured;

/// <summary>
/// Groups of figures with the signs that people write between them: "(020) 7946 0018". Read a
/// bounded way, at most ten groups and forty characters.
/// </summary>
internal ref struct NumberRun
{
    private const int MaxGroups = 10;
    private const int MaxLength = 40;
    private readonly string text;
    private readonly Span<int> ends;
    private readonly Span<int> digitCounts;

    public NumberRun(string text, int start, Span<int> ends, Span<int> digitCounts)
    {
        this.text = text;
        this.ends = ends[..MaxGroups];
        this.digitCounts = digitCounts[..MaxGroups];
        Start = start;
        Read();
    }

    public int Start { get; }

    /// <summary>Number of groups read.</summary>
    public int Groups { get; private set; }

    /// <summary>True where the run begins with a plus.</summary>
    public bool HasPlus => text[Start] == '+' || (text[Start] == '(' && text[Start + 1] == '+');

    /// <summary>Where the first so many groups end, with a bracket that closes there.</summary>
    public int End(int groups)
    {
        var end = ends[groups - 1];
        if (end < text.Length && text[end] == ')' && text.AsSpan(Start, end - Start).Contains('('))
            end++;
        return end;
    }

    /// <summary>Number of digits in one group.</summary>
    public int Size(int group) => digitCounts[group];

    /// <summary>Number of digits in the first so many groups.</summary>
    public int Digits(int groups)
    {
        var sum = 0;
        for (var g = 0; g < groups; g++)
            sum += digitCounts[g];
        return sum;
    }

    /// <summary>Copies the digits of the first groups, and says how many they are.</summary>
    public readonly int Copy(int groups, scoped Span<char> into)
    {
        var n = 0;
        for (var at = Start; at < ends[groups - 1]; at++)
        {
            if (char.IsAsciiDigit(text[at]))
                into[n++] = text[at];
        }

        return n;
    }

    /// <summary>True where the same one sign stands between all of the first groups.</summary>
    public bool Uniform(int groups, params ReadOnlySpan<char> signs)
    {
        for (var g = 1; g < groups; g++)
        {
            var from = ends[g - 1];
            if (ends[g] - digitCounts[g] - from != 1 || !signs.Contains(text[from])
                || text[from] != text[ends[0]])
            {
                return false;
            }
        }

        return true;
    }

    private void Read()
    {
        var at = Start;
        while (at < text.Length && at - Start < 3 && text[at] is '+' or '(')
            at++;
        while (Groups < MaxGroups && at < text.Length && at - Start < MaxLength)
        {
            var from = at;
            while (at < text.Length && char.IsAsciiDigit(text[at]) && at - from < 24)
                at++;
            if (at == from)
                break;
            // A group that runs into letters belongs to something else, as in "2 5mg".
            if (at < text.Length && char.IsLetterOrDigit(text[at]))
                break;
            ends[Groups] = at;
            digitCounts[Groups++] = at - from;
            var signs = 0;
            while (at < text.Length && signs < 3 && text[at] is ' ' or '-' or '.' or '/' or '('
                or ')' or '\u00A0' or '\n')
            {
                at++;
                signs++;
            }
        }
    }
}
