using Proviso.Deidentification.Tables;
using Proviso.Deidentification.Tables.Counts;

namespace Proviso.Deidentification.Tests.Tables.Counts;

public sealed class PublicationTests
{
    [Theory]
    [InlineData("0", "0")]
    [InlineData("1", "*")]
    [InlineData("2", "*")]
    [InlineData("7", "*")]
    [InlineData("8", "10")]
    [InlineData("16", "15")]
    [InlineData("57", "55")]
    [InlineData("10023", "10025")]
    public void Show_HideToSeven_IsTheExecutableRule(string count, string shown) =>
        Assert.Equal(shown, SmallNumberRule.HideToSeven.Show(count));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 3)]
    [InlineData(6, 3)]
    [InlineData(7, 9)]
    [InlineData(12, 9)]
    [InlineData(13, 15)]
    [InlineData(18, 15)]
    public void Show_MidpointSix_IsTheExecutableRule(long count, long shown) =>
        Assert.Equal($"{shown}", SmallNumberRule.MidpointSix.Show(count));

    [Theory]
    [InlineData("-1")]
    [InlineData("2.5")]
    [InlineData("")]
    [InlineData("many")]
    public void Show_NotACount_IsRefused(string count)
    {
        var error = Assert.Throws<TableProblemException>(
            () => SmallNumberRule.HideToSeven.Show(count));
        Assert.Equal("count-invalid", error.Problems[0].Code);
    }

    [Fact]
    public void Show_RedactToSeven_TotalsAreSumsOfWhatIsShown()
    {
        // 8 is shown as 10 and 12 as 10; 3 and 7 are hidden and add nothing to any total.
        var result = Publication.Of(
            Table(new long[,] { { 8, 3 }, { 12, 7 }, { 23, 0 } }), SmallNumberRule.RedactToSeven);
        Assert.Equal(["10", "*", "10"], Row(result, 0));
        Assert.Equal(["10", "*", "10"], Row(result, 1));
        Assert.Equal(["25", "*", "25"], Row(result, 2));
        Assert.Equal(["45", "0", "45"], Row(result, 3));
        Assert.Equal(3, result.HiddenCount);
    }

    [Fact]
    public void Audit_OneCellHiddenInItsRow_IsFound()
    {
        var table = Table(new long[,] { { 3, 20, 30 }, { 40, 50, 60 } });
        var open = Publication.Audit(
            table, SmallNumberRule.HideToSeven, at => at.SequenceEqual([0, 0]));
        Assert.Equal([[0, 0]], open);
    }

    [Fact]
    public void Audit_ThousandTablesHiddenAtRandom_FindsExactlyWhatEnumerationFinds()
    {
        var opened = 0;
        for (var seed = 0; seed < 1000; seed++)
        {
            var random = new Random(seed);
            var table = RandomTable(random, [random.Next(1, 4), random.Next(1, 4)], 6);
            var rule = Small(3);
            var hidden = HideAtRandom(table, random);
            var truth = Enumerated.Of(table, hidden);
            var attack = new Attack(table.Grid, table.Values, hidden);
            foreach (var (cell, least) in truth.Least)
            {
                var (low, high) = attack.Bounds(cell);
                Assert.Equal((least, truth.Most[cell]), (Math.Round(low, 6), Math.Round(high, 6)));
            }

            var wanted = truth.Least.Keys.Where(c => rule.Hides((long)table.Values[c])
                ? truth.Most[c] <= rule.HiddenMax
                : truth.Least[c] == truth.Most[c]).ToList();
            var found = Publication.Audit(
                table, rule, at => hidden[table.Grid.CellAt(at)]);
            Assert.Equal(wanted, found.Select(at => table.Grid.CellAt(at)));
            opened += wanted.Count;
        }

        Assert.InRange(opened, 500, 10_000);
    }

    [Fact]
    public void Audit_ThreeDimensions_IsNeverTighterThanTheTruth()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var table = RandomTable(random, [2, random.Next(1, 3), 2], 4);
            var hidden = HideAtRandom(table, random);
            var truth = Enumerated.Of(table, hidden);
            var attack = new Attack(table.Grid, table.Values, hidden);
            foreach (var (cell, least) in truth.Least)
            {
                var (low, high) = attack.Bounds(cell);
                Assert.True(low <= least + 1e-6 && high >= truth.Most[cell] - 1e-6);
            }
        }
    }

    [Theory]
    [InlineData(2, 7)]
    [InlineData(3, 4)]
    public void Of_ThousandRandomTables_LeavesNoCellOpen(int dimensions, int sizeMax)
    {
        var published = 0;
        var extra = 0;
        for (var seed = 0; seed < 1000; seed++)
        {
            var random = new Random(seed);
            var table = RandomTable(random,
                [.. Enumerable.Range(0, dimensions).Select(_ => random.Next(2, sizeMax))], 40);
            var rule = SmallNumberRule.All[seed % SmallNumberRule.All.Count];
            try
            {
                var result = Publication.Of(table, rule);
                for (var cell = 0; cell < table.Grid.Count; cell++)
                {
                    var at = Publication.PlacesOf(table.Grid, cell);
                    var must = rule.Hides((long)table.Values[cell])
                        && (!rule.SumsWhatIsShown || table.Grid.TotalsIn(cell) == 0);
                    Assert.True(result.IsHidden(at) || !must);
                    extra += result.IsHidden(at) && !must ? 1 : 0;
                }

                if (!rule.SumsWhatIsShown)
                    Assert.Empty(Publication.Audit(table, rule, at => result.IsHidden(at)));
                published++;
            }
            catch (TableProblemException e)
            {
                Assert.Equal("counts-too-small", e.Problems[0].Code);
            }
        }

        Assert.InRange(published, 950, 1000);
        Assert.True(extra > 0);
    }

    [Fact]
    public void Of_EarlierReleaseShowsACount_DoesNotHideItInVain()
    {
        var table = Table(new long[,] { { 3, 20, 30 }, { 40, 50, 60 } });
        var rule = SmallNumberRule.ThresholdTen;
        var alone = Publication.Of(table, rule);
        Assert.True(alone.IsHidden(0, 1));
        var before = EarlierRelease.Create(["down", "across"], [(["r0", "c1"], "20")]);
        var beside = Publication.Of(table, rule, before);
        Assert.False(beside.IsHidden(0, 1));
        Assert.True(beside.IsHidden(0, 0));
        Assert.Empty(Publication.Audit(table, rule, at => beside.IsHidden(at)));
    }

    [Fact]
    public void Of_CountThatGrewByAFew_IsHiddenSoThatTheFewAreNotGivenAway()
    {
        var table = Table(new long[,] { { 33, 20, 30 }, { 40, 50, 60 }, { 70, 80, 90 } });
        var before = EarlierRelease.Create(["down", "across"], [(["r0", "c0"], "31")]);
        var result = Publication.Of(table, SmallNumberRule.ThresholdTen, before);
        Assert.True(result.IsHidden(0, 0));
        Assert.True(result.HiddenCount >= 4);

        // Rounded to 5, 30 and then 35 can be one more or nine more.
        before = EarlierRelease.Create(["down", "across"], [(["r0", "c0"], "30")]);
        Assert.False(Publication.Of(table, SmallNumberRule.HideToSeven, before).IsHidden(0, 0));
    }

    [Fact]
    public void Of_EarlierReleaseByFewerColumns_IsReadAsTotals()
    {
        var table = Table(new long[,] { { 33, 20 }, { 40, 50 }, { 70, 80 } });
        var before = EarlierRelease.Create(["down"], [(["r0"], "51"), ([null], "291")]);
        var result = Publication.Of(table, SmallNumberRule.ThresholdTen, before);
        Assert.True(result.IsHidden(0, 2));
    }

    private static IEnumerable<string> Row(Publication result, int row) =>
        Enumerable.Range(0, 3).Select(c => result.Show(row, c));

    /// <summary>A rule like those of practice for tables so small that they can be
    /// enumerated.</summary>
    private static SmallNumberRule Small(long most) => SmallNumberRule.HideUpTo(most);

    private static bool[] HideAtRandom(CountTable table, Random random) =>
        [.. Enumerable.Range(0, table.Grid.Count)
            .Select(cell => table.Grid.TotalsIn(cell) == 0 && random.Next(2) == 0)];

    private static CountTable Table(long[,] counts) => CountTable.Create(
        Named("down", "r", counts.GetLength(0)), Named("across", "c", counts.GetLength(1)),
        counts);

    private static Dimension Named(string name, string prefix, int count) =>
        new(name, [.. Enumerable.Range(0, count).Select(i => $"{prefix}{i}")]);

    private static CountTable RandomTable(Random random, int[] sizes, int most) =>
        CountTable.Create(
            [.. sizes.Select((size, d) => Named($"d{d}", "v", size))],
            [.. Enumerable.Range(0, sizes.Aggregate(1, (a, b) => a * b))
                .Select(_ => (long)random.Next(most))]);
}
