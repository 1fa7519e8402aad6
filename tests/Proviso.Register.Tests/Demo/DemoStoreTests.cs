using Proviso.Register.Cases;
using Proviso.Register.Demo;
using Proviso.Register.Keeping;
using Proviso.Register.Organisation;
using Proviso.Register.People;
using Proviso.Register.Wishes;
using Proviso.Rulebook;
using Proviso.Rulebook.Compiling;
using Proviso.Rulebook.Reading;
using TestKit;
using Decision = Proviso.Register.Cases.Decision;

namespace Proviso.Register.Tests.Demo;

/// <summary>A small demonstration store that several facts look at.</summary>
public sealed class SmallDemo : IAsyncLifetime
{
    internal static readonly DateOnly Today = new(2026, 11, 21);
    internal static readonly DemoSize Size = new(60, 100);

    internal static CompiledBook England { get; } = Read();

    internal TestStore Test { get; private set; } = null!;

    internal RegisterStore Store => Test.Store;

    public async Task InitializeAsync()
    {
        Test = await TestStore.CreateAsync(postgres: false);
        await DemoStore.FillAsync(Test.Store, England, 1, Today, null, Size);
    }

    public async Task DisposeAsync() => await Test.DisposeAsync();

    private static CompiledBook Read()
    {
        var folder = Path.Combine(Repository.Root, "rulebook", "england");
        var reading = BookReader.Read(Directory.EnumerateFiles(folder, "*.md")
            .Order(StringComparer.Ordinal)
            .Select(f => new BookFile(Path.GetFileName(f), File.ReadAllText(f))));
        return new CompiledBook(reading.Book!);
    }
}

public sealed class DemoStoreTests(SmallDemo demo) : IClassFixture<SmallDemo>
{
    [Fact]
    public async Task Fill_Decisions_AreOfEveryVerdictAndSomeAgainstTheBook()
    {
        var states = await demo.Store.CountByStateAsync<Decision>(new Listing());
        foreach (var verdict in VerdictNames.All)
            Assert.True(states.GetValueOrDefault(verdict) > 0, verdict);
    }

    [Fact]
    public async Task Fill_Decisions_ComeOutTheSameAgain()
    {
        var count = 0;
        await foreach (var item in new Replay(demo.Store, null).RunAsync())
        {
            Assert.Equal(Replayed.Same, item.What);
            count++;
        }

        Assert.True(count > 100);
    }

    [Fact]
    public async Task Fill_Store_IsSoundAndItsLedgerIsSigned()
    {
        var report = await new Checking(demo.Store).RunAsync();
        Assert.Empty(report.Findings);
        Assert.Equal(0, (int)report.Ledger.Pending);
        Assert.True(report.Ledger.Entries > 1_000);
    }

    [Fact]
    public async Task Fill_Organisation_HasServicesStaffAndAVacancy()
    {
        Assert.Equal(3, await demo.Store.CountAsync<Service>(new Listing()));
        Assert.Equal(40, await demo.Store.CountAsync<Staff>(new Listing()));
        var roles = await demo.Store.CountByStateAsync<RoleHolding>(new Listing());
        Assert.Equal(1, roles["vacant"]);
        var staff = await demo.Store.OfAsync<Staff>(RegisterStore.Organisation);
        // Whoever signs in chooses from the first; those are the ones that have a name here.
        Assert.Equal(
            DemoStaff.All.Select(s => s.Email),
            staff.Take(DemoStaff.All.Count).Select(s => s.Value.Email));
    }

    [Fact]
    public async Task Fill_People_HaveNumbersThatAreNeverIssued()
    {
        var people = 0;
        var numbers = new HashSet<string>();
        await foreach (var person in demo.Store.AllAsync<Person>())
        {
            people++;
            if (person.Value.NhsNumber is not { } number)
                continue;
            Assert.True(number.IsTestRange);
            Assert.True(numbers.Add(number.ToCompact()));
        }

        Assert.Equal(SmallDemo.Size.People, people);
    }

    [Fact]
    public async Task Fill_Wishes_HaveVersions()
    {
        var states = await demo.Store.CountByStateAsync<Wish>(new Listing());
        Assert.True(states["given"] > 0);
        Assert.True(states["withdrawn"] > 0);
    }

    [Fact]
    public async Task Fill_EverythingIsRecordedOnItsDay_BeforeTheLast()
    {
        var first = DateTimeOffset.MaxValue;
        await foreach (var decision in demo.Store.AllAsync<Decision>())
        {
            Assert.Equal(decision.Value.Day, DateOnly.FromDateTime(decision.At.UtcDateTime));
            Assert.True(decision.Value.Day <= SmallDemo.Today);
            first = decision.At < first ? decision.At : first;
        }

        Assert.True(first < new DateTimeOffset(2026, 2, 1, 0, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public async Task Fill_SameSeed_GivesTheSameRecords()
    {
        var one = await RecordsAsync(7);
        Assert.Equal(one, await RecordsAsync(7));
        Assert.NotEqual(one, await RecordsAsync(8));
    }

    [Fact]
    public async Task Fill_StoreInUse_IsRefused()
    {
        var refused = await Assert.ThrowsAsync<RegisterException>(() =>
            DemoStore.FillAsync(demo.Store, SmallDemo.England, 1, SmallDemo.Today));
        Assert.Equal("store-not-empty", refused.Code);
    }

    private static async Task<List<string>> RecordsAsync(int seed)
    {
        await using var test = await TestStore.CreateAsync(postgres: false);
        await DemoStore.FillAsync(
            test.Store, SmallDemo.England, seed, SmallDemo.Today, null, new DemoSize(6, 0));
        var records = new List<string>();
        await foreach (var person in test.Store.AllAsync<Person>())
            records.Add($"{person} {person.At:O} {person.Value.Name.ToDisplay()}");
        await foreach (var decision in test.Store.AllAsync<Decision>())
        {
            records.Add($"{decision} {decision.At:O} "
                + string.Join(' ', decision.Value.Items.Select(i => i.Outcome)));
        }

        return records;
    }
}
