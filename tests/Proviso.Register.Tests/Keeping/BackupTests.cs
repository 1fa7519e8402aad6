using System.IO.Compression;
using System.Text;
using Proviso.Register.Items;
using Proviso.Register.Keeping;
using Proviso.Register.Keys;
using Proviso.Register.People;
using Proviso.Register.Tests.Storage;

namespace Proviso.Register.Tests.Keeping;

/// <summary>A backup gives back everything, or says that it is not whole.</summary>
public sealed class BackupTests
{
    [Theory, BothEngines]
    public async Task Restore_GivesBackEverythingAndGoesOn(bool postgres)
    {
        await using var test = await TestStore.CreateAsync(postgres);
        var person = await FillAsync(test);
        var file = Path.Combine(test.Folder, "backup");
        var told = new List<BackupProgress>();
        var written = await Backup.WriteAsync(test.Store, file, new List(told));
        Assert.Contains(told, p => p.Table == "record" && p.Done == p.Of);
        Assert.Equal(
            written.Rows.OrderBy(r => r.Key, StringComparer.Ordinal),
            (await Backup.InspectAsync(file)).Rows);
        var place = await test.AnotherPlaceAsync();
        var restored = await Backup.RestoreAsync(file, place, test.KeyPath, TimeProvider.System);
        Assert.True(restored.Check.IsSound);
        Assert.Equal(written.Digest, restored.Backup.Digest);

        await using var other = await RegisterStore.OpenAsync(
            place, KeyFolder.Open(test.KeyPath), TimeProvider.System);
        Assert.Equal("Welsh", (await other.GetAsync<Person>(person)).Value.Language);
        Assert.Equal(2, (await other.HistoryAsync<Person>(person)).Count);
        Assert.Single((await PeopleSearch.FindAsync(
            other, new PeopleTerms { Name = "testperson" })).People);
        var change = other.Begin(TestStore.Somebody);
        change.Add(person, TestStore.Letter("after"));
        await change.CommitAsync();
        await new Proviso.Ledger.LedgerSequencer(other.Ledger, other.KeyFolder.Signer)
            .SequenceAsync();
        Assert.Empty((await new Checking(other).RunAsync()).Findings);
        Assert.Equal(
            postgres ? 2 : 3,
            Directory.EnumerateFileSystemEntries(test.Folder)
                .Count(f => !f.Contains("store.db", StringComparison.Ordinal)
                    && !f.EndsWith("-wal", StringComparison.Ordinal)
                    && !f.EndsWith("-shm", StringComparison.Ordinal)));
    }

    [Theory, BothEngines]
    public async Task Write_WhileOthersWrite_IsOfOneMoment(bool postgres)
    {
        await using var test = await TestStore.CreateAsync(postgres);
        var person = await FillAsync(test);
        using var stop = new CancellationTokenSource();
        var writing = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
                await test.AddAsync(person, TestStore.Letter("more"));
        });
        var file = Path.Combine(test.Folder, "backup");
        await Backup.WriteAsync(test.Store, file);
        await stop.CancelAsync();
        await writing;
        var restored = await Backup.RestoreAsync(
            file, await test.AnotherPlaceAsync(), test.KeyPath, TimeProvider.System);
        Assert.Empty(restored.Check.Findings);
    }

    [Theory, BothEngines]
    public async Task Inspect_CutOrChangedAnywhere_IsRefused(bool postgres)
    {
        await using var test = await TestStore.CreateAsync(postgres);
        await FillAsync(test);
        var file = Path.Combine(test.Folder, "backup");
        await Backup.WriteAsync(test.Store, file);
        var whole = await File.ReadAllBytesAsync(file);
        for (var i = 1; i < 20; i++)
        {
            await File.WriteAllBytesAsync(file, whole[..(whole.Length * i / 20)]);
            await RefusesAsync(file);
            var changed = whole.ToArray();
            changed[whole.Length * i / 20] ^= 1;
            await File.WriteAllBytesAsync(file, changed);
            await RefusesAsync(file);
        }

        // Packed well, and cut, edited, reordered or lengthened inside.
        var lines = Unpack(whole).TrimEnd('\n').Split('\n');
        await RefusesAsync(file, lines[..^1]);
        await RefusesAsync(file, [.. lines[..^2], lines[^1]]);
        await RefusesAsync(file, [.. lines[..1], .. lines[2..]]);
        await RefusesAsync(file, [.. lines, lines[^1]]);
        await RefusesAsync(file, [.. lines[..2], lines[2] + " ", .. lines[3..]]);
        await RefusesAsync(file, [.. lines[..1], "", .. lines[1..]]);
        await RecordTests.AssertFailsAsync("backup-unreadable", () => Backup.InspectAsync("none"));
        await File.WriteAllTextAsync(file, "something else");
        await RecordTests.AssertFailsAsync("backup-unknown", () => Backup.InspectAsync(file));
        var place = await test.AnotherPlaceAsync();
        await RecordTests.AssertFailsAsync("backup-unknown", () =>
            Backup.RestoreAsync(file, place, test.KeyPath, TimeProvider.System));
        Assert.True(postgres || !File.Exists(place));
    }

    [Theory, BothEngines]
    public async Task Backup_OverSomethingOrWithOtherKeys_IsRefused(bool postgres)
    {
        await using var test = await TestStore.CreateAsync(postgres);
        await FillAsync(test);
        var file = Path.Combine(test.Folder, "backup");
        await Backup.WriteAsync(test.Store, file);
        await RecordTests.AssertFailsAsync(
            "backup-exists", () => Backup.WriteAsync(test.Store, file));
        await RecordTests.AssertFailsAsync(
            "backup-unwritable",
            () => Backup.WriteAsync(test.Store, Path.Combine(test.Folder, "no", "backup")));
        await RecordTests.AssertFailsAsync("store-exists", () => Backup.RestoreAsync(
            file, test.Connection, test.KeyPath, TimeProvider.System));
        var place = await test.AnotherPlaceAsync();
        var keys = Path.Combine(test.Folder, "other-keys");
        KeyFolder.Create(keys, "test.example/ledger").Dispose();
        await RecordTests.AssertFailsAsync("master-key-missing", () => Backup.RestoreAsync(
            file, place, keys, TimeProvider.System));
        var named = Path.Combine(test.Folder, "named-keys");
        KeyFolder.Create(named, "other.example/ledger").Dispose();
        await RecordTests.AssertFailsAsync("origin-wrong", () => Backup.RestoreAsync(
            file, place, named, TimeProvider.System));
        await using (var other = await TestStore.CreateAsync(!postgres))
        {
            await RecordTests.AssertFailsAsync("backup-other-engine", async () =>
                await Backup.RestoreAsync(
                    file, await other.AnotherPlaceAsync(), test.KeyPath, TimeProvider.System));
        }

        Assert.True((await Backup.RestoreAsync(
            file, place, test.KeyPath, TimeProvider.System)).Check.IsSound);
        Assert.DoesNotContain(
            Directory.EnumerateFiles(test.Folder),
            f => f.Contains(".half", StringComparison.Ordinal));
    }

    private static async Task<Guid> FillAsync(TestStore test)
    {
        var person = await test.AddPersonAsync();
        await test.ReviseAsync(person, p => p with { Language = "Welsh" });
        var item = await test.AddAsync(person, TestStore.Letter("a"));
        await test.AddAsync(person, TestStore.Letter("tab\there, \"quoted\" \\ and ünïcode"));
        await new Destroying(test.Store).RecordAsync(
            item, "test", TestStore.Somebody, TestStore.Somebody);
        await test.CheckAsync();
        await test.AddAsync(person, TestStore.Letter("pending"));
        return person;
    }

    private static string Unpack(byte[] file)
    {
        using var zip = new GZipStream(new MemoryStream(file), CompressionMode.Decompress);
        using var reader = new StreamReader(zip, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private static async Task RefusesAsync(string file, string[] lines)
    {
        await using (var zip = new GZipStream(File.Create(file), CompressionLevel.Fastest))
            await zip.WriteAsync(Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n"));
        await RefusesAsync(file);
    }

    private static async Task RefusesAsync(string file)
    {
        var told = await Assert.ThrowsAsync<RegisterException>(() => Backup.InspectAsync(file));
        Assert.Contains(told.Code, (string[])["backup-damaged", "backup-unknown"]);
    }

    private sealed class List(List<BackupProgress> told) : IProgress<BackupProgress>
    {
        public void Report(BackupProgress value) => told.Add(value);
    }
}
