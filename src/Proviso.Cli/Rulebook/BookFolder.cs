using System.CommandLine;
using System.Text;
using Proviso.Rulebook;
using Proviso.Rulebook.Comparing;
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

    /// <summary>
    /// Reads and compiles a book to decide by, writing every problem where there are any. A local
    /// book that loosens the national one is refused here, so that no command can forget it.
    /// </summary>
    /// <returns>The book; null after problems.</returns>
    public static CompiledBook? Load(string? folder, string? local, Refusal refusal) =>
        Compile(folder, local, refusal) is { } compiled
        && Loosened(compiled.Book, folder, local, refusal) == 0 ? compiled : null;

    /// <summary>Reads and compiles a book without asking whether it loosens another.</summary>
    public static CompiledBook? Compile(string? folder, string? local, Refusal refusal)
    {
        if (Read(folder, local, refusal) is not { } reading)
            return null;
        if (reading.Book is { } book)
            return new CompiledBook(book);
        refusal.Add(reading.Problems);
        return null;
    }

    /// <summary>How often a local book is looser than the national one; each is written.</summary>
    public static int Loosened(Book? together, string? folder, string? local, Refusal refusal)
    {
        if (local is null || together is null)
            return 0;
        if (Compile(folder, null, refusal) is not { } national)
            return 1;
        var found = Tightening.Find(national.Book, together);
        foreach (var loosening in found)
        {
            refusal.Add("loosens", "The local book loosens the national one: "
                + $"{loosening.What}, when "
                + string.Join(", ", loosening.Facts.Select(f => $"{f.Fact} is {f.Answer}")) + ".");
        }

        return found.Count;
    }

    /// <summary>Reads a book; null when the folder cannot be read, which is then said.</summary>
    public static BookReading? Read(string? folder, string? local, Refusal refusal)
    {
        var files = Files(folder ?? Default(), refusal);
        var added = local is null ? [] : Files(local, refusal);
        if (local is not null && added is { Count: 0 })
        {
            refusal.Add("no-files", $"There are no Markdown files in \"{local}\".");
            return null;
        }

        return files is null || added is null ? null : BookReader.Read(files, added);
    }

    private static List<BookFile>? Files(string folder, Refusal refusal)
    {
        if (!Directory.Exists(folder))
        {
            refusal.Add("no-folder",
                $"There is no folder \"{folder}\". Name the folder of a rule book.");
            return null;
        }

        List<string> paths;
        try
        {
            paths = [.. Directory.EnumerateFiles(folder, "*.md").Order(StringComparer.Ordinal)];
        }
        catch (UnauthorizedAccessException)
        {
            refusal.Add("file-unreadable",
                $"The folder \"{folder}\" cannot be read. Check that you may read it.");
            return null;
        }

        var files = new List<BookFile>();
        foreach (var path in paths)
        {
            if (ReadText(path, BookFile.MaxLength, refusal) is not { } text)
                return null;
            files.Add(new BookFile(Path.GetRelativePath(Environment.CurrentDirectory, path), text));
        }

        return files;
    }

    /// <summary>Reads a text file of UTF-8; null when it cannot be, which is then said.</summary>
    public static string? ReadText(string path, int longest, Refusal refusal)
    {
        try
        {
            // A pipe or a device does not say how long it is, and may never end.
            using var file = File.OpenRead(path);
            using var bytes = new MemoryStream();
            var part = new byte[64 * 1024];
            for (int read; bytes.Length <= longest && (read = file.Read(part)) > 0;)
                bytes.Write(part, 0, read);
            if (bytes.Length > longest)
            {
                refusal.Add("file-too-long",
                    $"{path} is longer than {longest} bytes, and no more are read.");
                return null;
            }

            return new UTF8Encoding(false, throwOnInvalidBytes: true)
                .GetString(bytes.GetBuffer(), 0, (int)bytes.Length).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException wrong)
        {
            refusal.Add("not-utf-8",
                $"{path} is not UTF-8: byte {wrong.Index} is wrong. Save it as UTF-8.");
        }
        catch (Exception failed) when (failed
            is IOException or UnauthorizedAccessException or ArgumentException)
        {
            refusal.Add("file-unreadable", File.Exists(path)
                ? $"{path} cannot be read. Check that you may read it."
                : $"There is no file \"{path}\".");
        }

        return null;
    }
}
