using System.Security.Cryptography;
using System.Text;

namespace Proviso.Rulebook.Reading;

/// <summary>What came of reading a book: the book, or everything that is wrong with it.</summary>
/// <param name="Book">The book; null when there are problems.</param>
/// <param name="Problems">The problems in the order in which they stand in the book.</param>
public sealed record BookReading(Book? Book, IReadOnlyList<Problem> Problems);

/// <summary>Reads the Markdown files of a book.</summary>
public static class BookReader
{
    /// <summary>The most blocks that a book may have.</summary>
    internal const int MaxBlocks = 10_000;

    private const int MaxFiles = 1_000;

    /// <summary>Reads a national book.</summary>
    /// <param name="files">The files, in any order; they are read in the order of their
    /// names.</param>
    public static BookReading Read(IEnumerable<BookFile> files) => Read(files, []);

    /// <summary>Reads a local book on top of the book that it extends.</summary>
    /// <param name="files">The national book's files.</param>
    /// <param name="local">The local book's files; empty for none.</param>
    /// <returns>The two as one book, under the local book's id and edition.</returns>
    public static BookReading Read(IEnumerable<BookFile> files, IEnumerable<BookFile> local)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(local);
        var problems = new Problems();
        var national = files.OrderBy(f => f.Name, StringComparer.Ordinal).ToList();
        var added = local.OrderBy(f => f.Name, StringComparer.Ordinal).ToList();
        List<BookFile> all = [.. national, .. added];
        if (national.Count == 0 || all.Count > MaxFiles)
        {
            var none = new BookFile("(book)", "");
            problems.Add("no-files", none.At(0), $"the book has {all.Count} Markdown files",
                $"a book has between 1 and {MaxFiles} files whose names end in .md");
            return new BookReading(null, problems.InOrder());
        }

        var blocks = new List<Block>();
        foreach (var file in all.TakeWhile(_ => blocks.Count <= MaxBlocks))
            blocks.AddRange(BlockReader.Read(file, MaxBlocks - blocks.Count, problems));
        if (problems.Of(Problem.Unclosed) is { Count: > 0 } unclosed)
            return new BookReading(null, unclosed);
        var book = new BookBuilder(blocks, all, Digest(all), added, problems).Build();
        return new BookReading(problems.Count == 0 ? book : null, problems.InOrder());
    }

    private static string Digest(IEnumerable<BookFile> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in files)
        {
            // A length before each part keeps two books with shifted borders apart.
            foreach (var part in (string[])[Path.GetFileName(file.Name), file.Text])
            {
                var bytes = Encoding.UTF8.GetBytes(part);
                hash.AppendData(BitConverter.GetBytes((long)bytes.Length));
                hash.AppendData(bytes);
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
