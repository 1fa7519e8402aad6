namespace Proviso.Deidentification.Tables.Privacy;

/// <summary>What a criterion says of one class of rows that look alike.</summary>
internal enum ClassState : byte
{
    /// <summary>May be released.</summary>
    Good,

    /// <summary>May not be released as it is; a part of it might be.</summary>
    Bad,

    /// <summary>May not be released, and no part of it may either. Only what is hopeless can
    /// be used to rule finer generalisations out.</summary>
    Hopeless,
}

/// <summary>A privacy model bound to a table: judges one class at a time.</summary>
internal abstract class ClassCriterion
{
    /// <summary>Rows that a class needs at the least; a class with fewer is hopeless.</summary>
    public virtual int RowsMin => 1;

    /// <summary>People of the population that a class needs at the least, 0 if none.</summary>
    public virtual int PopulationMin => 0;

    /// <summary>Position of the sensitive column whose distribution is looked at; −1 if
    /// none.</summary>
    public virtual int Sensitive => -1;

    /// <summary>Whether <see cref="Judge"/> says more than the two minima do, where no sensitive
    /// column is looked at.</summary>
    public virtual bool LooksAtSizes => false;

    /// <summary>Whether good classes that are merged, with each other or with people of the
    /// population of whom no row is in the table, are a good class.</summary>
    public virtual bool MergingKeepsGood => true;

    /// <summary>Judges a class by how often it has each sensitive value.</summary>
    /// <param name="rows">Rows in the class.</param>
    /// <param name="population">People of the population in the class; 0 if not known.</param>
    /// <param name="histogram">Rows by sensitive value; empty where none is looked at.</param>
    public virtual ClassState Judge(long rows, long population, ReadOnlySpan<int> histogram) =>
        ClassState.Good;

    /// <summary>How many rows of a bad class finer classes could release together at the most:
    /// as many as the largest part of it that is good. A bound, not below the truth, of which use
    /// may be made because classes that are good stay so when they are merged.</summary>
    /// <param name="rows">Rows in the class.</param>
    /// <param name="histogram">Rows by sensitive value.</param>
    public virtual long RowsSavable(long rows, ReadOnlySpan<int> histogram) => rows;
}

/// <summary>A condition on a whole release, met once the smallest classes are gone.</summary>
internal abstract class ReleaseCriterion
{
    /// <summary>Whether merging classes of a release that meets the condition keeps it
    /// met.</summary>
    public abstract bool MergingKeepsGood { get; }

    /// <summary>Whether kept classes of these sizes meet the condition.</summary>
    /// <param name="sizes">For each class size, ascending, how many kept classes have it.</param>
    public abstract bool IsMet(IReadOnlyList<(int Size, int Classes)> sizes);
}
