using System.Text;
using Proviso.Register.Keeping;
using TestKit;

namespace Proviso.Register.Tests.Storage;

/// <summary>Nothing personal lies in plain text anywhere: not in the file, its journal, the
/// server's folder, its log, a backup or the words of an error.</summary>
public sealed class PlainTextTests
{
    [Theory, BothEngines]
    public async Task Files_HoldNothingThatWasPlanted(bool postgres)
    {
        var server = postgres ? await PostgresServer.StartOwnAsync() : null;
        try
        {
            using var folder = new TempFolder();
            var place = server is null
                ? folder["store.db"] : await server.CreateDatabaseAsync();
            Register.Keys.KeyFolder.Create(folder["keys"], "test.example/ledger").Dispose();
            await using var store = await RegisterStore.OpenAsync(
                place, Register.Keys.KeyFolder.Open(folder["keys"]), TimeProvider.System, true);
            var samples = new Samples();
            var said = await WriteAsync(store, samples);
            await new Proviso.Ledger.LedgerSequencer(store.Ledger, store.KeyFolder.Signer)
                .SequenceAsync();
            Assert.True((await new Checking(store).RunAsync()).IsSound);
            if (server is null)
                await Backup.WriteAsync(store, folder["backup"]);
            else
                await CheckpointAsync(place);

            Assert.True(samples.Planted.Count > 150);
            var files = Directory.EnumerateFiles(
                server?.Folder ?? folder.FullName, "*", SearchOption.AllDirectories)
                .Where(f => !Path.GetFileName(f).StartsWith(".s.", StringComparison.Ordinal))
                .ToList();
            Assert.True(files.Count > 3);
            foreach (var file in files)
                AssertClean(samples.Planted, await ReadAsync(file), file);
            AssertClean(samples.Planted, Encoding.UTF8.GetBytes(said), "what was said");
        }
        finally
        {
            server?.Stop();
        }
    }

    [Fact]
    public async Task Files_WithoutSealing_WouldBeFound()
    {
        using var folder = new TempFolder();
        await File.WriteAllTextAsync(folder["a"], "xxZanzi0001barxx");
        await File.WriteAllTextAsync(folder["b"], "xxZanzi0001barxx", Encoding.Unicode);
        foreach (var name in (string[])["a", "b"])
        {
            var bytes = await ReadAsync(folder[name]);
            Assert.ThrowsAny<Xunit.Sdk.XunitException>(() =>
                AssertClean(["Zanzi0001bar"], bytes, name));
        }
    }

    // Every kind, with a second version, and errors on the way whose words are kept.
    private static async Task<string> WriteAsync(RegisterStore store, Samples samples)
    {
        var said = new StringBuilder();
        var change = store.Begin(TestStore.Somebody);
        var person = change.AddOwner((Register.People.Person)samples.Make(
            typeof(Register.People.Person)));
        foreach (var kind in Samples.Kinds)
            change.Add(person, samples.Make(kind));
        await change.CommitAsync();
        var held = await store.GetAsync<Register.People.Person>(person);
        said.Append(held).Append(held.Value);
        for (var i = 0; i < 2; i++)
        {
            change = store.Begin(TestStore.Somebody);
            change.Revise(held, (Register.People.Person)samples.Make(
                typeof(Register.People.Person)));
            try
            {
                await change.CommitAsync();
            }
            catch (RegisterException e)
            {
                said.Append(e);
            }
        }

        Assert.Contains("Somebody else changed this", said.ToString(), StringComparison.Ordinal);
        return said.ToString();
    }

    private static async Task CheckpointAsync(string place)
    {
        await using var connection = new Npgsql.NpgsqlConnection(place);
        await connection.OpenAsync();
        await using var command = new Npgsql.NpgsqlCommand("CHECKPOINT", connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<byte[]> ReadAsync(string file)
    {
        await using var stream = new FileStream(
            file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy);
        return copy.ToArray();
    }

    private static void AssertClean(
        IEnumerable<string> planted, byte[] bytes, string where)
    {
        // One look for each encoding: every planted text begins alike.
        var utf8 = Encoding.Latin1.GetString(bytes);
        foreach (var text in planted.Where(t => !t.StartsWith("Zanzi", StringComparison.Ordinal))
            .Append("Zanzi").Append("9990000018").Append("999 000 0018").Append("AB123456C")
            .Append("ZE1 0XQ").Append("RX7Q9"))
        {
            var wide = Encoding.Latin1.GetString(Encoding.Unicode.GetBytes(text));
            Assert.False(
                utf8.Contains(text, StringComparison.OrdinalIgnoreCase), $"'{text}' in {where}");
            Assert.False(
                utf8.Contains(wide, StringComparison.OrdinalIgnoreCase), $"'{text}' in {where}");
        }
    }
}
