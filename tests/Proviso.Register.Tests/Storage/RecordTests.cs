using System.Text.Json;
using System.Text.Json.Serialization;
using Proviso.Register.Items;
using Proviso.Register.People;
using Proviso.Register.Storage;

namespace Proviso.Register.Tests.Storage;

/// <summary>Reading back, as it is and as it was, on both engines.</summary>
public sealed class RecordTests
{
    private static readonly JsonSerializerOptions Everything = new(RecordJson.Options)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
    };

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Read_EveryKind_GivesBackEveryField(bool empty)
    {
        foreach (var kind in Samples.Kinds)
        {
            var value = new Samples(empty).Make(kind);
            var back = RecordJson.Read(kind, RecordJson.Write(value));

            Assert.Equal(Show(value, kind), Show(back, kind));
        }
    }

    [Theory, BothEngines]
    public async Task Of_KnownAtEveryMoment_IsWhatStoodThen(bool postgres)
    {
        var clock = new TestClock();
        await using var test = await TestStore.CreateAsync(postgres, clock);
        var before = clock.Now;
        clock.Now += TimeSpan.FromMinutes(1);
        var person = await test.AddPersonAsync("One");
        var first = clock.Now;
        clock.Now += TimeSpan.FromMinutes(1);
        await test.ReviseAsync(person, p => p with { Name = new PersonName("Two", "Ada") });
        var second = clock.Now;

        Assert.Empty(await NamesAsync(test, person, before));
        Assert.Equal(["One"], await NamesAsync(test, person, first));
        Assert.Equal(["One"], await NamesAsync(test, person, second.AddMilliseconds(-1)));
        Assert.Equal(["Two"], await NamesAsync(test, person, second));
        Assert.Equal(["Two"], await NamesAsync(test, person, null));
        Assert.Null(await PersonFile.ReadAsync(test.Store, person, before));
        Assert.Equal(
            "One",
            (await PersonFile.ReadAsync(test.Store, person, first))!.Person.Value.Name.Family);
        await test.AssertSoundAsync();
    }

    [Theory, BothEngines]
    public async Task Revise_ClockSetBackAnHour_VersionsAndLedgerGoOn(bool postgres)
    {
        var clock = new TestClock();
        await using var test = await TestStore.CreateAsync(postgres, clock);
        var person = await test.AddPersonAsync("One");
        clock.Now -= TimeSpan.FromHours(1);
        await test.ReviseAsync(person, p => p with { Language = "Welsh" });
        await test.ReviseAsync(person, p => p with { Language = "Urdu" });
        clock.Now += TimeSpan.FromHours(2);
        await test.ReviseAsync(person, p => p with { Language = "Polish" });

        var history = await test.Store.HistoryAsync<Person>(person);
        Assert.Equal([1, 2, 3, 4], history.Select(h => h.Version));
        Assert.Equal(history.Select(h => h.At), history.Select(h => h.At).Order());
        Assert.Equal("Polish", history[^1].Value.Language);
        await test.AssertSoundAsync();
    }

    [Theory, BothEngines]
    public async Task List_FilteredSortedAndPaged_GivesWhatWasAskedFor(bool postgres)
    {
        var clock = new TestClock();
        await using var test = await TestStore.CreateAsync(postgres, clock);
        var start = clock.Now;
        var people = new List<Guid>();
        for (var i = 0; i < 7; i++)
        {
            clock.Now = start.AddDays(i);
            people.Add(await test.AddPersonAsync($"P{i}"));
        }

        await test.ReviseAsync(people[0], p => p with { DiedOn = new DateOnly(2026, 1, 1) });
        var dead = new Listing { States = ["dead"] };
        var living = new Listing { States = ["living"], Skip = 1, Take = 3 };
        var newest = new Listing { NewestFirst = true, Take = 2 };
        var days = new Listing { Since = start.AddDays(2), Before = start.AddDays(4) };

        Assert.Equal(["P0"], await FamiliesAsync(test, dead));
        Assert.Equal(["P2", "P3", "P4"], await FamiliesAsync(test, living));
        Assert.Equal(6, await test.Store.CountAsync<Person>(living));
        Assert.Equal(2, (await FamiliesAsync(test, newest)).Count);
        Assert.Equal(["P2", "P3"], await FamiliesAsync(test, days));
        Assert.Equal(["P3"], await FamiliesAsync(test, new Listing { Owner = people[3] }));
        var states = await test.Store.CountByStateAsync<Person>(new Listing());
        Assert.Equal((1, 6), (states["dead"], states["living"]));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() =>
            test.Store.ListAsync<Person>(new Listing { Take = 1_001 }));
    }

    [Theory, BothEngines]
    public async Task All_ManyOfOneMoment_GivesEachOnce(bool postgres)
    {
        await using var test = await TestStore.CreateAsync(postgres, new TestClock());
        var person = await test.AddPersonAsync();
        var change = test.Store.Begin(TestStore.Somebody);
        var ids = Enumerable.Range(0, 1_201)
            .Select(i => change.Add(person, TestStore.Letter($"{i}"))).ToHashSet();
        await change.CommitAsync();

        var seen = new List<Guid>();
        await foreach (var item in test.Store.AllAsync<Item>())
            seen.Add(item.Id);
        Assert.Equal(1_201, seen.Count);
        Assert.Equal(ids, [.. seen]);
    }

    [Theory, BothEngines]
    public async Task Find_SealedRowEditedOrSwapped_IsRefused(bool postgres)
    {
        await using var test = await TestStore.CreateAsync(postgres);
        var person = await test.AddPersonAsync("One");
        var other = await test.AddPersonAsync("Two");
        await test.EditAsync(
            $"UPDATE record SET box = (SELECT box FROM record WHERE id = {test.Sql(other)}), "
            + $"key_id = (SELECT key_id FROM record WHERE id = {test.Sql(other)}) "
            + $"WHERE id = {test.Sql(person)}");
        await AssertFailsAsync("seal-broken", () => test.Store.GetAsync<Person>(person));
        await test.EditAsync(
            $"UPDATE record SET box = {test.Sql(new byte[60])} WHERE id = {test.Sql(other)}");
        await AssertFailsAsync("seal-broken", () => test.Store.GetAsync<Person>(other));
    }

    [Theory, BothEngines]
    public async Task Commit_MoreThanTheMost_IsRefusedWhole(bool postgres)
    {
        await using var test = await TestStore.CreateAsync(postgres);
        var change = test.Store.Begin(TestStore.Somebody);
        for (var i = 0; i < Change.MaxRecords; i++)
            change.Add(RegisterStore.Organisation, TestStore.Letter("a"));
        var told = Assert.Throws<RegisterException>(() =>
            change.Add(RegisterStore.Organisation, TestStore.Letter("a")));
        Assert.Equal("change-too-large", told.Code);
        Assert.Equal(0, await test.NumberAsync("SELECT count(*) FROM record"));
    }

    internal static async Task AssertFailsAsync(string code, Func<Task> work)
    {
        var told = await Assert.ThrowsAsync<RegisterException>(work);
        Assert.Equal(code, told.Code);
    }

    private static string Show(Kept value, Type kind) =>
        JsonSerializer.Serialize(value, kind, Everything);

    private static async Task<List<string>> FamiliesAsync(TestStore test, Listing listing) =>
        [.. (await test.Store.ListAsync<Person>(listing)).Select(p => p.Value.Name.Family)];

    private static async Task<List<string>> NamesAsync(
        TestStore test, Guid person, DateTimeOffset? knownAt) =>
        [.. (await test.Store.OfAsync<Person>(person, knownAt)).Select(p => p.Value.Name.Family)];
}
