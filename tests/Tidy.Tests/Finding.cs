namespace Tidy.Tests;

/// <summary>One place that breaks a rule, as a person can click on it.</summary>
internal sealed record Finding(string Path, int Line, string What)
{
    public override string ToString() => $"{Path}:{Line}: {What}";
}
