using System.Text;
using Proviso.Ledger.Notes;

namespace Proviso.Ledger.Storage;

/// <summary>A signed checkpoint in a file of its own, for publishing and for keeping
/// elsewhere.</summary>
public static class CheckpointFile
{
    /// <summary>Reads a file that should hold a signed checkpoint, and checks nothing of it.
    /// </summary>
    /// <param name="file">The file.</param>
    /// <returns>Its text; text that no note has when it is too long or not UTF-8.</returns>
    public static async Task<string> ReadAsync(string file)
    {
        if (new FileInfo(file).Length > SignedNote.MaxBytes)
            return "";
        return SignedNote.TryDecode(await File.ReadAllBytesAsync(file), out var text) ? text : "";
    }

    /// <summary>Writes a checkpoint so that a reader sees the old file or the new one, whole, and a
    /// crash leaves one of them.</summary>
    /// <param name="file">The file.</param>
    /// <param name="checkpoint">The checkpoint.</param>
    public static async Task WriteAsync(string file, SignedCheckpoint checkpoint)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        var half = file + ".half";
        await using (var stream = new FileStream(half, FileMode.Create, FileAccess.Write))
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(checkpoint.Note));
            stream.Flush(flushToDisk: true);
        }

        File.Move(half, file, overwrite: true);
    }

    /// <summary>
    /// Brings a file up to the ledger of today, after proving that today's ledger holds the one of
    /// the file unchanged. Publishing after every turn of the sequencer and watching a ledger from
    /// another machine are both this. Give each server a file of its own.
    /// </summary>
    /// <param name="store">The ledger.</param>
    /// <param name="key">Its public key.</param>
    /// <param name="file">The file; it is made when it is not there.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>The checkpoint that the file now holds.</returns>
    /// <exception cref="LedgerException">As <see cref="Witness.AdvanceAsync"/> throws, or the file
    /// cannot be written (<c>file-unwritable</c>); the file is left as it was.</exception>
    public static async Task<SignedCheckpoint> PublishAsync(
        LedgerStore store, LedgerPublicKey key, string file,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        try
        {
            // The file first: what it holds was signed before the ledger is looked at.
            var kept = File.Exists(file) ? await ReadAsync(file) : null;
            await using var source = await store.ReadAsync(cancellation);
            var today = kept is null
                ? Witness.Begin(source, key)
                : await Witness.AdvanceAsync(source, key, kept);
            if (today.Note != kept)
                await WriteAsync(file, today);
            return today;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new LedgerException(
                new("file-unwritable", "The checkpoint cannot be published: " + e.Message), e);
        }
    }
}
