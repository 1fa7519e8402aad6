namespace Proviso.Deidentification.Tables.Sql;

/// <summary>How one engine writes what the exported plans need.</summary>
public sealed class SqlDialect
{
    /// <summary>PostgreSQL, 12 and later.</summary>
    public static readonly SqlDialect Postgres = new(
        "postgresql", '"', isBackslashEscape: false, "double precision",
        text: value => $"format('%s', {value})",
        values: (name, rows) => $"CREATE VIEW {name} (value, label, code) AS VALUES\n{rows};");

    /// <summary>Databricks SQL (Spark SQL 3.4 and later), the warehouse.</summary>
    public static readonly SqlDialect Databricks = new(
        "databricks", '`', isBackslashEscape: true, "DOUBLE",
        text: value => $"COALESCE(CAST({value} AS STRING), '')",
        values: (name, rows) =>
            $"CREATE VIEW {name} AS SELECT * FROM VALUES\n{rows}\nAS h(value, label, code);");

    /// <summary>SQLite, 3.25 and later.</summary>
    public static readonly SqlDialect Sqlite = new(
        "sqlite", '"', isBackslashEscape: false, "REAL",
        text: value => $"COALESCE(CAST({value} AS TEXT), '')",
        values: (name, rows) => $"CREATE VIEW {name} (value, label, code) AS VALUES\n{rows};");

    private readonly char quote;
    private readonly bool isBackslashEscape;
    private readonly Func<string, string> text;
    private readonly Func<string, string, string> values;

    private SqlDialect(
        string name,
        char quote,
        bool isBackslashEscape,
        string doubleType,
        Func<string, string> text,
        Func<string, string, string> values)
    {
        Name = name;
        this.quote = quote;
        this.isBackslashEscape = isBackslashEscape;
        DoubleType = doubleType;
        this.text = text;
        this.values = values;
    }

    /// <summary>All dialects.</summary>
    public static IReadOnlyList<SqlDialect> All { get; } = [Postgres, Databricks, Sqlite];

    /// <summary>Its name on the command line.</summary>
    public string Name { get; }

    /// <summary>The type of floating numbers of 64 bits.</summary>
    internal string DoubleType { get; }

    /// <summary>The name of a column, view or table.</summary>
    internal string Named(string name)
    {
        CheckPlain(name);
        return $"{quote}{name.Replace($"{quote}", $"{quote}{quote}", StringComparison.Ordinal)}"
            + $"{quote}";
    }

    /// <summary>A text as a literal.</summary>
    internal string Literal(string value)
    {
        CheckPlain(value);
        var escaped = isBackslashEscape
            ? value.Replace("\\", "\\\\", StringComparison.Ordinal)
                .Replace("'", "\\'", StringComparison.Ordinal)
            : value.Replace("'", "''", StringComparison.Ordinal);
        return $"'{escaped}'";
    }

    /// <summary>A value as text, as a query's result is read; nothing (NULL) is empty
    /// text.</summary>
    internal string AsText(string value) => text(value);

    /// <summary>A view with the columns value, label (what it becomes) and code (a short name
    /// of the label).</summary>
    internal string Groups(
        string name, IEnumerable<(string Value, string Label, int Code)> groups) =>
        values(name, string.Join(",\n", groups.Select(
            g => $"({Literal(g.Value)}, {Literal(g.Label)}, '{g.Code}')")));

    // No engine keeps it in a text, and some end the statement at it.
    private static void CheckPlain(string value)
    {
        if (value.Contains('\0'))
        {
            throw new TableProblemException("sql-invalid",
                "A heading or a hierarchy holds a NUL character. Take it out.");
        }
    }
}
