using Microsoft.AspNetCore.Builder;
using Proviso.Register;
using Proviso.Register.Items;
using Proviso.Register.Keys;
using Proviso.Register.Organisation;
using Proviso.Register.People;
using Proviso.Register.Recipients;
using Proviso.Rulebook.Compiling;
using Proviso.Rulebook.Reading;
using Proviso.Web.Hosting;
using TestKit;

namespace Browser.Tests.Journeys;

/// <summary>The real service on loopback, over a real store with a few invented people.</summary>
public sealed class ServiceApp : IAsyncLifetime, IDisposable
{
    private static readonly Guid Team = new("22222222-2222-2222-2222-222222222222");
    private static readonly Lazy<CompiledBook> Book = new(ReadBook);
    private readonly TempFolder folder = new();
    private WebApplication app = null!;

    /// <summary>The register behind it.</summary>
    public RegisterStore Store { get; private set; } = null!;

    /// <summary>Where it listens.</summary>
    public string Address => app.Urls.First();

    /// <summary>Cares for everybody in the team.</summary>
    public Guid Worker { get; private set; }

    /// <summary>Looks after confidentiality.</summary>
    public Guid Guardian { get; private set; }

    /// <summary>A grown-up who can decide, with a daughter and a letter.</summary>
    public Guid Adult { get; private set; }

    /// <summary>Somebody whom no team cares for.</summary>
    public Guid Stranger { get; private set; }

    public async Task InitializeAsync()
    {
        var keys = folder["keys"];
        KeyFolder.Create(keys, "test.example/ledger").Dispose();
        Store = await RegisterStore.OpenAsync(
            folder["store.db"], KeyFolder.Open(keys), TimeProvider.System, create: true);
        await FillAsync();
        app = ProvisoWeb.Build(
            new WebSettings { Address = "http://127.0.0.1:0", Demo = true },
            Store, Book.Value, TimeProvider.System);
        await app.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await app.DisposeAsync();
        await Store.DisposeAsync();
    }

    public void Dispose() => folder.Dispose();

    private async Task FillAsync()
    {
        var change = Store.Begin(RegisterStore.Organisation);
        change.Add(RegisterStore.Organisation, new OrganisationProfile
        {
            Name = "Test Care", Provider = "care-home",
        });
        string[] kinds = ["letter", "care-record", "health-record", "message"];
        change.Add(RegisterStore.Organisation, new Service
        {
            Name = "Test House",
            Holder = "social-care",
            Teams = [new Team(Team, "Day team")],
            NeedToKnow = [new NeedToKnow(Role.Practitioner, kinds)],
        });
        Worker = Staff(change, "Wendy Worker", Role.Practitioner, Team);
        Guardian = Staff(change, "Gita Guardian", Role.CaldicottGuardian);
        Adult = Person(change, "Ada", "Adult", [Team]);
        change.Add(Adult, new RelatedPerson
        {
            Name = new PersonName("Adult", "Dora"), Relation = "daughter",
        });
        change.Add(Adult, new Item
        {
            ItemKind = "letter", Title = "Letter from the hospital", Medium = Medium.Letter,
            Date = new DateOnly(2026, 3, 4), Mentions = [],
        });
        Stranger = Person(change, "Stan", "Stranger", []);
        foreach (var (name, capacity) in new[]
        {
            ("Police Constable Example", "police"), ("Dr Research", "researcher-or-planner"),
            ("Example Council", "local-authority"),
        })
        {
            change.Add(RegisterStore.Organisation, new Recipient
            {
                Name = name, Capacity = capacity,
            });
        }

        await change.CommitAsync();
    }

    private static Guid Staff(Change change, string name, Role role, params Guid[] teams)
    {
        var id = change.Add(RegisterStore.Organisation, new Staff
        {
            Name = name, Email = name.Split(' ')[0] + "@test.example", Teams = teams,
        });
        change.Add(RegisterStore.Organisation, new RoleHolding { Role = role, Holder = id });
        return id;
    }

    private static Guid Person(Change change, string given, string family, Guid[] teams) =>
        change.AddOwner(new Person
        {
            Name = new PersonName(family, given, "Mrs"),
            BornOn = new DateOnly(1950, 1, 2),
            Teams = teams,
        });

    private static CompiledBook ReadBook()
    {
        var england = Path.Combine(Repository.Root, "rulebook", "england");
        var files = Directory.EnumerateFiles(england, "*.md").Order(StringComparer.Ordinal)
            .Select(file => new BookFile(Path.GetFileName(file), File.ReadAllText(file)));
        return new CompiledBook(BookReader.Read(files).Book!);
    }
}
