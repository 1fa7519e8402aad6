using System.Text.Json;
using Proviso.Register;
using Proviso.Register.Demo;
using Proviso.Register.Keys;
using Proviso.Rulebook.Compiling;

namespace Proviso.Cli.Register;

/// <summary>Makes stores, and says where their keys are.</summary>
internal static class NewStore
{
    /// <summary>Makes a store and its keys. Keys that were made for it before, when something
    /// went wrong after them, are used.</summary>
    /// <exception cref="RegisterException">There is a store already (<c>store-exists</c>).
    /// </exception>
    public static async Task<RegisterStore> CreateAsync(
        string store, string keys, string ledger, CancellationToken cancellation)
    {
        if (await RegisterStore.ExistsAsync(store, cancellation))
            throw Exists();

        var begun = File.Exists(Path.Combine(keys, "ledger.pub"));
        var folder = begun ? KeyFolder.Open(keys) : KeyFolder.Create(keys, ledger);
        try
        {
            return await RegisterStore.OpenAsync(
                store, folder, TimeProvider.System, create: true, cancellation);
        }
        catch when (!begun)
        {
            // Nothing was ever sealed with them.
            Directory.Delete(keys, recursive: true);
            throw;
        }
    }

    /// <summary>Makes a store with invented people. A SQLite file appears when everything is in
    /// it.</summary>
    /// <exception cref="RegisterException">There is a store already (<c>store-exists</c>).
    /// </exception>
    public static async Task<RegisterStore> InventAsync(
        string store, string keys, CompiledBook book, int seed, DateOnly today,
        IProgress<(int Done, int Of)>? progress, DemoSize size, CancellationToken cancellation)
    {
        var isFile = StoreOptions.IsFile(store);
        if (isFile && File.Exists(store))
            throw Exists();
        var begun = isFile ? store + ".half" : store;
        if (isFile)
            DeleteFile(begun);
        try
        {
            await using (var made = await CreateAsync(
                begun, keys, LedgerName("Ashgrove Care Group"), cancellation))
            {
                await DemoStore.FillAsync(
                    made, book, seed, today, progress, size, cancellation);
            }

            if (isFile)
                File.Move(begun, store, overwrite: false);
        }
        finally
        {
            if (isFile)
                DeleteFile(begun);
        }

        return await RegisterStore.OpenAsync(
            store, KeyFolder.Open(keys), TimeProvider.System, create: false, cancellation);
    }

    /// <summary>A name for a ledger out of an organisation's.</summary>
    public static string LedgerName(string organisation) =>
        string.Join('-', Words.Of(organisation)) + "/ledger";

    public static async Task TellAsync(TextWriter output, string store, string keys)
    {
        if (StoreOptions.IsFile(store))
            await output.WriteLineAsync($"Made the store {store}.");
        else
            await output.WriteLineAsync("Made the store in the database.");
        await output.WriteLineAsync(
            $"""

            Its keys are in {keys}:
              master.key  opens the records. Without it nobody can ever read them again.
              ledger.key  signs the ledger. With it somebody could forge history.
              ledger.pub  checks the ledger. Give it to whoever is to check it.

            Keep the keys apart from the store:
            - Copy the folder to a place that the store's backups do not go to.
            - Let nobody read it but the account that runs Proviso.
            - Never put both into one backup: whoever has that has everything.
            """);
    }

    public static void WriteMembers(Utf8JsonWriter writer, string store, string keys)
    {
        if (StoreOptions.IsFile(store))
            writer.WriteString("store", store);
        writer.WriteString("keys", keys);
        writer.WriteString("publicKey", File.ReadAllText(
            Path.Combine(keys, "ledger.pub")).Trim());
    }

    private static RegisterException Exists() => new(
        "store-exists", "There is a store already, and it is never overwritten. Name another, or "
        + "move it away.");

    private static void DeleteFile(string file)
    {
        foreach (var end in (string[])["", "-wal", "-shm"])
            File.Delete(file + end);
    }
}
