using System.Globalization;
using Proviso.Deidentification.Tables;
using Proviso.Deidentification.Tables.Counts;
using Proviso.Deidentification.Tables.Reading;

namespace Proviso.Deidentification.Tests.Tables.Counts;

public sealed class MagnitudePublicationTests
{
    [Theory]
    [InlineData(9, 900, 100, 100, "threshold")]
    [InlineData(10, 1000, 100, 100, null)]
    [InlineData(0, 0, 0, 0, null)]
    [InlineData(12, 1000, 600, 301, "dominance")]
    [InlineData(12, 1000, 600, 300, null)]
    [InlineData(12, 0, 0, 0, null)]
    public void Problem_OneSum_IsTheRule(
        long rows, double sum, double first, double second, string? problem) =>
        Assert.Equal(problem, new DominanceRule().Problem(rows, sum, first, second));

    [Fact]
    public void Problem_SecondCanGuessTheFirst_IsPRatio() => Assert.Equal(
        "p-ratio", new DominanceRule(DominanceMax: 1).Problem(12, 1000, 600, 350));

    [Fact]
    public void Of_OneLargeContributor_IsHiddenAndCannotBeWorkedOut()
    {
        var rows = new List<string[]>();
        foreach (var (area, kind) in from a in "ABC" from k in "XYZ" select (a, k))
        {
            for (var i = 0; i < 12; i++)
                rows.Add([$"{area}", $"{kind}", $"{100 + i}"]);
        }

        rows.Add(["A", "X", "20000"]);
        var table = MagnitudeTable.Of(
            Table.FromRows(["area", "kind", "cost"], [.. rows]), ["area", "kind"], "cost");
        var result = MagnitudePublication.Of(table, new DominanceRule());
        Assert.True(result.IsHidden(0, 0));
        Assert.Equal("*", result.Show(0, 0));
        Assert.InRange(result.HiddenCount, 4, 9);
        AssertAudited(table, result);
    }

    [Fact]
    public void Of_ThousandRandomTables_LeavesNoSumOpen()
    {
        var (published, secondary, planted) = (0, 0, 0);
        for (var seed = 0; seed < 1000; seed++)
        {
            var random = new Random(seed);
            var table = RandomTable(random);
            MagnitudePublication result;
            try
            {
                result = MagnitudePublication.Of(table, new DominanceRule());
            }
            catch (TableProblemException e)
            {
                Assert.Equal("counts-too-small", e.Problems[0].Code);
                continue;
            }

            published++;
            AssertAudited(table, result);

            // Hiding what the rule says and no more: whatever that leaves open is found.
            var primary = Enumerable.Range(0, table.Sums.Length).Select(c => new DominanceRule()
                .Problem((long)table.Counts.Values[c], table.Sums[c], table.First[c],
                    table.Second[c]) is not null).ToArray();
            secondary += result.HiddenCount - primary.Count(p => p);
            planted += MagnitudePublication.Audit(table, new DominanceRule(), primary).Count;
        }

        Assert.InRange(published, 800, 1000);
        Assert.True(secondary > 100);
        Assert.True(planted > 100);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("")]
    [InlineData("many")]
    public void Of_FigureThatIsNone_IsRefusedByRow(string figure)
    {
        var table = Table.FromRows(["a", "cost"], [["x", "1"], ["x", figure]]);
        var error = Assert.Throws<TableProblemException>(
            () => MagnitudeTable.Of(table, ["a"], "cost"));
        Assert.Equal("figure-invalid", error.Problems[0].Code);
        Assert.Contains("row 2 ", error.Message, StringComparison.Ordinal);
    }

    private static void AssertAudited(MagnitudeTable table, MagnitudePublication result)
    {
        var hidden = Enumerable.Range(0, table.Sums.Length)
            .Select(c => result.IsHidden(Publication.PlacesOf(table.Counts.Grid, c))).ToArray();
        Assert.Empty(MagnitudePublication.Audit(table, result.Rule, hidden));
    }

    private static MagnitudeTable RandomTable(Random random)
    {
        var (down, across) = (random.Next(2, 6), random.Next(2, 5));
        var rows = new List<string[]>();
        for (var i = random.Next(60, 400); i > 0; i--)
        {
            var cost = Math.Pow(10, 1 + (3 * random.NextDouble() * random.NextDouble()));
            rows.Add([$"{random.Next(down)}", $"{random.Next(across)}",
                cost.ToString("0.00", CultureInfo.InvariantCulture)]);
        }

        return MagnitudeTable.Of(
            Table.FromRows(["area", "kind", "cost"], [.. rows]), ["area", "kind"], "cost");
    }
}
