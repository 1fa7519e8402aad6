using System.Globalization;
using System.Text;
using Proviso.Deidentification.Tables.Hierarchies;
using Proviso.Deidentification.Tables.Release;

namespace Proviso.Deidentification.Tables.Sql;

/// <summary>What a class of rows that look alike must show, as far as SQL can say it.</summary>
/// <param name="K">Fewest rows; null does not ask.</param>
/// <param name="Distinct">Fewest different sensitive values; null does not ask.</param>
/// <param name="Recursive">Recursive (c,l)-diversity; null does not ask.</param>
public sealed record SqlModels(int? K, int? Distinct, (double C, int L)? Recursive);

/// <summary>A plan as SQL views, so that a data set that does not fit this machine is
/// generalised where it lies. The views only read the table. The release is empty as long as a
/// value lacks its place in a hierarchy or more rows than the limit would be left out: both are
/// where a run is refused.</summary>
public sealed class SqlPlan
{
    private readonly SqlDialect sql;
    private readonly string table;
    private readonly string prefix;
    private readonly IReadOnlyList<string> headings;
    private readonly IReadOnlyDictionary<string, Treatment> treatments;
    private readonly IReadOnlyList<Hierarchy> hierarchies;

    /// <summary>Begins a plan.</summary>
    /// <param name="sql">The dialect.</param>
    /// <param name="table">The table, with its schema if need be, as in
    /// <c>public.patients</c>; upper and lower case count.</param>
    /// <param name="prefix">The name of the release; the names of all views begin with it.</param>
    /// <param name="headings">The columns of the table, in the order of the release.</param>
    /// <param name="treatments">What happens to each.</param>
    /// <param name="hierarchies">One for each column that becomes coarser, in the order of
    /// the levels.</param>
    /// <exception cref="TableProblemException"><c>sql-invalid</c>: a name that cannot be one; or
    /// <c>column-untreated</c>.</exception>
    public SqlPlan(
        SqlDialect sql,
        string table,
        string prefix,
        IReadOnlyList<string> headings,
        IReadOnlyDictionary<string, Treatment> treatments,
        IReadOnlyList<Hierarchy> hierarchies)
    {
        ArgumentNullException.ThrowIfNull(sql);
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(prefix);
        ArgumentNullException.ThrowIfNull(headings);
        ArgumentNullException.ThrowIfNull(treatments);
        ArgumentNullException.ThrowIfNull(hierarchies);
        const int LongestPrefix = 30;
        if (prefix.Length is 0 or > LongestPrefix || !char.IsAsciiLetter(prefix[0])
            || !prefix.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
        {
            throw new TableProblemException("sql-invalid",
                $"The name of the release has at most {LongestPrefix} letters, digits and "
                + "underscores, a letter first.");
        }

        if (table.Split('.').Any(string.IsNullOrWhiteSpace))
        {
            throw new TableProblemException("sql-invalid",
                "Name the table, with its schema if need be, as in public.patients.");
        }

        if (headings.Contains("class_key"))
        {
            throw new TableProblemException("sql-invalid",
                "A column is called 'class_key', which the views need. Rename it in a view.");
        }

        if (headings.FirstOrDefault(h => !treatments.ContainsKey(h)) is { } forgotten)
        {
            throw new TableProblemException("column-untreated",
                $"Nothing is said about the column '{forgotten}'. Generalise it, remove it, or "
                + "say that it is kept: no column is released by default.");
        }

        this.sql = sql;
        this.table = string.Join('.', table.Split('.').Select(sql.Named));
        this.prefix = prefix;
        this.headings = headings;
        this.treatments = treatments;
        this.hierarchies = hierarchies;
    }

    /// <summary>Heading of the count in <see cref="Counts"/>.</summary>
    public const string CountHeading = "proviso_count";

    /// <summary>The view of the distinct combinations and their counts, all that a search
    /// needs.</summary>
    public string Counts()
    {
        var columns = headings.Where(h =>
            treatments[h] is Treatment.Generalise or Treatment.Sensitive).ToList();
        var values = columns.Select(Text).ToList();
        return $"""
            -- The distinct combinations, all that a search needs: give them to
            -- proviso deidentify plan with --counts {CountHeading}.
            CREATE VIEW {View("counts")} AS
            SELECT {string.Join(",\n  ", columns.Select(
                (c, i) => $"{values[i]} AS {sql.Named(c)}"))},
              COUNT(*) AS {CountHeading}
            FROM {table} AS t
            GROUP BY {string.Join(", ", values)};

            """;
    }

    /// <summary>The views of the release.</summary>
    /// <param name="levels">One for each hierarchy.</param>
    /// <param name="models">What a class must show.</param>
    /// <param name="suppressionMax">Largest share of rows that may be left out.</param>
    public string Release(IReadOnlyList<int> levels, SqlModels models, double suppressionMax)
    {
        ArgumentNullException.ThrowIfNull(levels);
        ArgumentNullException.ThrowIfNull(models);
        var parts = new List<string>();
        for (var i = 0; i < hierarchies.Count; i++)
        {
            var (h, level) = (hierarchies[i], levels[i]);
            parts.Add($"-- {i + 1} of {hierarchies.Count}: level {level} of {h.LevelCount - 1}\n"
                + sql.Groups(View($"h{i + 1}"), Groups(h, level)) + "\n");
        }

        parts.Add(Coarse());
        parts.Add(Unknown());
        if (models.Recursive is not null)
            parts.Add(Values());
        parts.Add(Classes(models));
        parts.Add(Figures(suppressionMax));
        parts.Add(Final());
        return string.Join('\n', parts);
    }

    /// <summary>What takes all views away again, the last made first.</summary>
    public string Drops()
    {
        string[] made =
        [
            "", "figures", "classes", "values", "unknown", "coarse",
            .. hierarchies.Select((_, i) => $"h{i + 1}"), "counts",
        ];
        return string.Concat(made.Select(m => $"-- DROP VIEW IF EXISTS {View(m)};\n"));
    }

    private static IEnumerable<(string Value, string Label, int Code)> Groups(
        Hierarchy h, int level) =>
        Enumerable.Range(0, h.LeafCount).Select(
            leaf => (h.LabelOf(leaf, 0), h.LabelOf(leaf, level), h.GroupOf(leaf, level)));

    private string View(string part) =>
        sql.Named(part.Length == 0 ? prefix : $"{prefix}_{part}");

    private string Text(string heading) => sql.AsText($"t.{sql.Named(heading)}");

    private string? Sensitive =>
        treatments.FirstOrDefault(t => t.Value == Treatment.Sensitive).Key;

    private string Coarse()
    {
        var columns = new List<string>();
        var joins = new StringBuilder();
        foreach (var heading in headings.Where(h => treatments[h] != Treatment.Remove))
        {
            var i = hierarchies.ToList().FindIndex(h => h.Name == heading);
            columns.Add(
                $"{(i >= 0 ? $"h{i + 1}.label" : Text(heading))} AS {sql.Named(heading)}");
        }

        for (var i = 0; i < hierarchies.Count; i++)
        {
            joins.Append(CultureInfo.InvariantCulture,
                $"\nLEFT JOIN {View($"h{i + 1}")} AS h{i + 1} ON h{i + 1}.value = "
                + $"{Text(hierarchies[i].Name)}");
        }

        // One key for the class, so that an engine expects many rows to share it: of a join by
        // many columns PostgreSQL expects one row, and then reads the table again and again.
        var codes = Enumerable.Range(1, hierarchies.Count).Select(i => $"h{i}.code");
        columns.Add($"{string.Join(" || '-' || ", codes)} AS class_key");
        return $"""
            -- Every row, coarser; without the columns that are removed.
            CREATE VIEW {View("coarse")} AS
            SELECT {string.Join(",\n  ", columns)}
            FROM {table} AS t{joins};

            """;
    }

    private string Unknown() => $"""
        -- Rows with a value that a hierarchy lacks. Must be empty: else nothing is released.
        CREATE VIEW {View("unknown")} AS
        {string.Join("\nUNION ALL ", hierarchies.Select((h, i) =>
            $"SELECT {sql.Literal(h.Name)} AS column_name, COUNT(*) AS row_count\n"
            + $"FROM {View("coarse")} WHERE {sql.Named(h.Name)} IS NULL HAVING COUNT(*) > 0"))};

        """;

    private string Values() => $"""
        -- The sensitive values of each class, the most frequent first.
        CREATE VIEW {View("values")} AS
        SELECT class_key, {sql.Named(Sensitive!)}, COUNT(*) AS row_count,
          ROW_NUMBER() OVER (PARTITION BY class_key ORDER BY COUNT(*) DESC) AS place
        FROM {View("coarse")}
        GROUP BY class_key, {sql.Named(Sensitive!)};

        """;

    private string Classes(SqlModels models)
    {
        var recursive = models.Recursive;
        var (source, rows) = recursive is null
            ? (View("coarse"), "COUNT(*)")
            : (View("values"), "SUM(row_count)");
        var needs = new List<string>();
        if (models.K is { } k)
            needs.Add($"{rows} >= {k}");
        if (models.Distinct is { } l)
            needs.Add($"{DistinctCount(recursive is not null)} >= {l}");
        if (recursive is { } r)
        {
            var ratio = r.C.ToString("R", CultureInfo.InvariantCulture);
            needs.Add($"{DistinctCount(true)} >= {r.L}");
            needs.Add("MAX(CASE WHEN place = 1 THEN row_count ELSE 0 END) < "
                + $"CAST({ratio} AS {sql.DoubleType}) "
                + $"* SUM(CASE WHEN place >= {r.L} THEN row_count ELSE 0 END)");
        }

        return $"""
            -- The classes of rows that look alike, and whether each may be released.
            CREATE VIEW {View("classes")} AS
            SELECT class_key, {rows} AS row_count,
              CASE WHEN {string.Join("\n    AND ", needs)}
                THEN 1 ELSE 0 END AS kept
            FROM {source}
            GROUP BY class_key;

            """;
    }

    private string DistinctCount(bool byValue) =>
        byValue ? "COUNT(*)" : $"COUNT(DISTINCT {sql.Named(Sensitive!)})";

    private string Figures(double suppressionMax)
    {
        var share = suppressionMax.ToString("R", CultureInfo.InvariantCulture);
        return $"""
            -- Rows, rows left out, classes kept, and the most rows that may be left out.
            CREATE VIEW {View("figures")} AS
            SELECT SUM(row_count) AS row_count,
              SUM(CASE WHEN kept = 1 THEN 0 ELSE row_count END) AS suppressed,
              SUM(kept) AS classes,
              CAST({share} AS {sql.DoubleType}) * SUM(row_count) + 0.000000001 AS suppressed_max
            FROM {View("classes")};

            """;
    }

    private string Final()
    {
        var columns = headings.Where(h => treatments[h] != Treatment.Remove)
            .Select(h => $"c.{sql.Named(h)}");
        return $"""
            -- The release. Give others the right to read this view and none of those above: they
            -- show rows and classes that are not released. A view has no order of rows.
            CREATE VIEW {View("")} AS
            SELECT {string.Join(", ", columns)}
            FROM {View("coarse")} AS c
            JOIN {View("classes")} AS k ON k.class_key = c.class_key
            WHERE k.kept = 1
              AND NOT EXISTS (SELECT 1 FROM {View("unknown")})
              AND EXISTS (SELECT 1 FROM {View("figures")} WHERE suppressed <= suppressed_max);

            """;
    }
}
