using Proviso.Deidentification.Tables.Reading;

namespace Proviso.Deidentification.Tables.Risk;

/// <summary>How easily the rows of a table can be re-identified by some columns: each row's risk
/// is one divided by the number of rows that look like it (prosecutor).</summary>
public sealed class RiskReport
{
    private readonly SortedDictionary<int, int> classesBySize;

    private RiskReport(SortedDictionary<int, int> classesBySize, double threshold)
    {
        this.classesBySize = classesBySize;
        Threshold = threshold;
        foreach (var (size, classes) in classesBySize)
        {
            Rows += (long)size * classes;
            Classes += classes;
            if (1.0 / size > threshold)
                RowsAtRisk += (long)size * classes;
        }

        Uniques = classesBySize.GetValueOrDefault(1);
        SmallestClass = classesBySize.Count == 0 ? 0 : classesBySize.First().Key;
    }

    /// <summary>A row with a higher risk than this is at risk.</summary>
    public double Threshold { get; }

    /// <summary>Rows looked at.</summary>
    public long Rows { get; }

    /// <summary>Classes of rows that look alike.</summary>
    public long Classes { get; }

    /// <summary>Rows whose risk is above the threshold.</summary>
    public long RowsAtRisk { get; }

    /// <summary>Rows that look like no other.</summary>
    public long Uniques { get; }

    /// <summary>Rows in the smallest class; 0 if there is none.</summary>
    public int SmallestClass { get; }

    /// <summary>Share of rows at risk.</summary>
    public double ShareAtRisk => Rows == 0 ? 0 : (double)RowsAtRisk / Rows;

    /// <summary>The risk of the rows most at risk.</summary>
    public double Highest => SmallestClass == 0 ? 0 : 1.0 / SmallestClass;

    /// <summary>The mean risk of a row (marketer): classes divided by rows.</summary>
    public double Average => Rows == 0 ? 0 : (double)Classes / Rows;

    /// <summary>Share of rows that look like no other.</summary>
    public double ShareUnique => Rows == 0 ? 0 : (double)Uniques / Rows;

    /// <summary>How many classes there are of each size, the smallest first.</summary>
    public IReadOnlyDictionary<int, int> ClassesBySize => classesBySize;

    /// <summary>Measures a table as it is.</summary>
    /// <param name="table">The table.</param>
    /// <param name="columns">The columns that someone may know.</param>
    /// <param name="threshold">From 0 to 1; 0.2 is one in five.</param>
    /// <exception cref="TableProblemException">There is no such column.</exception>
    public static RiskReport Of(
        Table table, IEnumerable<string> columns, double threshold = 0.2)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(columns);
        var classOf = ClassesOf(table, columns);
        return OfClasses(classOf, _ => true, threshold);
    }

    /// <summary>Measures what a generalisation releases.</summary>
    public static RiskReport Of(AnonymisationResult result, double threshold = 0.2)
    {
        ArgumentNullException.ThrowIfNull(result);
        return OfClasses(result.ClassOfRow.ToArray(), result.IsKept, threshold);
    }

    /// <summary>Measures classes by their sizes.</summary>
    internal static RiskReport OfSizes(
        IEnumerable<(int Size, int Classes)> sizes, double threshold = 0.2) =>
        new(new SortedDictionary<int, int>(
            sizes.ToDictionary(s => s.Size, s => s.Classes)), threshold);

    /// <summary>For each row a number that rows share which look alike.</summary>
    internal static int[] ClassesOf(Table table, IEnumerable<string> columns)
    {
        var classOf = new int[table.RowCount];
        foreach (var name in columns)
        {
            // Refined column by column: a class and a value of the next column make a new class.
            var codes = table[name].Codes;
            var next = new Dictionary<(int Class, int Code), int>();
            for (var r = 0; r < classOf.Length; r++)
            {
                if (!next.TryGetValue((classOf[r], codes[r]), out var refined))
                    next.Add((classOf[r], codes[r]), refined = next.Count);
                classOf[r] = refined;
            }
        }

        return classOf;
    }

    private static RiskReport OfClasses(int[] classOf, Func<int, bool> isKept, double threshold)
    {
        var sizes = new Dictionary<int, int>();
        for (var r = 0; r < classOf.Length; r++)
        {
            if (isKept(r))
                sizes[classOf[r]] = sizes.GetValueOrDefault(classOf[r]) + 1;
        }

        var bySize = new SortedDictionary<int, int>();
        foreach (var size in sizes.Values)
            bySize[size] = bySize.GetValueOrDefault(size) + 1;
        return new RiskReport(bySize, threshold);
    }
}
