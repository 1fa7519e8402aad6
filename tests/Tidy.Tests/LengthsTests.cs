namespace Tidy.Tests;

public class LengthsTests
{
    [Fact]
    public void Repository_EveryCSharpFile_CanBeParsed() => Tidy.Holds(
        "Roslyn in Tidy.Tests cannot read this, so no rule holds there. Raise its version.",
        Checkout.CSharp,
        file => file.Tree.GetDiagnostics().Select(
            fault => file.AtSpan(fault.Location.SourceSpan, fault.GetMessage())));

    [Fact]
    public void Repository_EveryLine_FitsInAHundredColumns() =>
        Tidy.Holds("Break the line at 100 columns.", Checkout.CSharp, Lengths.CheckLines);

    [Fact]
    public void Repository_EveryMethod_HasAtMostSeventyLines() => Tidy.Holds(
        "Split the method: branches in the parent, pure leaves.",
        Checkout.CSharp, Lengths.CheckMethods);

    [Fact]
    public void Repository_EveryFile_HasAtMostFourHundredLines() => Tidy.Holds(
        "Split the file by what its parts know.",
        Checkout.Files.Where(file => file.Is(".cs", ".cshtml", ".js", ".mjs")),
        Lengths.CheckFile);

    [Fact]
    public void CheckLines_OneColumnTooMany_IsFound()
    {
        var full = new string('x', Lengths.MaxColumns);
        Assert.Empty(Lengths.CheckLines(Planted($"{full}\n{full}")));
        Tidy.Finds(2, Lengths.CheckLines(Planted($"{full}\n{full}x")));
    }

    [Theory]
    [InlineData("class C { void M()\n{*}\n}")]
    [InlineData("class C { C()\n{*}\n}")]
    [InlineData("class C { int P { get\n{*}\n} }")]
    [InlineData("class C { public static C operator +(C a, C b)\n{*}\n}")]
    [InlineData("void Local()\n{*}\n")]
    public void CheckMethods_OneLineTooMany_IsFound(string shape)
    {
        var fits = new string('\n', Lengths.MaxMethodLines - 2);
        Assert.Empty(Lengths.CheckMethods(Planted(
            shape.Replace("*", fits, StringComparison.Ordinal))));
        Tidy.Finds(1, Lengths.CheckMethods(Planted(
            shape.Replace("*", fits + "\n", StringComparison.Ordinal))));
    }

    [Fact]
    public void CheckFile_OneLineTooMany_IsFound()
    {
        var fits = string.Concat(Enumerable.Repeat("x\n", Lengths.MaxFileLines));
        Assert.Empty(Lengths.CheckFile(Planted(fits)));
        Tidy.Finds(Lengths.MaxFileLines + 1, Lengths.CheckFile(Planted(fits + "x")));
    }

    private static SourceFile Planted(string text) => new("src/Proviso.Cli/Planted.cs", text);
}
