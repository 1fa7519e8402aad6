using Proviso.Deidentification.Tables.Hierarchies;
using Proviso.Deidentification.Tables.Measures;
using Proviso.Deidentification.Tables.Privacy;
using Proviso.Deidentification.Tables.Reading;

namespace Proviso.Deidentification.Tables.Search;

/// <summary>Turns a request into a problem for the machine.</summary>
internal static class Packing
{
    /// <summary>A problem and, for each row of the table, its packed key.</summary>
    public sealed record Packed(SearchProblem Problem, ulong[] RowKeys);

    public static Packed Pack(Anonymisation request, Table? population)
    {
        Check(request);
        var sensitive = request.Models.Select(m => m.Sensitive).OfType<string>()
            .Distinct().Select(name => request.Table[name]).ToList();
        var layout = KeyLayout.Of([
            .. request.Columns.Select(c => c.Hierarchy),
            .. sensitive.Select(c => Hierarchy.Create(
                c.Name, [.. c.Values.Select(string[] (v) => [v])]))]);
        var keys = RowKeys(layout, request.Columns, sensitive, request.Table.RowCount);
        var rows = CountRows(layout, keys, request.Table.RowCount);
        var bindings = request.Models.ToDictionary(m => m, m => Bind(m, request, sensitive));
        var weights = request.Columns.Select(c => c.Weight).ToArray();
        var problem = new SearchProblem(
            layout,
            request.Columns.Count,
            population is null ? rows : WithPopulation(layout, request, rows, population),
            Objectives.Of(request.Measure, layout, rows, weights),
            [.. request.Models.Select(m => m.BindClass(bindings[m])).OfType<ClassCriterion>()],
            [.. request.Models.Select(m => m.BindRelease()).OfType<ReleaseCriterion>()],
            (long)Math.Floor((request.SuppressionMax * request.Table.RowCount) + 1e-9));
        return new Packed(problem, keys);
    }

    private static void Check(Anonymisation request)
    {
        if (request.Table.RowCount == 0)
        {
            throw new TableProblemException("table-empty",
                "The table has headings and no rows. There is nothing to anonymise.");
        }

        if (request.Columns.Count == 0)
        {
            throw new TableProblemException("columns-none",
                "No column is to be made coarser. Name the columns that could single people out.");
        }

        if (request.Models.Count == 0)
        {
            throw new TableProblemException("models-none",
                "No privacy model is asked for. Ask for k-anonymity at least.");
        }
    }

    private static ModelBinding Bind(
        PrivacyModel model, Anonymisation request, List<Column> sensitive)
    {
        if (model.Sensitive is not { } name)
            return new ModelBinding(-1, [], []);
        var at = sensitive.FindIndex(c => c.Name == name);
        return new ModelBinding(
            request.Columns.Count + at, sensitive[at].Values, sensitive[at].Frequencies());
    }

    private static ulong[] RowKeys(
        KeyLayout layout,
        IReadOnlyList<Generalised> columns,
        List<Column> sensitive,
        int rowCount)
    {
        if ((long)rowCount * layout.Words > Array.MaxLength)
        {
            throw new TableProblemException("rows-too-many",
                $"{rowCount:N0} rows with so many columns do not fit. Generalise fewer columns.");
        }

        var keys = new ulong[rowCount * layout.Words];
        for (var j = 0; j < columns.Count; j++)
            Write(columns[j].Column.Codes, columns[j].Leaves(), layout, j, keys);
        for (var s = 0; s < sensitive.Count; s++)
        {
            var leaves = Enumerable.Range(0, sensitive[s].Values.Count).ToArray();
            Write(sensitive[s].Codes, leaves, layout, columns.Count + s, keys);
        }

        return keys;
    }

    private static void Write(
        int[] codes, int[] leaves, KeyLayout layout, int field, ulong[] keys)
    {
        var values = leaves.Select(leaf => leaf < 0 ? 0 : layout[field].KeyOf(leaf)).ToArray();
        var word = layout[field].Word;
        for (var r = 0; r < codes.Length; r++)
            keys[(r * layout.Words) + word] |= values[codes[r]];
    }

    /// <summary>The different keys and how many rows have each, in the order of the keys where
    /// they are one word: rows that look alike under a mask then mostly stand together, which
    /// keeps the groups at work in the processor's cache.</summary>
    private static ClassTable CountRows(KeyLayout layout, ulong[] keys, int rowCount)
    {
        var ones = new int[rowCount];
        Array.Fill(ones, 1);
        var mask = new ulong[layout.Words];
        Array.Fill(mask, ulong.MaxValue);
        var all = new ClassTable(layout.Words, keys, ones, null, rowCount);
        var grouper = new Grouper(layout.Words);
        grouper.Group(all, mask, expected: Math.Min(rowCount, 1 << 20));
        var length = grouper.GroupCount;
        var distinct = new ulong[length * layout.Words];
        for (var g = 0; g < length; g++)
        {
            keys.AsSpan(grouper.First[g] * layout.Words, layout.Words)
                .CopyTo(distinct.AsSpan(g * layout.Words));
        }

        var counts = grouper.Counts.ToArray();
        if (layout.Words == 1)
            Array.Sort(distinct, counts);
        return new ClassTable(layout.Words, distinct, counts, null, length);
    }

    /// <summary>Adds the people of a population to each key; keys that only the population has
    /// are added with no rows. People with a value that the hierarchies do not know look like no
    /// row of the table and are left out.</summary>
    private static ClassTable WithPopulation(
        KeyLayout layout, Anonymisation request, ClassTable rows, Table population)
    {
        if (layout.Count > request.Columns.Count)
        {
            throw new TableProblemException("models-contradict",
                "A model with a sensitive column and one with a population cannot be asked for "
                + "at once. Choose one of them.");
        }

        var people = new List<Generalised>();
        var known = new bool[population.RowCount];
        Array.Fill(known, true);
        foreach (var column in request.Columns)
        {
            var same = new Generalised(
                population[column.Column.Name], column.Hierarchy, 1, 0, 0);
            var leaves = same.Leaves();
            for (var r = 0; r < known.Length; r++)
                known[r] &= leaves[same.Column.Codes[r]] >= 0;
            people.Add(same);
        }

        var keys = RowKeys(layout, people, [], population.RowCount);
        var merged = new Dictionary<UInt256, (int Rows, int People)>();
        for (var i = 0; i < rows.Length; i++)
            merged[UInt256.Of(rows.Keys, i, layout.Words)] = (rows.Counts[i], 0);
        for (var r = 0; r < known.Length; r++)
        {
            if (!known[r])
                continue;
            var key = UInt256.Of(keys, r, layout.Words);
            var (mine, theirs) = merged.GetValueOrDefault(key);
            merged[key] = (mine, theirs + 1);
        }

        var flat = new ulong[merged.Count * layout.Words];
        var at = 0;
        foreach (var key in merged.Keys)
            key.CopyTo(flat.AsSpan(at++ * layout.Words, layout.Words));
        return new ClassTable(
            layout.Words, flat, [.. merged.Values.Select(v => v.Rows)],
            [.. merged.Values.Select(v => v.People)], merged.Count);
    }

    /// <summary>A key of up to four words, for a dictionary.</summary>
    private readonly record struct UInt256(ulong A, ulong B, ulong C, ulong D)
    {
        public static UInt256 Of(ulong[] keys, int at, int words)
        {
            if (words > 4)
            {
                throw new TableProblemException("population-too-wide",
                    "A population can be used with fewer or smaller hierarchies only. "
                    + "Generalise fewer columns.");
            }

            Span<ulong> key = stackalloc ulong[4];
            keys.AsSpan(at * words, words).CopyTo(key);
            return new UInt256(key[0], key[1], key[2], key[3]);
        }

        public void CopyTo(Span<ulong> words)
        {
            ReadOnlySpan<ulong> all = [A, B, C, D];
            all[..words.Length].CopyTo(words);
        }
    }
}
