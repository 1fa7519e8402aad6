using Proviso.Identifiers;
using Proviso.Register.Keeping;
using Proviso.Register.People;
using Proviso.Register.Tests.Storage;

namespace Proviso.Register.Tests.People;

/// <summary>How staff find people, on both engines.</summary>
public sealed class PeopleSearchTests
{
    private static readonly DateOnly Born = new(1941, 2, 3);

    [Theory, BothEngines]
    public async Task Find_ByNumberNameAndBirth_GivesThoseWhoMatchEverything(bool postgres)
    {
        await using var test = await TestStore.CreateAsync(postgres);
        Assert.True(NhsNumber.TryParse("9990000018", out var number));
        var jose = await AddAsync(test, new Person
        {
            Name = new PersonName("Núñez-Åberg", "José Li", KnownAs: "Pepe"), BornOn = Born,
            NhsNumber = number, LocalNumber = "H/12 34",
            FormerNames = [new PersonName("O'Brien", "José")],
        });
        var other = await AddAsync(test, new Person
        {
            Name = new PersonName("Nunn", "Joan"), BornOn = Born,
        });

        async Task<Guid[]> Find(PeopleTerms terms) =>
            [.. (await PeopleSearch.FindAsync(test.Store, terms)).People.Select(p => p.Id).Order()];
        Guid[] both = [.. new[] { jose, other }.Order()];
        Assert.Equal([jose], await Find(new PeopleTerms { NhsNumber = number }));
        Assert.Equal([jose], await Find(new PeopleTerms { LocalNumber = "h/12 34" }));
        Assert.Equal([jose], await Find(new PeopleTerms { Name = "nunez" }));
        Assert.Equal([jose], await Find(new PeopleTerms { Name = "JOSÉ nuñ" }));
        Assert.Equal([jose], await Find(new PeopleTerms { Name = "li abe" }));
        Assert.Equal([jose], await Find(new PeopleTerms { Name = "pepe" }));
        Assert.Equal([jose], await Find(new PeopleTerms { Name = "obrien" }));
        Assert.Equal(both, await Find(new PeopleTerms { Name = "nun" }));
        Assert.Equal(both, await Find(new PeopleTerms { BornOn = Born }));
        Assert.Equal([other], await Find(new PeopleTerms { Name = "joa", BornOn = Born }));
        Assert.Empty(await Find(new PeopleTerms { Name = "nunez", BornOn = Born.AddDays(1) }));
        Assert.Empty(await Find(new PeopleTerms { Name = "nunx" }));
        Assert.Empty(await Find(new PeopleTerms { Name = "nu" }));
        // Words of two different names of one person are not one name.
        Assert.Empty(await Find(new PeopleTerms { Name = "obrien pepe" }));
        await RecordTests.AssertFailsAsync("search-empty", () => Find(new PeopleTerms()));
        await RecordTests.AssertFailsAsync(
            "search-empty", () => Find(new PeopleTerms { Name = " ' " }));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Find(
            new PeopleTerms { Name = "a", Limit = PeopleSearch.MaxLimit + 1 }));
    }

    [Theory, BothEngines]
    public async Task Find_MoreThanTheLimit_SaysThatThereAreMore(bool postgres)
    {
        await using var test = await TestStore.CreateAsync(postgres);
        for (var i = 0; i < 4; i++)
            await test.AddPersonAsync("Same", $"Given{i}");
        var three = new PeopleTerms { Name = "same", Limit = 3 };
        Assert.True((await PeopleSearch.FindAsync(test.Store, three)).More);
        var four = await PeopleSearch.FindAsync(test.Store, three with { Limit = 4 });
        Assert.False(four.More);
        Assert.Equal(4, four.People.Count);
    }

    [Theory, BothEngines]
    public async Task Find_RevisedOrDestroyed_NotByWhatIsNoMore(bool postgres)
    {
        await using var test = await TestStore.CreateAsync(postgres);
        var person = await test.AddPersonAsync("Oldname");
        await test.ReviseAsync(person, p => p with { Name = new PersonName("Newname", "Ada") });
        async Task<int> Count(string name) =>
            (await PeopleSearch.FindAsync(test.Store, new PeopleTerms { Name = name }))
                .People.Count;
        Assert.Equal((0, 1), (await Count("oldname"), await Count("newname")));
        await new Destroying(test.Store).PersonAsync(
            person, "test", TestStore.Somebody, TestStore.Somebody);
        Assert.Equal(0, await Count("newname"));
    }

    [Fact]
    public void Fold_WithoutCaseAccentsAndMarks()
    {
        Assert.Equal("nunez aberg", Words.Fold(" Núñez-Åberg "));
        Assert.Equal("obrien", Words.Fold("O'Brien"));
        Assert.Equal("strasse", Words.Fold("Straße"));
        Assert.Equal("jose", Words.Fold("Jose\u0301"));
        Assert.Equal("łódź".Length, Words.Fold("ŁÓDŹ").Length);
        Assert.Equal("lodz", Words.Fold("ŁÓDŹ"));
    }

    private static async Task<Guid> AddAsync(TestStore test, Person person)
    {
        var change = test.Store.Begin(TestStore.Somebody);
        var id = change.AddOwner(person);
        await change.CommitAsync();
        return id;
    }
}
