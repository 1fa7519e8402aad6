using Proviso.Rulebook;
using Proviso.Rulebook.Compiling;
using Proviso.Rulebook.Reading;

namespace Proviso.Register.Cases;

/// <summary>The texts of the books that decisions were made under.</summary>
internal static class BookTexts
{
    // Whoever keeps a book's text is the system, not a member of staff.
    private static readonly Guid System = new("00000000-0000-0000-0000-000000000003");

    /// <summary>Keeps the text of a book, once.</summary>
    internal static async Task EnsureAsync(
        RegisterStore store, Book book, CancellationToken cancellation)
    {
        if (!store.BooksKept.TryAdd(book.Digest, true))
            return;
        try
        {
            if (await FindAsync(store, book.Digest, cancellation) is not null)
                return;
            var change = store.Begin(System);
            change.Add(RegisterStore.Organisation, new BookText
            {
                Digest = book.Digest,
                Pages = [.. book.Files.Where(f => !book.LocalFiles.Contains(f)).Select(Page)],
                Local = [.. book.Files.Where(book.LocalFiles.Contains).Select(Page)],
            });
            await change.CommitAsync(cancellation);
        }
        catch
        {
            store.BooksKept.TryRemove(book.Digest, out _);
            throw;
        }
    }

    /// <summary>Reads and compiles a book that was kept.</summary>
    /// <returns>Null when it was not kept, or this program does not understand it any more.
    /// </returns>
    internal static async Task<CompiledBook?> CompileAsync(
        RegisterStore store, string digest, CancellationToken cancellation)
    {
        if (await FindAsync(store, digest, cancellation) is not { } text)
            return null;
        var reading = BookReader.Read(
            text.Pages.Select(p => new BookFile(p.Name, p.Text)),
            text.Local.Select(p => new BookFile(p.Name, p.Text)));
        return reading.Book is { } book && book.Digest == digest ? new CompiledBook(book) : null;
    }

    private static async Task<BookText?> FindAsync(
        RegisterStore store, string digest, CancellationToken cancellation) =>
        await store.FindByAsync<BookText>(LookUp.By("book-text", digest), 1, cancellation)
            is [var held] ? held.Value : null;

    private static BookPage Page(BookFile file) => new(file.Name, file.Text);
}
