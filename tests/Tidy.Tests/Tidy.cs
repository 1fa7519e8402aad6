using System.Runtime.CompilerServices;

namespace Tidy.Tests;

/// <summary>How every rule is applied to the repository and tried on planted text.</summary>
internal static class Tidy
{
    /// <summary>Fails with every place that breaks the rule, and what to do about it.</summary>
    internal static void Holds(string whatToDo, IEnumerable<Finding> findings)
    {
        var all = findings.ToList();
        if (all.Count > 0)
            Assert.Fail($"{whatToDo}\n{string.Join('\n', all)}");
    }

    /// <summary>Applies the rule to files, of which there must be some.</summary>
    internal static void Holds(
        string whatToDo,
        IEnumerable<SourceFile> files,
        Func<SourceFile, IEnumerable<Finding>> rule,
        [CallerArgumentExpression(nameof(files))] string? which = null)
    {
        var all = files.ToList();
        Assert.True(all.Count > 0, $"No file to look at: {which}");
        Holds(whatToDo, all.SelectMany(rule));
    }

    /// <summary>Asserts that the rule finds exactly one fault, at this line.</summary>
    internal static void Finds(int line, IEnumerable<Finding> findings) =>
        Assert.Equal(line, Assert.Single(findings).Line);
}
