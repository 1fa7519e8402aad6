namespace Proviso.Deidentification.Tables.Hierarchies.Rules;

/// <summary>A tree of codes, such as ICD-10 or a part of SNOMED CT, from a file that names the
/// parent of each code. Codes of any depth may stand in the data: a code that is less deep than
/// others is coarse already and stays what it is for longer.</summary>
public sealed class CodeTree
{
    private readonly Dictionary<string, string> parentOf;
    private readonly Dictionary<string, int> depthOf = [];
    private readonly int deepest;

    private CodeTree(Dictionary<string, string> parentOf)
    {
        this.parentOf = parentOf;
        foreach (var code in parentOf.Keys)
            deepest = Math.Max(deepest, DepthOf(code));
    }

    /// <summary>Reads a tree.</summary>
    /// <param name="path">A file with a line <c>code;parent</c> for each code; a root has
    /// nothing after the <c>;</c>. What is only named as a parent is a root too.</param>
    /// <exception cref="TableProblemException"><c>tree-missing</c>, or <c>tree-invalid</c> with
    /// the lines: a line without <c>;</c>, a code with two parents, or a circle.</exception>
    public static CodeTree Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new TableProblemException("tree-missing",
                $"There is no file '{path}' with a tree of codes. Check the name.");
        }

        using var reader = new StreamReader(path);
        return Read(reader);
    }

    /// <summary>Reads a tree from text.</summary>
    /// <exception cref="TableProblemException"><c>tree-invalid</c>.</exception>
    public static CodeTree Read(TextReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var parents = new Dictionary<string, string>();
        var problems = new List<TableProblem>();
        for (var line = 1; reader.ReadLine() is { } text; line++)
        {
            if (text.Length == 0)
                continue;
            var parts = text.Split(';');
            if (parts.Length != 2 || parts[0].Length == 0)
            {
                problems.Add(new("tree-invalid", "A line is a code, a ; and its parent.", line));
            }
            else if (!parents.TryAdd(parts[0], parts[1]) && parents[parts[0]] != parts[1])
            {
                problems.Add(new("tree-invalid",
                    $"'{parts[0]}' has two parents. Keep the one under which it is to be counted.",
                    line));
            }
        }

        if (problems.Count > 0)
            throw new TableProblemException(problems);
        if (parents.Count == 0)
            throw new TableProblemException("tree-invalid", "The tree has no codes.");
        foreach (var root in parents.Values.Where(p => p.Length > 0).Distinct().ToList())
            parents.TryAdd(root, "");
        return new CodeTree(parents);
    }

    /// <summary>The rule that goes up this tree, one step a level.</summary>
    internal HierarchyRule AsRule(string text) => HierarchyRule.Make(
        text, "codes of the tree", code => depthOf.ContainsKey(code) ? LevelsOf(code) : null);

    /// <summary>The ancestors of a code, from one step below the deepest to the root.</summary>
    private string[] LevelsOf(string code)
    {
        var levels = new string[deepest];
        var at = code;
        for (var depth = deepest - 1; depth >= 0; depth--)
        {
            while (depthOf[at] > depth)
                at = parentOf[at];
            levels[deepest - 1 - depth] = at;
        }

        return levels;
    }

    private int DepthOf(string code)
    {
        var way = new List<string>();
        var at = code;
        var depth = -1;
        while (!depthOf.TryGetValue(at, out depth))
        {
            way.Add(at);
            if (way.Count > parentOf.Count)
            {
                throw new TableProblemException("tree-invalid",
                    $"'{code}' is among its own parents' parents. Take one step of the circle "
                    + "out.");
            }

            if (parentOf[at].Length == 0)
            {
                depth = -1;
                break;
            }

            at = parentOf[at];
        }

        for (var i = way.Count - 1; i >= 0; i--)
            depthOf[way[i]] = ++depth;
        return depthOf[code];
    }
}
