using Proviso.Deidentification.Tables.Privacy;

namespace Proviso.Deidentification.Tables.Search;

/// <summary>Judges all classes of a grouping by all criteria of a problem. Its memory is reused;
/// one thread each.</summary>
internal sealed class ClassJudge
{
    private readonly SearchProblem problem;
    private readonly (int Column, ClassCriterion[] Criteria, int[] Histogram)[] bySensitive;
    private readonly ClassCriterion[] plain;
    private ClassState[] states = [];
    private int[] picked = [];
    private int[] starts = [];
    private int[] order = [];
    private long[] people = [];

    public ClassJudge(SearchProblem problem)
    {
        this.problem = problem;
        bySensitive = [.. problem.ClassCriteria.Where(c => c.Sensitive >= 0)
            .GroupBy(c => c.Sensitive)
            .Select(g => (g.Key, g.ToArray(),
                new int[problem.Layout[g.Key].Hierarchy.LeafCount]))];
        plain = [.. problem.ClassCriteria.Where(c => c.Sensitive < 0 && c.LooksAtSizes)];
    }

    /// <summary>The state of each class.</summary>
    public ReadOnlySpan<ClassState> States => states;

    /// <summary>Rows that may not be released.</summary>
    public long Suppressed { get; private set; }

    /// <summary>Rows that no finer generalisation can release.</summary>
    public long Hopeless { get; private set; }

    /// <summary>Classes that may be released.</summary>
    public long Classes { get; private set; }

    /// <summary>Room for positions of keys, as much as asked for.</summary>
    public Span<int> Picked(int length)
    {
        if (picked.Length < length)
            picked = new int[length];
        return picked;
    }

    /// <summary>Judges the classes that a grouper has just found in a table.</summary>
    public void JudgeAll(ClassTable table, Grouper grouper)
    {
        var sizes = grouper.Counts;
        if (states.Length < sizes.Length)
            states = new ClassState[sizes.Length * 2];
        var rowsMin = problem.RowsMin;
        for (var g = 0; g < sizes.Length; g++)
            states[g] = sizes[g] < rowsMin ? ClassState.Hopeless : ClassState.Good;
        if (table.Population is not null)
            JudgePopulation(table, grouper);
        Count(sizes);
        if (bySensitive.Length > 0 && Hopeless <= problem.SuppressedMax)
        {
            JudgeDistributions(table, grouper);
            Count(sizes);
        }

        if (problem.ReleaseCriteria.Count > 0 && Suppressed <= problem.SuppressedMax)
        {
            JudgeRelease(sizes);
            Count(sizes);
        }
    }

    private void JudgePopulation(ClassTable table, Grouper grouper)
    {
        var sizes = grouper.Counts;
        if (people.Length < sizes.Length)
            people = new long[sizes.Length * 2];
        people.AsSpan(0, sizes.Length).Clear();
        var groupOf = grouper.GroupOf;
        for (var i = 0; i < table.Length; i++)
            people[groupOf[i]] += table.Population![i];
        for (var g = 0; g < sizes.Length; g++)
        {
            if (people[g] < problem.PopulationMin)
                states[g] = ClassState.Hopeless;
            foreach (var criterion in plain)
                states[g] = Worse(states[g], criterion.Judge(sizes[g], people[g], []));
        }
    }

    private void JudgeDistributions(ClassTable table, Grouper grouper)
    {
        SortByGroup(table, grouper);
        var sizes = grouper.Counts;
        for (var g = 0; g < sizes.Length; g++)
        {
            if (states[g] == ClassState.Hopeless)
                continue;
            var members = order.AsSpan(starts[g], starts[g + 1] - starts[g]);
            foreach (var (column, criteria, histogram) in bySensitive)
            {
                var field = problem.Layout[column];
                foreach (var i in members)
                {
                    var word = table.Keys[(i * table.Words) + field.Word];
                    histogram[field.ValueAt(word, 0)] += table.Counts[i];
                }

                foreach (var criterion in criteria)
                    states[g] = Worse(states[g], criterion.Judge(sizes[g], 0, histogram));
                Array.Clear(histogram);
            }
        }
    }

    private void SortByGroup(ClassTable table, Grouper grouper)
    {
        var groupOf = grouper.GroupOf;
        if (starts.Length < grouper.GroupCount + 1)
            starts = new int[(grouper.GroupCount + 1) * 2];
        if (order.Length < table.Length)
            order = new int[table.Length];
        var ends = starts.AsSpan(0, grouper.GroupCount + 1);
        ends.Clear();
        for (var i = 0; i < table.Length; i++)
            ends[groupOf[i]]++;
        for (var g = 1; g < ends.Length; g++)
            ends[g] += ends[g - 1];
        for (var i = table.Length - 1; i >= 0; i--)
            order[--ends[groupOf[i]]] = i;
    }

    /// <summary>Takes the smallest classes out, all of a size together, until the release meets
    /// its conditions.</summary>
    private void JudgeRelease(ReadOnlySpan<int> sizes)
    {
        var bySize = new SortedDictionary<int, int>();
        for (var g = 0; g < sizes.Length; g++)
        {
            if (states[g] == ClassState.Good && sizes[g] > 0)
                bySize[sizes[g]] = bySize.GetValueOrDefault(sizes[g]) + 1;
        }

        var kept = bySize.Select(p => (p.Key, p.Value)).ToList();
        var skip = 0;
        while (skip < kept.Count
            && !problem.ReleaseCriteria.All(c => c.IsMet(kept[skip..])))
        {
            skip++;
        }

        if (skip == 0)
            return;
        var least = skip < kept.Count ? kept[skip].Key : int.MaxValue;
        for (var g = 0; g < sizes.Length; g++)
        {
            if (states[g] == ClassState.Good && sizes[g] < least)
                states[g] = ClassState.Bad;
        }
    }

    private static ClassState Worse(ClassState a, ClassState b) => a > b ? a : b;

    private void Count(ReadOnlySpan<int> sizes)
    {
        Suppressed = 0;
        Hopeless = 0;
        Classes = 0;
        for (var g = 0; g < sizes.Length; g++)
        {
            switch (states[g])
            {
                case ClassState.Good:
                    Classes += sizes[g] > 0 ? 1 : 0;
                    break;
                case ClassState.Hopeless:
                    Hopeless += sizes[g];
                    Suppressed += sizes[g];
                    break;
                default:
                    Suppressed += sizes[g];
                    break;
            }
        }
    }
}
