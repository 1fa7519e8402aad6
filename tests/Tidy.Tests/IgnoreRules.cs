namespace Tidy.Tests;

/// <summary>
/// The part of .gitignore's language that ours uses: <c>name/</c>, <c>name</c>, <c>*.ext</c>
/// anywhere, and <c>/path</c> or <c>some/path</c> from the root. Anything else is an error, so
/// that a new kind of line is not silently read wrongly.
/// </summary>
internal sealed class IgnoreRules
{
    private readonly List<Func<string, bool, bool>> _rules = [];

    internal IgnoreRules(IEnumerable<string> lines)
    {
        foreach (var line in lines.Select(line => line.Trim()))
        {
            if (line.Length > 0 && line[0] != '#')
                _rules.Add(Rule(line));
        }
    }

    internal bool Ignores(string path, bool isFolder) =>
        _rules.Any(rule => rule(path, isFolder));

    private static Func<string, bool, bool> Rule(string line)
    {
        var folderOnly = line.EndsWith('/');
        var pattern = line.TrimEnd('/');
        if (pattern.StartsWith("*.", StringComparison.Ordinal) && IsPlain(pattern[1..]))
        {
            return (path, isFolder) => (isFolder || !folderOnly)
                && path.EndsWith(pattern[1..], StringComparison.Ordinal);
        }

        if (!IsPlain(pattern))
            throw new InvalidOperationException($"IgnoreRules does not understand '{line}' yet.");
        var anchored = pattern.Contains('/', StringComparison.Ordinal);
        var name = pattern.TrimStart('/');
        return (path, isFolder) => (isFolder || !folderOnly)
            && (path == name
                || (!anchored && path.EndsWith("/" + name, StringComparison.Ordinal)));
    }

    private static bool IsPlain(string pattern) => pattern.AsSpan().IndexOfAny("*?[!\\") < 0;
}
