using Proviso.Deidentification.Tables;
using Proviso.Deidentification.Tables.Hierarchies;

namespace Proviso.Deidentification.Tests.Tables.Hierarchies;

public sealed class HierarchyTests
{
    [Theory]
    [InlineData("", "hierarchy-empty")]
    [InlineData("a;x;*\nb;x\n", "hierarchy-ragged")]
    [InlineData("a;x;*\na;x;*\n", "hierarchy-duplicate")]
    [InlineData("a;x;y\nb;x;z\n", "hierarchy-inconsistent")]
    public void Read_NotAHierarchy_IsRefused(string text, string code)
    {
        var error = Assert.Throws<TableProblemException>(
            () => HierarchyFile.Read("c", new StringReader(text)));
        Assert.Equal(code, error.Problems[0].Code);
    }

    [Fact]
    public void Read_TwoLevelsUp_CountsLeavesUnderEachGroup()
    {
        var h = HierarchyFile.Read("c", new StringReader("a;x;*\nb;x;*\nc;y;*"));
        Assert.True(h.TryFind("b", out var b));
        Assert.Equal((3, 3, "x", 2, 3),
            (h.LevelCount, h.LeafCount, h.LabelOf(b, 1), h.LeavesUnder(b, 1), h.LeavesUnder(b, 2)));
        Assert.False(h.TryFind("d", out _));
    }
}
