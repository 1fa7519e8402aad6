using Proviso.Register.Items;
using Proviso.Register.Keeping;
using Proviso.Register.Keys;
using Proviso.Register.People;
using Proviso.Register.Tests.Storage;

namespace Proviso.Register.Tests.Keeping;

/// <summary>New keys for old: everything opens afterwards, also after an interruption, and also
/// while others work.</summary>
public sealed class RekeyingTests
{
    [Theory, BothEngines]
    public async Task Person_Interrupted_GoesOnWhereItWas(bool postgres)
    {
        await using var test = await TestStore.CreateAsync(postgres);
        var person = await test.AddPersonAsync();
        await AddItemsAsync(test, person, 600);
        var old = await KeyOfAsync(test, person);
        await InterruptAsync(stop => new Rekeying(test.Store).PersonAsync(
            person, new At<int>(_ => stop.Cancel()), stop.Token));

        var half = await test.CheckAsync();
        Assert.Empty(half.Findings);
        Assert.Equal(1, half.Unfinished);
        Assert.Equal(600, (await test.Store.OfAsync<Item>(person)).Count);
        await test.ReviseAsync(person, p => p with { Language = "Welsh" });
        await new Rekeying(test.Store).PersonAsync(person, null);

        var whole = await test.CheckAsync();
        Assert.Empty(whole.Findings);
        Assert.Equal(0, whole.Unfinished);
        Assert.Equal(0, await test.NumberAsync(
            $"SELECT count(*) FROM data_key WHERE id = {test.Sql(old)} AND wrapped IS NOT NULL"));
        Assert.Equal(600, (await test.Store.OfAsync<Item>(person)).Count);
        Assert.Equal("Welsh", (await test.Store.GetAsync<Person>(person)).Value.Language);
    }

    [Theory, BothEngines]
    public async Task Person_DestroyedInTheMiddle_BothKeysGo(bool postgres)
    {
        await using var test = await TestStore.CreateAsync(postgres);
        var person = await test.AddPersonAsync();
        await AddItemsAsync(test, person, 600);
        await InterruptAsync(stop => new Rekeying(test.Store).PersonAsync(
            person, new At<int>(_ => stop.Cancel()), stop.Token));
        await new Destroying(test.Store).PersonAsync(
            person, "test", TestStore.Somebody, TestStore.Somebody);

        Assert.Equal(0, await test.NumberAsync(
            $"SELECT count(*) FROM data_key WHERE owner = {test.Sql(person)} "
            + "AND wrapped IS NOT NULL"));
        await RecordTests.AssertFailsAsync(
            "record-missing", () => new Rekeying(test.Store).PersonAsync(person, null));
        await test.AssertSoundAsync();
    }

    [Theory, BothEngines]
    public async Task Person_WhileOthersReadAndWrite_NothingIsMissedOrLost(bool postgres)
    {
        await using var test = await TestStore.CreateAsync(postgres);
        var person = await test.AddPersonAsync();
        await AddItemsAsync(test, person, 20);
        using var stop = new CancellationTokenSource();
        var writers = Enumerable.Range(0, 3).Select(_ => Task.Run(async () =>
        {
            var count = 0;
            for (; !stop.IsCancellationRequested; count++)
                await test.AddAsync(person, TestStore.Letter("more"));
            return count;
        })).ToList();
        var reader = Task.Run(async () =>
        {
            var most = 20;
            while (!stop.IsCancellationRequested)
            {
                var now = (await test.Store.OfAsync<Item>(person)).Count;
                Assert.True(now >= most);
                most = now;
            }
        });
        await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < 6; i++)
                await new Rekeying(test.Store).PersonAsync(person, null);
        })));
        await stop.CancelAsync();
        var written = (await Task.WhenAll(writers)).Sum();
        await reader;

        Assert.Equal(20 + written, (await test.Store.OfAsync<Item>(person)).Count);
        await test.AssertSoundAsync();
    }

    [Theory, BothEngines]
    public async Task Master_Interrupted_GoesOnAndTheOldKeyLeaves(bool postgres)
    {
        await using var test = await TestStore.CreateAsync(postgres);
        await AddPeopleAsync(test.Store, 600);
        var first = test.Store.KeyFolder.Master.CurrentId;
        await InterruptAsync(stop => new Rekeying(test.Store).MasterAsync(
            new At<(int, int)>(_ => stop.Cancel()), stop.Token));
        await using (var other = await test.OpenAsync())
        {
            Assert.Equal(2, other.KeyFolder.Master.Ids.Count);
            Assert.Equal(600, await CountAsync(other));
            await AddPeopleAsync(other, 1);
            await new Rekeying(other).MasterAsync(null);
        }

        await using var again = await test.OpenAsync();
        Assert.DoesNotContain(first, again.KeyFolder.Master.Ids);
        Assert.Single(again.KeyFolder.Master.Ids);
        Assert.Equal(601, await CountAsync(again));
        Assert.Equal(601, await CountAsync(test.Store));
        await test.AssertSoundAsync();
    }

    [Theory, BothEngines]
    public async Task Master_WhileAnotherProgramAddsPeople_ItFollows(bool postgres)
    {
        await using var test = await TestStore.CreateAsync(postgres);
        await using var other = await test.OpenAsync();
        using var stop = new CancellationTokenSource();
        var adding = Task.Run(async () =>
        {
            var count = 0;
            for (; !stop.IsCancellationRequested; count++)
                await AddPeopleAsync(other, 1);
            return count;
        });
        for (var i = 0; i < 5; i++)
            await new Rekeying(test.Store).MasterAsync(null);
        await stop.CancelAsync();
        var added = await adding;
        await using var again = await test.OpenAsync();
        Assert.Equal(added, await CountAsync(again));
    }

    [Theory, BothEngines]
    public async Task Master_ProgramWithTheOldKeyAlone_IsToldAndSavesNothing(bool postgres)
    {
        await using var test = await TestStore.CreateAsync(postgres);
        var copy = Path.Combine(test.Folder, "copy");
        Directory.CreateDirectory(copy);
        foreach (var file in Directory.EnumerateFiles(test.KeyPath))
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        await using var other = await RegisterStore.OpenAsync(
            test.Connection, KeyFolder.Open(copy), TimeProvider.System);
        await new Rekeying(test.Store).MasterAsync(null);

        await RecordTests.AssertFailsAsync("keys-replaced", () => AddPeopleAsync(other, 1));
        await test.AssertSoundAsync();
    }

    private static async Task InterruptAsync(Func<CancellationTokenSource, Task> work)
    {
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => work(stop));
    }

    private static Task AddItemsAsync(TestStore test, Guid person, int count)
    {
        var change = test.Store.Begin(TestStore.Somebody);
        for (var i = 0; i < count; i++)
            change.Add(person, TestStore.Letter("a"));
        return change.CommitAsync();
    }

    private static Task AddPeopleAsync(RegisterStore store, int count)
    {
        var change = store.Begin(TestStore.Somebody);
        for (var i = 0; i < count; i++)
            change.AddOwner(new Person { Name = new PersonName("Testperson", "Ada") });
        return change.CommitAsync();
    }

    private static async Task<int> CountAsync(RegisterStore store)
    {
        var count = 0;
        await foreach (var _ in store.AllAsync<Person>())
            count++;
        return count;
    }

    private static async Task<Guid> KeyOfAsync(TestStore test, Guid person)
    {
        await using var db = test.Store.Engine.Connect();
        return db.Keys.Single(k => k.Owner == person && k.Use == KeyRing.OfOwner).Id;
    }

    private sealed class At<T>(Action<T> tell) : IProgress<T>
    {
        public void Report(T value) => tell(value);
    }
}
