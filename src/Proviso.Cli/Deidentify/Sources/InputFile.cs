using Proviso.Deidentification.Tables;

namespace Proviso.Cli.Deidentify.Sources;

/// <summary>The table as a file that can be read twice: standard input and what a query gives
/// are kept in a temporary file that only this user may read, taken away at the end.</summary>
internal sealed class InputFile : IDisposable
{
    private readonly bool isTemporary;

    private InputFile(string path, bool isTemporary)
    {
        Path = path;
        this.isTemporary = isTemporary;
    }

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>What lies between its fields, where that is known without looking.</summary>
    public char? Delimiter { get; private init; }

    /// <summary>The table of a file, of standard input (<c>-</c>), or of a query.</summary>
    /// <exception cref="TableProblemException">Neither or both are named, or the query cannot be
    /// answered.</exception>
    public static InputFile Of(string? data, string? database, string? query)
    {
        if ((database is null) != (query is null))
        {
            throw new TableProblemException("source-unclear",
                "--database and --query go together: where the data is, and what to read.");
        }

        if (string.IsNullOrEmpty(data) == (database is null))
        {
            throw new TableProblemException("source-unclear",
                "Name one table: --data FILE, or --database with --query.");
        }

        return database is not null
            ? Temporary(stream => DatabaseQuery.Write(database, query!, stream), ',')
            : data == "-" ? Temporary(CopyStandardInput, null) : new InputFile(data!, false);
    }

    public void Dispose()
    {
        if (isTemporary)
            File.Delete(Path);
    }

    private static void CopyStandardInput(Stream stream)
    {
        using var input = Console.OpenStandardInput();
        input.CopyTo(stream);
    }

    private static InputFile Temporary(Action<Stream> write, char? delimiter)
    {
        var file = new InputFile(System.IO.Path.GetTempFileName(), true)
        {
            Delimiter = delimiter,
        };
        try
        {
            using var stream = File.Create(file.Path);
            write(stream);
            return file;
        }
        catch (IOException e)
        {
            file.Dispose();
            throw new TableProblemException("disk-full",
                $"The table could not be kept for a second reading ({e.Message}). Make room in "
                + "the folder for temporary files, or give a file. Nothing was left behind.");
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }
}
