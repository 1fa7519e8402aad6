using Proviso.Deidentification.Tables.Models;

namespace Proviso.Deidentification.Tables.Search;

/// <summary>Judges all classes of a grouping by all criteria of a problem. Its memory is reused;
/// one thread each.</summary>
internal sealed class ClassJudge(SearchProblem problem)
{
    private ClassState[] states = [];
    private int[] picked = [];

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
        Count(sizes);
    }

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
                    Classes++;
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
