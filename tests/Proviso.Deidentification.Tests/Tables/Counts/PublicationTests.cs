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
    public void Audit_OneCellHiddenInItsRow_IsFound()
    {
        var table = Table(new long[,] { { 3, 20, 30 }, { 40, 50, 60 } });
        var hidden = new bool[2, 3];
        hidden[0, 0] = true;
        Assert.Equal([(0, 0)],
            Publication.Audit(table, SmallNumberRule.HideToSeven, hidden));
    }

    [Fact]
    public void Audit_RandomHiding_FindsExactlyWhatEnumerationFinds()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var table = RandomTable(random, random.Next(1, 4), random.Next(1, 4), 5);
            var hidden = new bool[table.Rows.Count, table.Columns.Count];
            for (var r = 0; r < table.Rows.Count; r++)
            {
                for (var c = 0; c < table.Columns.Count; c++)
                    hidden[r, c] = random.Next(2) == 0;
            }

            var attack = new Attack(table, hidden);
            foreach (var (cell, least, most) in Enumerated(table, hidden))
                Assert.Equal((least, most), attack.Bounds(cell.Row, cell.Column));
        }
    }

    [Fact]
    public void Of_ThousandRandomTables_LeavesNoCellOpen()
    {
        var published = 0;
        var extra = 0;
        for (var seed = 0; seed < 1000; seed++)
        {
            var random = new Random(seed);
            var table = RandomTable(random, random.Next(2, 7), random.Next(2, 7), 40);
            var rule = SmallNumberRule.All[seed % SmallNumberRule.All.Count];
            try
            {
                var result = Publication.Of(table, rule);
                var hidden = new bool[table.Rows.Count, table.Columns.Count];
                foreach (var (r, c) in All(table))
                {
                    hidden[r, c] = result.IsHidden(r, c);
                    Assert.True(result.IsHidden(r, c) || !rule.Hides(table[r, c]));
                    extra += result.IsHidden(r, c) && !rule.Hides(table[r, c]) ? 1 : 0;
                }

                Assert.Empty(Publication.Audit(table, rule, hidden));
                published++;
            }
            catch (TableProblemException e)
            {
                Assert.Equal("counts-too-small", e.Problems[0].Code);
            }
        }

        Assert.InRange(published, 700, 1000);
        Assert.True(extra > 0);
    }

    private static IEnumerable<(int Row, int Column)> All(CountTable table) =>
        from r in Enumerable.Range(0, table.Rows.Count)
        from c in Enumerable.Range(0, table.Columns.Count)
        select (r, c);

    private static CountTable Table(long[,] counts) => CountTable.Create(
        [.. Enumerable.Range(0, counts.GetLength(0)).Select(r => $"r{r}")],
        [.. Enumerable.Range(0, counts.GetLength(1)).Select(c => $"c{c}")],
        counts);

    private static CountTable RandomTable(Random random, int rows, int columns, int most)
    {
        var counts = new long[rows, columns];
        for (var r = 0; r < rows; r++)
        {
            for (var c = 0; c < columns; c++)
                counts[r, c] = random.Next(most);
        }

        return Table(counts);
    }

    /// <summary>Every table with the same totals and the same shown counts, one by one.</summary>
    private static IEnumerable<((int Row, int Column) Cell, long Least, long Most)> Enumerated(
        CountTable table, bool[,] hidden)
    {
        var cells = All(table).Where(c => hidden[c.Row, c.Column]).ToList();
        var least = cells.ToDictionary(c => c, _ => long.MaxValue);
        var most = cells.ToDictionary(c => c, _ => 0L);
        var row = new long[table.Rows.Count];
        var column = new long[table.Columns.Count];
        foreach (var (r, c) in cells)
        {
            row[r] += table[r, c];
            column[c] += table[r, c];
        }

        var now = new long[cells.Count];
        Try(0);
        return cells.Select(c => (c, least[c], most[c]));

        void Try(int at)
        {
            if (at == cells.Count)
            {
                if (row.Any(x => x != 0) || column.Any(x => x != 0))
                    return;
                for (var i = 0; i < now.Length; i++)
                {
                    least[cells[i]] = Math.Min(least[cells[i]], now[i]);
                    most[cells[i]] = Math.Max(most[cells[i]], now[i]);
                }

                return;
            }

            var (r, c) = cells[at];
            for (now[at] = 0; now[at] <= Math.Min(row[r], column[c]); now[at]++)
            {
                row[r] -= now[at];
                column[c] -= now[at];
                Try(at + 1);
                row[r] += now[at];
                column[c] += now[at];
            }
        }
    }
}
