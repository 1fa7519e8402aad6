using System.Runtime.InteropServices;
using Proviso.Deidentification.Tables.Privacy;

namespace Proviso.Deidentification.Tables.Search;

/// <summary>Judges all classes of a grouping by all criteria of a problem. Its memory is reused;
/// one thread each.</summary>
internal sealed class ClassJudge
{
    /// <summary>Most counters kept for all classes at once.</summary>
    private const long FlatMax = 1 << 22;

    /// <summary>Only for classes with at least this part of the rows is it worked out how many
    /// of them are lost: the others add little.</summary>
    private const int BigClassShare = 1_024;

    private readonly SearchProblem problem;
    private readonly Sensitive[] bySensitive;
    private readonly ClassCriterion[] plain;
    private ClassState[] states = [];
    private int[] picked = [];
    private int[] starts = [];
    private int[] order = [];
    private long[] people = [];
    private int[] flat = [];
    private long[] lost = [];

    public ClassJudge(SearchProblem problem)
    {
        this.problem = problem;
        bySensitive = [.. problem.ClassCriteria.Where(c => c.Sensitive >= 0)
            .GroupBy(c => c.Sensitive)
            .Select(g => new Sensitive(g.Key, [.. g],
                new int[problem.Layout[g.Key].Hierarchy.LeafCount]))];
        plain = [.. problem.ClassCriteria.Where(c => c.Sensitive < 0 && c.LooksAtSizes)];
    }

    /// <summary>The state of each class.</summary>
    public ReadOnlySpan<ClassState> States => states;

    /// <summary>Rows that may not be released.</summary>
    public long Suppressed { get; private set; }

    /// <summary>Rows that no finer generalisation can release.</summary>
    public long Hopeless { get; private set; }

    /// <summary>Further rows that no finer generalisation can release, of which it is not known
    /// which they are.</summary>
    public long Lost { get; private set; }

    /// <summary>Classes that may be released.</summary>
    public long Classes { get; private set; }

    /// <summary>Positions of the keys of one class, for <see cref="JudgeMembers"/>.</summary>
    public List<int> Members { get; } = [];

    /// <summary>A class with so many rows is good, whatever else is in it.</summary>
    public long RowsThatSettle => bySensitive.Length == 0
        && plain.Length == 0 && problem.PopulationMin == 0 ? problem.RowsMin : long.MaxValue;

    /// <summary>Judges one class by its members.</summary>
    public ClassState JudgeMembers(ClassTable table)
    {
        var rows = 0L;
        var inPopulation = 0L;
        foreach (var i in Members)
        {
            rows += table.Counts[i];
            inPopulation += table.Population is null ? 0 : table.Population[i];
        }

        if (rows == 0)
            return ClassState.Good;
        var state = rows < problem.RowsMin || inPopulation < problem.PopulationMin
            ? ClassState.Hopeless
            : ClassState.Good;
        foreach (var criterion in plain)
            state = Worse(state, criterion.Judge(rows, inPopulation, []));
        return state == ClassState.Good
            ? JudgeDistribution(table, rows, CollectionsMarshal.AsSpan(Members))
            : state;
    }

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
        Lost = 0;
        if (bySensitive.Length > 0 && Hopeless <= problem.SuppressedMax)
        {
            if (lost.Length < sizes.Length)
                lost = new long[sizes.Length * 2];
            lost.AsSpan(0, sizes.Length).Clear();
            JudgeDistributions(table, grouper);
            for (var g = 0; g < sizes.Length; g++)
                Lost += states[g] == ClassState.Bad ? lost[g] : 0;
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
        foreach (var sensitive in bySensitive)
        {
            if ((long)grouper.GroupCount * sensitive.Histogram.Length <= FlatMax)
                JudgeFlat(table, grouper, sensitive);
            else
                JudgeSorted(table, grouper, sensitive);
        }
    }

    /// <summary>Counts the values of all classes in one pass.</summary>
    private void JudgeFlat(ClassTable table, Grouper grouper, Sensitive sensitive)
    {
        var values = sensitive.Histogram.Length;
        if (flat.Length < grouper.GroupCount * values)
            flat = new int[grouper.GroupCount * values * 2];
        flat.AsSpan(0, grouper.GroupCount * values).Clear();
        var field = problem.Layout[sensitive.Column];
        var shift = field.ShiftAt(0);
        var keep = field.ValueMask(0);
        var groupOf = grouper.GroupOf;
        var at = field.Word;
        for (var i = 0; i < table.Length; i++, at += table.Words)
        {
            var value = (int)((table.Keys[at] >> shift) & keep);
            flat[(groupOf[i] * values) + value] += table.Counts[i];
        }

        var sizes = grouper.Counts;
        for (var g = 0; g < sizes.Length; g++)
        {
            if (!JudgeClass(g, sizes[g], sensitive, flat.AsSpan(g * values, values)))
                return;
        }
    }

    /// <summary>Counts the values class by class, where there are too many of both.</summary>
    private void JudgeSorted(ClassTable table, Grouper grouper, Sensitive sensitive)
    {
        SortByGroup(table, grouper);
        var sizes = grouper.Counts;
        for (var g = 0; g < sizes.Length; g++)
        {
            CountValues(table, order.AsSpan(starts[g], starts[g + 1] - starts[g]), sensitive);
            if (!JudgeClass(g, sizes[g], sensitive, sensitive.Histogram))
                return;
        }
    }

    /// <summary>Judges a class by one sensitive column.</summary>
    /// <returns>False where nothing more needs to be known of the other classes.</returns>
    private bool JudgeClass(int g, int size, Sensitive sensitive, ReadOnlySpan<int> histogram)
    {
        if (states[g] == ClassState.Hopeless)
            return true;
        foreach (var criterion in sensitive.Criteria)
        {
            var state = criterion.Judge(size, 0, histogram);
            if (state == ClassState.Bad && size >= problem.RowCount / BigClassShare)
            {
                var savable = criterion.RowsSavable(size, histogram);
                if (savable < problem.RowsMin)
                    state = ClassState.Hopeless;
                lost[g] = Math.Max(lost[g], size - savable);
            }

            states[g] = Worse(states[g], state);
        }

        return !problem.IsAllOrNothing || states[g] == ClassState.Good;
    }

    private ClassState JudgeDistribution(ClassTable table, long rows, ReadOnlySpan<int> members)
    {
        var state = ClassState.Good;
        foreach (var sensitive in bySensitive)
        {
            CountValues(table, members, sensitive);
            foreach (var criterion in sensitive.Criteria)
                state = Worse(state, criterion.Judge(rows, 0, sensitive.Histogram));
        }

        return state;
    }

    private void CountValues(ClassTable table, ReadOnlySpan<int> members, Sensitive sensitive)
    {
        Array.Clear(sensitive.Histogram);
        var field = problem.Layout[sensitive.Column];
        foreach (var i in members)
        {
            var word = table.Keys[(i * table.Words) + field.Word];
            sensitive.Histogram[field.ValueAt(word, 0)] += table.Counts[i];
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

    /// <summary>A sensitive column, the criteria that look at it, and room for the counts of its
    /// values.</summary>
    private sealed record Sensitive(int Column, ClassCriterion[] Criteria, int[] Histogram);
}
