using System.CommandLine;
using System.Text;
using Proviso.Rulebook;
using Proviso.Rulebook.Compiling;
using Proviso.Rulebook.Reading;

namespace Proviso.Cli.Rulebook;

/// <summary>Finds and reads the folder of a rule book.</summary>
internal static class BookFolder
{
    /// <summary>The option with which every command takes its book.</summary>
    public static Option<string?> Option() => new("--book")
    {
        Description = "The folder of the rule book (otherwise England's, which comes along).",
        HelpName = "FOLDER",
    };

    /// <summary>The option for a local book on top of it.</summary>
    public static Option<string?> LocalOption() => new("--local")
    {
        Description = "The folder of a local book that extends the rule book.",
        HelpName = "FOLDER",
    };

    /// <summary>England's book: where the environment says, or beside the program.</summary>
    public static string Default()
    {
        var set = Environment.GetEnvironmentVariable("PROVISO_RULEBOOK");
        var root = string.IsNullOrEmpty(set)
            ? Path.Combine(AppContext.BaseDirectory, "rulebook") : set;
        return Path.Combine(root, "england");
    }

    /// <summary>Reads and compiles a book, writing every problem where there are any.</summary>
    /// <returns>The book; null after problems.</returns>
    public static CompiledBook? Load(string? folder, string? local, TextWriter error)
    {
        if (Read(folder, local, error) is not { } reading)
            return null;
        if (reading.Book is { } book)
            return new CompiledBook(book);
        Write(reading.Problems, error);
        return null;
    }

    /// <summary>Reads a book; null when the folder cannot be read, which is then said.</summary>
    public static BookReading? Read(string? folder, string? local, TextWriter error)
    {
        var files = Files(folder ?? Default(), error);
        var added = local is null ? [] : Files(local, error);
        return files is null || added is null ? null : BookReader.Read(files, added);
    }

    /// <summary>Writes problems, and how many there are.</summary>
    public static void Write(IReadOnlyList<Problem> problems, TextWriter error)
    {
        foreach (var problem in problems)
            error.WriteLine($"{problem}\n");
        error.WriteLine(problems.Count == 1 ? "1 problem" : $"{problems.Count} problems");
    }

    private static List<BookFile>? Files(string folder, TextWriter error)
    {
        if (!Directory.Exists(folder))
        {
            error.WriteLine($"There is no folder \"{folder}\". Name the folder of a rule book.");
            return null;
        }

        var files = new List<BookFile>();
        foreach (var path in Directory.EnumerateFiles(folder, "*.md").Order(StringComparer.Ordinal))
        {
            if (ReadText(path, BookFile.MaxLength, error) is not { } text)
                return null;
            files.Add(new BookFile(Path.GetRelativePath(Environment.CurrentDirectory, path), text));
        }

        return files;
    }

    /// <summary>Reads a text file of UTF-8; null when it cannot be, which is then said.</summary>
    public static string? ReadText(string path, int longest, TextWriter error)
    {
        try
        {
            var length = new FileInfo(path).Length;
            if (length > longest)
            {
                error.WriteLine($"{path} has {length} bytes; at most {longest} are read.");
                return null;
            }

            return new UTF8Encoding(false, throwOnInvalidBytes: true)
                .GetString(File.ReadAllBytes(path)).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException wrong)
        {
            error.WriteLine($"{path} is not UTF-8: byte {wrong.Index} is wrong. Save it as UTF-8.");
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            error.WriteLine(File.Exists(path)
                ? $"{path} cannot be read. Check that you may read it."
                : $"There is no file \"{path}\".");
        }

        return null;
    }
}
