using Proviso.Deidentification.Tables.Counts;

namespace Proviso.Deidentification.Tests.Tables.Counts;

/// <summary>The plainest attack: every table of whole numbers that shows the same, one by one.
/// For small tables of which only inner cells are hidden.</summary>
internal sealed class Enumerated
{
    private readonly CellGrid grid;
    private readonly int[] cells;
    private readonly double[] left;
    private readonly List<int>[] totalsOf;
    private readonly double[] now;

    private Enumerated(CountTable table, bool[] hidden)
    {
        grid = table.Grid;
        cells = [.. Enumerable.Range(0, grid.Count).Where(c => hidden[c])];
        Least = cells.ToDictionary(c => c, _ => double.PositiveInfinity);
        Most = cells.ToDictionary(c => c, _ => double.NegativeInfinity);
        now = new double[cells.Length];

        // What the hidden parts of each sum come to.
        left = new double[grid.Relations.Count];
        totalsOf = [.. cells.Select(_ => new List<int>())];
        for (var r = 0; r < left.Length; r++)
        {
            foreach (var cell in grid.Relations[r].Skip(1).Where(c => hidden[c]))
            {
                left[r] += table.Values[cell];
                totalsOf[Array.IndexOf(cells, cell)].Add(r);
            }
        }

        Try(0);
    }

    public Dictionary<int, double> Least { get; }

    public Dictionary<int, double> Most { get; }

    public static Enumerated Of(CountTable table, bool[] hidden) => new(table, hidden);

    private void Try(int at)
    {
        if (at == cells.Length)
        {
            if (left.Any(x => x != 0))
                return;
            for (var i = 0; i < now.Length; i++)
            {
                Least[cells[i]] = Math.Min(Least[cells[i]], now[i]);
                Most[cells[i]] = Math.Max(Most[cells[i]], now[i]);
            }

            return;
        }

        var most = totalsOf[at].Min(r => left[r]);
        for (now[at] = 0; now[at] <= most; now[at]++)
        {
            totalsOf[at].ForEach(r => left[r] -= now[at]);
            Try(at + 1);
            totalsOf[at].ForEach(r => left[r] += now[at]);
        }
    }
}
