using Proviso.Deidentification.Text;

namespace Proviso.Deidentification.Tests.Text;

public class FoldedTextTests
{
    [Theory]
    [InlineData("José", "Jose")]
    [InlineData("Jose\u0301", "Jose")]
    [InlineData("Łukasz Şahin", "Lukasz Sahin")]
    [InlineData("\u202EMary\u202C", "Mary")]
    [InlineData("Ma\u00ADry\u200B", "Mary")]
    [InlineData("Маry", "Mary")]
    [InlineData("９９９ ０００", "999 000")]
    [InlineData("O’Brien", "O'Brien")]
    [InlineData("20–30", "20-30")]
    public void Of_FormsThatReadAlike_BecomeThePlainOne(string text, string plain) =>
        Assert.Equal(plain, FoldedText.Of(text).Folded);

    [Fact]
    public void OriginalEnd_AfterCombiningMarks_TakesThemIn()
    {
        var folded = FoldedText.Of("a Jose\u0301 b");
        var end = folded.Folded.IndexOf('e', StringComparison.Ordinal) + 1;
        Assert.Equal("Jose\u0301",
            folded.Original[folded.OriginalStart(2)..folded.OriginalEnd(end)]);
    }

    [Theory]
    [InlineData("Seen: Ма\u200Bry О’Brien today.")]
    [InlineData("Seen: Mary\u0301 O\u2019Brien\u0302 today.")]
    public void Find_NamesInDisguise_AreCoveredWhole(string text)
    {
        var found = new TextFinder().Find(text);
        var covered = string.Concat(found.Select(f => text.Substring(f.Start, f.Length)));
        Assert.Contains("ry", covered, StringComparison.Ordinal);
        Assert.Contains("Brien", covered, StringComparison.Ordinal);
        var rest = text;
        foreach (var finding in found.Reverse())
            rest = rest.Remove(finding.Start, finding.Length);
        Assert.DoesNotContain("\u0302", rest, StringComparison.Ordinal);
    }
}
