using Proviso.Register.Cases;
using Proviso.Register.Items;
using Proviso.Register.Keeping;
using Proviso.Register.People;

namespace Proviso.Register.Tests;

/// <summary>What a change promises, on both engines.</summary>
public class ChangeTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Commit_NewPerson_IsReadBackWithHistory(bool postgres)
    {
        await using var test = await TestStore.CreateAsync(postgres);
        var id = await test.AddPersonAsync();
        var first = await test.Store.GetAsync<Person>(id);
        var change = test.Store.Begin(TestStore.Somebody);
        change.Revise(first, first.Value with { DiedOn = new DateOnly(2026, 1, 2) });
        await change.CommitAsync();

        var history = await test.Store.HistoryAsync<Person>(id);
        Assert.Equal([1, 2], history.Select(h => h.Version));
        Assert.Null(history[0].Value.DiedOn);
        Assert.Equal(new DateOnly(2026, 1, 2), history[1].Value.DiedOn);
        Assert.Equal(2, (await test.Store.GetAsync<Person>(id)).Version);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Revise_BehindSomebodyElse_IsTold(bool postgres)
    {
        await using var test = await TestStore.CreateAsync(postgres);
        var id = await test.AddPersonAsync();
        var read = await test.Store.GetAsync<Person>(id);
        var mine = test.Store.Begin(TestStore.Somebody);
        mine.Revise(read, read.Value with { Language = "Welsh" });
        var theirs = test.Store.Begin(TestStore.Somebody);
        theirs.Revise(read, read.Value with { Language = "Urdu" });
        await theirs.CommitAsync();

        var told = await Assert.ThrowsAsync<RegisterException>(() => mine.CommitAsync());
        Assert.Equal("changed-meanwhile", told.Code);
        Assert.Equal("Urdu", (await test.Store.GetAsync<Person>(id)).Value.Language);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Destroy_Item_LeavesTheRestAndACertificate(bool postgres)
    {
        await using var test = await TestStore.CreateAsync(postgres);
        var person = await test.AddPersonAsync();
        var change = test.Store.Begin(TestStore.Somebody);
        var item = change.Add(person, Letter("a"));
        var other = change.Add(person, Letter("b"));
        await change.CommitAsync();

        var certificate = await new Destroying(test.Store).RecordAsync(
            item, "kept past its time", TestStore.Somebody, TestStore.Somebody);
        Assert.Null(await test.Store.FindAsync<Item>(item));
        Assert.NotNull(await test.Store.FindAsync<Item>(other));
        Assert.Equal(
            item, (await test.Store.GetAsync<Destruction>(certificate)).Value.Destroyed);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Rekey_PersonAndMaster_EverythingStillOpens(bool postgres)
    {
        await using var test = await TestStore.CreateAsync(postgres);
        var person = await test.AddPersonAsync();
        var change = test.Store.Begin(TestStore.Somebody);
        var item = change.Add(person, Letter("a"));
        await change.CommitAsync();

        await new Rekeying(test.Store).PersonAsync(person, null);
        await new Rekeying(test.Store).MasterAsync(null);
        await using var again = await test.OpenAsync();
        Assert.Equal("a", (await again.GetAsync<Item>(item)).Value.Title);
        Assert.Equal("Testperson", (await again.GetAsync<Person>(person)).Value.Name.Family);
        Assert.Single(again.KeyFolder.Master.Ids);
    }

    private static Item Letter(string title) => new()
    {
        ItemKind = "letter", Title = title, Medium = Medium.Letter,
        Date = new DateOnly(2026, 1, 1),
    };
}
