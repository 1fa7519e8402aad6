namespace Proviso.Deidentification.Tables.Hierarchies;

/// <summary>Reads hierarchies from text files: one line a value, from the value itself to its
/// coarsest form, separated by <c>;</c>. No heading.</summary>
public static class HierarchyFile
{
    /// <summary>Longest hierarchy read, in values.</summary>
    public const int ValueMax = 4_000_000;

    /// <summary>Reads one hierarchy.</summary>
    /// <param name="name">The column it is for.</param>
    /// <param name="reader">The text of the file.</param>
    /// <exception cref="TableProblemException">The text is not a hierarchy: see
    /// <see cref="Hierarchy.Create"/>, or <c>hierarchy-too-long</c>.</exception>
    public static Hierarchy Read(string name, TextReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var rows = new List<IReadOnlyList<string>>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0)
                continue;
            if (rows.Count == ValueMax)
            {
                throw new TableProblemException("hierarchy-too-long",
                    $"The hierarchy of '{name}' has more than {ValueMax:N0} values. Use intervals "
                    + "or a prefix mask for a column with so many.");
            }

            rows.Add(line.Split(';'));
        }

        return Hierarchy.Create(name, rows);
    }

    /// <summary>Reads the files <c>hierarchy_COLUMN.csv</c> of a folder for the columns that have
    /// one.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="columns">Headings of the table.</param>
    /// <returns>Hierarchies by heading, in the order of <paramref name="columns"/>.</returns>
    /// <exception cref="TableProblemException">The folder does not exist
    /// (<c>hierarchies-missing</c>) or a file in it is not a hierarchy.</exception>
    public static IReadOnlyList<Hierarchy> ReadFolder(
        string folder, IEnumerable<string> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        if (!Directory.Exists(folder))
        {
            throw new TableProblemException("hierarchies-missing",
                $"There is no folder '{folder}'. Give the folder that holds hierarchy_COLUMN.csv "
                + "files.");
        }

        var found = new List<Hierarchy>();
        foreach (var column in columns)
        {
            var path = Path.Combine(folder, $"hierarchy_{column}.csv");
            if (!File.Exists(path))
                continue;
            using var reader = new StreamReader(path);
            found.Add(Read(column, reader));
        }

        return found;
    }
}
