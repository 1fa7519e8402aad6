using Proviso.Ledger;
using Proviso.Register.Cases;
using Proviso.Register.Items;
using Proviso.Register.Keeping;
using Proviso.Register.People;
using Proviso.Register.Tests.Storage;

namespace Proviso.Register.Tests.Keeping;

/// <summary>What destroying leaves: the reference, the reason, the certificate.</summary>
public sealed class DestroyingTests
{
    [Theory, BothEngines]
    public async Task Record_Item_GoesWithItsKeyAndLeavesACertificate(bool postgres)
    {
        await using var test = await TestStore.CreateAsync(postgres);
        var person = await test.AddPersonAsync();
        var item = await test.AddAsync(person, TestStore.Letter("a"));
        var other = await test.AddAsync(person, TestStore.Letter("b"));
        var certificate = await Destroy(test).RecordAsync(
            item, "kept past its time", TestStore.Somebody, TestStore.Somebody);

        Assert.Null(await test.Store.FindAsync<Item>(item));
        Assert.NotNull(await test.Store.FindAsync<Item>(other));
        var left = (await test.Store.GetAsync<Destruction>(certificate)).Value;
        Assert.Equal((item, "item", 1), (left.Destroyed, left.What, left.Records));
        Assert.Equal(1, await test.NumberAsync(
            $"SELECT count(*) FROM data_key WHERE id = {test.Sql(item)} AND wrapped IS NULL"));
        Assert.Equal(1, await test.NumberAsync(
            $"SELECT count(*) FROM record WHERE id = {test.Sql(item)} AND box IS NULL"));
        await test.AssertSoundAsync();
        await RecordTests.AssertFailsAsync("record-missing", () => Destroy(test).RecordAsync(
            item, "again", TestStore.Somebody, TestStore.Somebody));
        await RecordTests.AssertFailsAsync("record-shares-key", () => Destroy(test).RecordAsync(
            person, "no", TestStore.Somebody, TestStore.Somebody));
        await RecordTests.AssertFailsAsync("record-missing", () => Destroy(test).RecordAsync(
            Guid.CreateVersion7(DateTimeOffset.UnixEpoch), "no", TestStore.Somebody,
            TestStore.Somebody));
    }

    [Theory, BothEngines]
    public async Task Person_EverythingGoesAndNothingCanBeAdded(bool postgres)
    {
        await using var test = await TestStore.CreateAsync(postgres);
        var person = await test.AddPersonAsync();
        var stays = await test.AddPersonAsync("Other");
        await test.AddAsync(person, TestStore.Letter("a"));
        await test.ReviseAsync(person, p => p with { Language = "Welsh" });
        var certificate = await Destroy(test).PersonAsync(
            person, "asked for", TestStore.Somebody, TestStore.Somebody);

        Assert.Null(await test.Store.FindAsync<Person>(person));
        Assert.Null(await PersonFile.ReadAsync(test.Store, person));
        Assert.Empty(await test.Store.HistoryAsync<Person>(person));
        Assert.Empty(await test.Store.OfAsync<Item>(person));
        Assert.NotNull(await test.Store.FindAsync<Person>(stays));
        Assert.Equal(2, (await test.Store.GetAsync<Destruction>(certificate)).Value.Records);
        Assert.Equal(0, await test.NumberAsync(
            $"SELECT count(*) FROM data_key WHERE owner = {test.Sql(person)} "
            + "AND wrapped IS NOT NULL"));
        await RecordTests.AssertFailsAsync(
            "owner-missing", () => test.AddAsync(person, TestStore.Letter("late")));
        await RecordTests.AssertFailsAsync("record-missing", () => Destroy(test).PersonAsync(
            person, "again", TestStore.Somebody, TestStore.Somebody));
        await RecordTests.AssertFailsAsync("record-missing", () => Destroy(test).PersonAsync(
            RegisterStore.Organisation, "no", TestStore.Somebody, TestStore.Somebody));
        await test.AssertSoundAsync();
        await using var source = await test.Store.Ledger.ReadAsync();
        Assert.NotEmpty(await source.FindAsync(person));
    }

    [Theory, BothEngines]
    public async Task Person_WhileOthersWrite_NothingIsLeftSealed(bool postgres)
    {
        await using var test = await TestStore.CreateAsync(postgres);
        for (var round = 0; round < 5; round++)
        {
            var person = await test.AddPersonAsync();
            var writers = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
            {
                try
                {
                    while (true)
                        await test.AddAsync(person, TestStore.Letter("a"));
                }
                catch (RegisterException e)
                {
                    return e.Code;
                }
            })).ToList();
            await Task.Delay(30);
            await Destroy(test).PersonAsync(
                person, "test", TestStore.Somebody, TestStore.Somebody);
            Assert.All(await Task.WhenAll(writers), code => Assert.Equal("owner-missing", code));
            Assert.Equal(0, await test.NumberAsync(
                $"SELECT count(*) FROM record WHERE owner = {test.Sql(person)} "
                + "AND box IS NOT NULL"));
        }

        await test.AssertSoundAsync();
    }

    [Theory, BothEngines]
    public async Task Record_WhileItIsRevised_IsWhollyThereOrWhollyGone(bool postgres)
    {
        await using var test = await TestStore.CreateAsync(postgres);
        var person = await test.AddPersonAsync();
        for (var round = 0; round < 10; round++)
        {
            var id = await test.AddAsync(person, TestStore.Letter("a"));
            var read = await test.Store.GetAsync<Item>(id);
            var change = test.Store.Begin(TestStore.Somebody);
            change.Revise(read, read.Value with { Title = "b" });
            var revising = Task.Run(async () =>
            {
                try
                {
                    await change.CommitAsync();
                    return "done";
                }
                catch (RegisterException e)
                {
                    return e.Code;
                }
            });
            await Destroy(test).RecordAsync(
                id, "test", TestStore.Somebody, TestStore.Somebody);
            Assert.Contains(await revising, (string[])["done", "changed-meanwhile"]);
            Assert.Equal(0, await test.NumberAsync(
                $"SELECT count(*) FROM record WHERE id = {test.Sql(id)} AND box IS NOT NULL"));
        }

        await test.AssertSoundAsync();
    }

    private static Destroying Destroy(TestStore test) => new(test.Store);
}
