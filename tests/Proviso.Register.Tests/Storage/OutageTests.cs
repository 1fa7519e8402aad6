using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Npgsql;
using Proviso.Register.Items;
using Proviso.Register.Keys;
using Proviso.Register.People;
using TestKit;
using Xunit.Abstractions;

namespace Proviso.Register.Tests.Storage;

/// <summary>Disk full, read-only, database gone and back, file replaced: a clear word, nothing
/// lost, and work goes on by itself.</summary>
public sealed class OutageTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Commit_SqliteFullThenReadOnlyThenLarger_LosesNothingAndGoesOn()
    {
        using var folder = new TempFolder();
        var disk = Directory.CreateDirectory(folder["disk"]).FullName;
        if (!Mount("-t", "tmpfs", "-o", "size=2m", "tmpfs", disk))
        {
            output.WriteLine("Passed without looking: a small disk cannot be mounted here.");
            return;
        }

        try
        {
            KeyFolder.Create(folder["keys"], "test.example/ledger").Dispose();
            await using var store = await RegisterStore.OpenAsync(
                Path.Combine(disk, "store.db"), KeyFolder.Open(folder["keys"]),
                TimeProvider.System, create: true);
            await FillAsync(store, async failed =>
            {
                SqliteConnection.ClearAllPools();
                Assert.True(Mount("-o", "remount,ro", disk));
                var told = await Assert.ThrowsAsync<RegisterException>(() => failed.CommitAsync());
                Assert.Contains(
                    told.Code, (string[])["store-read-only", "store-unavailable", "store-full"]);
                SqliteConnection.ClearAllPools();
                Assert.True(Mount("-o", "remount,rw,size=16m", disk));
            });
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Assert.Equal(0, Run("umount", disk));
        }
    }

    [Fact]
    public async Task Commit_PostgresFullThenLarger_LosesNothingAndGoesOn()
    {
        using var folder = new TempFolder();
        var disk = Directory.CreateDirectory(folder["disk"]).FullName;
        if (!Mount("-t", "tmpfs", "-o", "size=24m,mode=777", "tmpfs", disk))
        {
            output.WriteLine("Passed without looking: a small disk cannot be mounted here.");
            return;
        }

        var server = await PostgresServer.StartOwnAsync();
        try
        {
            Assert.Equal(0, Run("chmod", "711", folder.FullName));
            Assert.Equal(0, Run("chown", "postgres", disk));
            var connection = await server.CreateDatabaseAsync();
            await ExecuteAsync(connection, $"CREATE TABLESPACE small LOCATION '{disk}'");
            await ExecuteAsync(connection, "CREATE DATABASE small TABLESPACE small");
            var address = new NpgsqlConnectionStringBuilder(connection) { Database = "small" };
            KeyFolder.Create(folder["keys"], "test.example/ledger").Dispose();
            await using var store = await RegisterStore.OpenAsync(
                address.ToString(), KeyFolder.Open(folder["keys"]), TimeProvider.System,
                create: true);
            await FillAsync(store, _ =>
            {
                Assert.True(Mount("-o", "remount,size=96m", disk));
                return Task.CompletedTask;
            });
        }
        finally
        {
            server.Stop();
            Assert.Equal(0, Run("umount", disk));
        }
    }

    [Fact]
    public async Task Commit_PostgresGoneAndBack_SaysSoAndGoesOn()
    {
        using var folder = new TempFolder();
        var server = await PostgresServer.StartOwnAsync();
        try
        {
            KeyFolder.Create(folder["keys"], "test.example/ledger").Dispose();
            await using var store = await RegisterStore.OpenAsync(
                await server.CreateDatabaseAsync(), KeyFolder.Open(folder["keys"]),
                TimeProvider.System, create: true);
            var change = store.Begin(TestStore.Somebody);
            var person = change.AddOwner(new Person { Name = new PersonName("One", "Ada") });
            await change.CommitAsync();
            server.Pause();
            change = store.Begin(TestStore.Somebody);
            var item = change.Add(person, TestStore.Letter("typed while it was gone"));
            for (var attempt = 0; attempt < 2; attempt++)
            {
                var told = await Assert.ThrowsAsync<RegisterException>(() => change.CommitAsync());
                Assert.Equal(("store-unavailable", true), (told.Code, told.IsPassing));
                await RecordTests.AssertFailsAsync(
                    "store-unavailable", () => store.GetAsync<Person>(person));
            }

            await server.StartAgainAsync();
            await AgainAsync(() => change.CommitAsync());
            Assert.Equal(
                "typed while it was gone", (await store.GetAsync<Item>(item)).Value.Title);
            Assert.Empty((await new Register.Keeping.Checking(store).RunAsync()).Findings);
        }
        finally
        {
            server.Stop();
        }
    }

    [Fact]
    public async Task Commit_SqliteFileReplacedOrGone_IsRefusedAndNothingIsLost()
    {
        await using var test = await TestStore.CreateAsync(postgres: false);
        var person = await test.AddPersonAsync("One");
        var file = Path.Combine(test.Folder, "store.db");
        var away = Path.Combine(test.Folder, "away.db");
        SqliteConnection.ClearAllPools();
        File.Copy(file, away);
        Assert.NotNull(await test.Store.FindAsync<Person>(person));
        File.Move(away, file, overwrite: true);
        await RecordTests.AssertFailsAsync(
            "store-replaced", () => test.AddAsync(person, TestStore.Letter("a")));
        // What is there now is a store, and is used from here on.
        await test.AddAsync(person, TestStore.Letter("b"));
        Assert.Single(await test.Store.OfAsync<Item>(person));

        File.Move(file, away);
        var told = await Assert.ThrowsAsync<RegisterException>(() =>
            test.AddAsync(person, TestStore.Letter("c")));
        Assert.Contains(told.Code, (string[])["store-replaced", "store-unavailable"]);
        told = await Assert.ThrowsAsync<RegisterException>(() =>
            test.AddAsync(person, TestStore.Letter("c")));
        Assert.Contains(told.Code, (string[])["store-replaced", "store-unavailable"]);
        Assert.False(File.Exists(file));
        File.Move(away, file);
        await AgainAsync(() => test.AddAsync(person, TestStore.Letter("d")));
        Assert.Equal(2, (await test.Store.OfAsync<Item>(person)).Count);
        await test.AssertSoundAsync();
    }

    [Fact]
    public async Task Open_NothingThere_SaysWhatToDoAndMakesNothing()
    {
        await using var test = await TestStore.CreateAsync(postgres: true);
        using var folder = new TempFolder();
        foreach (var place in (string[])[folder["none.db"], await test.AnotherPlaceAsync()])
        {
            await RecordTests.AssertFailsAsync("store-missing", () => RegisterStore.OpenAsync(
                place, KeyFolder.Open(test.KeyPath), TimeProvider.System));
        }

        Assert.False(File.Exists(folder["none.db"]));
        await File.WriteAllTextAsync(folder["text.db"], new string('x', 5_000));
        await RecordTests.AssertFailsAsync("store-damaged", () => RegisterStore.OpenAsync(
            folder["text.db"], KeyFolder.Open(test.KeyPath), TimeProvider.System));
    }

    /// <summary>Writes until there is no room, has room made, and writes the same again.</summary>
    private static async Task FillAsync(RegisterStore store, Func<Change, Task> makeRoom)
    {
        var change = store.Begin(TestStore.Somebody);
        var person = change.AddOwner(new Person { Name = new PersonName("One", "Ada") });
        await change.CommitAsync();
        for (var written = 0; ; written++)
        {
            change = store.Begin(TestStore.Somebody);
            var item = change.Add(
                person, TestStore.Letter("a") with { Text = new string('x', 50_000) });
            try
            {
                await change.CommitAsync();
                Assert.True(written < 2_000);
            }
            catch (RegisterException e)
            {
                Assert.Equal("store-full", e.Code);
                Assert.True(e.IsPassing);
                Assert.True(written > 3);
                await makeRoom(change);
                await AgainAsync(() => change.CommitAsync());
                Assert.NotNull(await store.FindAsync<Item>(item));
                Assert.Equal(written + 1, (await store.OfAsync<Item>(person)).Count);
                Assert.Empty((await new Register.Keeping.Checking(store).RunAsync()).Findings);
                return;
            }
        }
    }

    // A pooled connection of before the outage is found dead when it is used.
    private static async Task AgainAsync(Func<Task> work)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await work();
                return;
            }
            catch (RegisterException) when (attempt < 20)
            {
                await Task.Delay(50);
            }
        }
    }

    private static async Task ExecuteAsync(string address, string sql)
    {
        await using var source = NpgsqlDataSource.Create(address);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private static bool Mount(params string[] words) =>
        Environment.IsPrivilegedProcess && Run("mount", words) == 0;

    private static int Run(string program, params string[] words)
    {
        using var process = Process.Start(program, words);
        process.WaitForExit();
        return process.ExitCode;
    }
}
