using Proviso.Deidentification.Tables.Reading;

namespace Proviso.Deidentification.Tables.Risk;

/// <summary>A motivated intruder, simulated: someone who holds a file of the population with
/// names to it looks for each released row the people whom it fits, and claims to have found the
/// person where it fits just one. Where the truth is known, each claim is right or wrong: a wrong
/// one harms somebody too.</summary>
/// <param name="Rows">Released rows.</param>
/// <param name="Unmatched">Rows that fit nobody in the population file.</param>
/// <param name="Claims">Rows that fit exactly one person.</param>
/// <param name="TrueMatches">Claims that are right; null where the truth is not known.</param>
/// <param name="RightGuesses">Rows for which somebody who guesses among the fitting people is
/// expected to be right; null where the truth is not known.</param>
/// <param name="Unusable">People of the file with a value that the hierarchies lack: they can
/// fit no row.</param>
public sealed record IntruderTest(
    long Rows, long Unmatched, long Claims, long? TrueMatches, double? RightGuesses, long Unusable)
{
    /// <summary>Claims that are wrong; null where the truth is not known.</summary>
    public long? FalseMatches => Claims - TrueMatches;

    /// <summary>Simulates the intruder.</summary>
    /// <param name="result">The release.</param>
    /// <param name="population">What the intruder holds: the generalised columns under the same
    /// headings, as they are.</param>
    /// <param name="identity">A column in both tables that says who a row is about; null if
    /// there is none.</param>
    /// <exception cref="TableProblemException"><c>column-unknown</c>.</exception>
    public static IntruderTest Of(
        AnonymisationResult result, Table population, string? identity = null)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(population);
        var people = new People(result, population, identity);
        var total = new IntruderTest(0, 0, 0, identity is null ? null : 0,
            identity is null ? null : 0, people.Unusable);
        var kept = Enumerable.Range(0, result.Request.Table.RowCount).Where(result.IsKept);
        var bySchemes = kept.GroupBy(row => !result.IsLocal ? "" : string.Join(',',
            Enumerable.Range(0, result.Request.Columns.Count).Select(c => result.LevelOf(row, c))));
        foreach (var scheme in bySchemes)
        {
            var found = people.Attack([.. scheme]);
            total = total with
            {
                Rows = total.Rows + found.Rows,
                Unmatched = total.Unmatched + found.Unmatched,
                Claims = total.Claims + found.Claims,
                TrueMatches = total.TrueMatches + found.TrueMatches,
                RightGuesses = total.RightGuesses + found.RightGuesses,
            };
        }

        return total;
    }

    private sealed class People
    {
        private readonly AnonymisationResult result;
        private readonly Generalised[] columns;
        private readonly int[] usable;
        private readonly int[]? whoInTable;
        private readonly int[]? whoInPopulation;

        public People(AnonymisationResult result, Table population, string? identity)
        {
            this.result = result;
            columns = [.. result.Request.Columns.Select(c => new Generalised(
                population[c.Column.Name], c.Hierarchy, 1, 0, 0))];
            var leaves = columns.Select(c => c.Leaves()).ToArray();
            usable = [.. Enumerable.Range(0, population.RowCount).Where(person =>
                columns.Select((c, j) => leaves[j][c.Column.Codes[person]]).All(l => l >= 0))];
            Unusable = population.RowCount - usable.Length;
            if (identity is null)
                return;
            var (mine, theirs) = (result.Request.Table[identity], population[identity]);
            var number = new Dictionary<string, int>();
            foreach (var value in theirs.Values)
                number.Add(value, number.Count);
            whoInPopulation = theirs.Codes;
            whoInTable = [.. mine.Codes.Select(
                code => number.GetValueOrDefault(mine.Values[code], -1))];
        }

        public long Unusable { get; }

        /// <summary>Attacks rows that are released at the same levels.</summary>
        public IntruderTest Attack(int[] rows)
        {
            // People first, rows behind them; who looks alike has the same number.
            var classOf = new int[usable.Length + rows.Length];
            for (var j = 0; j < columns.Length; j++)
                Refine(classOf, j, result.LevelOf(rows[0], j), rows);
            var fitting = new Dictionary<int, List<int>>();
            for (var p = 0; p < usable.Length; p++)
            {
                if (!fitting.TryGetValue(classOf[p], out var who))
                    fitting.Add(classOf[p], who = []);
                who.Add(usable[p]);
            }

            var (unmatched, claims, right) = (0L, 0L, 0L);
            var guesses = 0.0;
            for (var i = 0; i < rows.Length; i++)
            {
                var who = fitting.GetValueOrDefault(classOf[usable.Length + i]);
                unmatched += who is null ? 1 : 0;
                claims += who is { Count: 1 } ? 1 : 0;
                if (who is null || whoInTable is null)
                    continue;
                var isThere = who.Exists(p => whoInPopulation![p] == whoInTable[rows[i]]);
                right += isThere && who.Count == 1 ? 1 : 0;
                guesses += isThere ? 1.0 / who.Count : 0;
            }

            return new IntruderTest(rows.Length, unmatched, claims,
                whoInTable is null ? null : right, whoInTable is null ? null : guesses, 0);
        }

        private void Refine(int[] classOf, int j, int level, int[] rows)
        {
            var mine = result.Request.Columns[j];
            var theirGroups = Groups(columns[j], level);
            var myGroups = Groups(mine, level);
            var next = new Dictionary<(int Class, int Group), int>();
            for (var i = 0; i < classOf.Length; i++)
            {
                var group = i < usable.Length
                    ? theirGroups[columns[j].Column.Codes[usable[i]]]
                    : myGroups[mine.Column.Codes[rows[i - usable.Length]]];
                if (!next.TryGetValue((classOf[i], group), out var refined))
                    next.Add((classOf[i], group), refined = next.Count);
                classOf[i] = refined;
            }
        }

        private static int[] Groups(Generalised column, int level) => [.. column.Leaves().Select(
            leaf => leaf < 0 ? -1 : column.Hierarchy.GroupOf(leaf, level))];
    }
}
