using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Proviso.Identifiers;
using Proviso.Register;
using Proviso.Register.Access;
using Proviso.Register.Items;
using Proviso.Register.Keys;
using Proviso.Register.Organisation;
using Proviso.Register.People;
using Proviso.Rulebook.Compiling;
using Proviso.Rulebook.Reading;
using Proviso.Web.Hosting;
using TestKit;

namespace Proviso.Web.Tests.Api;

/// <summary>The whole service on a port of its own, over a real store with a few invented people.
/// </summary>
public sealed class ApiServer : IAsyncDisposable
{
    internal const string NhsNumberText = "9990001235";
    internal const string FamilyName = "Quillfeather";

    private static readonly Lazy<CompiledBook> England = new(ReadBook);
    private readonly TempFolder folder = new();
    private WebApplication app = null!;

    internal RegisterStore Store { get; private set; } = null!;

    internal HttpClient Client { get; private set; } = null!;

    internal IServiceProvider Services => app.Services;

    internal ConcurrentQueue<string> Log { get; } = [];

    internal Held<ApiClient> CareRecord { get; private set; } = null!;

    internal string Bearer { get; private set; } = null!;

    internal Guid Ana { get; private set; }

    internal Guid Ben { get; private set; }

    internal Guid Ada { get; private set; }

    internal Guid Note { get; private set; }

    internal static async Task<ApiServer> StartAsync(bool postgres = false)
    {
        var server = new ApiServer();
        KeyFolder.Create(server.folder["keys"], "test.example/ledger").Dispose();
        server.Store = await RegisterStore.OpenAsync(
            postgres
                ? await (await PostgresServer.SharedAsync()).CreateDatabaseAsync()
                : server.folder["store.db"],
            KeyFolder.Open(server.folder["keys"]), TimeProvider.System, create: true);
        await server.FillAsync();
        var settings = new WebSettings
        {
            Address = "http://127.0.0.1:0", Configure = builder =>
            {
                builder.Logging.SetMinimumLevel(LogLevel.Debug);
                builder.Services.AddSingleton<ILoggerProvider>(new Kept(server.Log));
            },
        };
        server.app = ProvisoWeb.Build(settings, server.Store, England.Value, TimeProvider.System);
        await server.app.StartAsync();
        server.Client = new HttpClient
        {
            BaseAddress = new Uri(server.app.Services.GetRequiredService<IServer>().Features
                .Get<IServerAddressesFeature>()!.Addresses.Single()),
        };
        server.Client.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Bearer", server.Bearer);
        return server;
    }

    /// <summary>Adds a client; gives its key.</summary>
    internal async Task<string> AddClientAsync(ApiClient client)
    {
        var change = Store.Begin(Guid.Empty);
        change.Add(
            RegisterStore.Organisation,
            client.WithNewKey(DateTimeOffset.UnixEpoch, null, null, out var bearer));
        await change.CommitAsync();
        return bearer;
    }

    /// <summary>Sends JSON, and gives status and answer.</summary>
    internal async Task<(HttpStatusCode Status, JsonElement Json)> SendAsync(
        string path, string? json, params (string Name, string Value)[] headers)
    {
        using var response = await RawAsync(path, json, headers);
        var text = await response.Content.ReadAsStringAsync();
        return (response.StatusCode,
            response.Content.Headers.ContentType?.MediaType?.EndsWith(
                "json", StringComparison.Ordinal) == true
                ? JsonElement.Parse(text)
                : JsonElement.Parse(JsonSerializer.Serialize(text)));
    }

    /// <summary>Sends, and gives the whole answer.</summary>
    internal async Task<HttpResponseMessage> RawAsync(
        string path, string? json, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(
            json is null ? HttpMethod.Get : HttpMethod.Post, path);
        if (json is not null)
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        foreach (var (name, value) in headers)
        {
            if (name == "Authorization")
                request.Headers.Authorization = null;
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await Client.SendAsync(request);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        await Store.DisposeAsync();
        folder.Dispose();
    }

    private async Task FillAsync()
    {
        var team = new Guid("22222222-2222-2222-2222-222222222222");
        var change = Store.Begin(Guid.Empty);
        change.Add(RegisterStore.Organisation, new OrganisationProfile
        {
            Name = "Test Care", Provider = "home-care",
        });
        Ana = change.Add(RegisterStore.Organisation, new Staff
        {
            Name = "Ana Invented", Email = "ana@test.example", Teams = [team],
        });
        Ben = change.Add(RegisterStore.Organisation, new Staff
        {
            Name = "Ben Invented", Email = "ben@test.example",
        });
        change.Add(RegisterStore.Organisation, new RoleHolding
        {
            Role = Role.Practitioner, Holder = Ana,
        });
        var service = change.Add(RegisterStore.Organisation, new Service
        {
            Name = "Round", Holder = "social-care", Teams = [new Team(team, "North")],
            NeedToKnow = [new NeedToKnow(Role.Practitioner, ["care-record"])],
        });
        Ada = change.AddOwner(new Person
        {
            Name = new PersonName(FamilyName, "Ada"), BornOn = new DateOnly(1950, 2, 3),
            NhsNumber = NhsNumber.TryParse(NhsNumberText, out var number) ? number : null,
            Teams = [team],
        });
        Note = change.Add(Ada, new Item
        {
            ItemKind = "care-record", Title = "Visit", Medium = Medium.Electronic,
            Date = new DateOnly(2026, 11, 1), Service = service,
        });
        var client = new ApiClient { Name = "care-record", PerSecond = 100_000 }
            .WithNewKey(DateTimeOffset.UnixEpoch, null, null, out var bearer);
        Bearer = bearer;
        change.Add(RegisterStore.Organisation, client);
        await change.CommitAsync();
        CareRecord = (await Store.FindApiClientAsync(bearer[..16]))!;
    }

    private static CompiledBook ReadBook()
    {
        var england = Path.Combine(Repository.Root, "rulebook", "england");
        return new CompiledBook(BookReader.Read(Directory.EnumerateFiles(england, "*.md")
            .Order(StringComparer.Ordinal)
            .Select(f => new BookFile(Path.GetFileName(f), File.ReadAllText(f)))).Book!);
    }

    private sealed class Kept(ConcurrentQueue<string> lines) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter) =>
            lines.Enqueue(formatter(state, exception) + exception);

        public void Dispose()
        {
        }
    }
}

/// <summary>One server for the tests that change nothing for each other.</summary>
public sealed class SharedServer : IAsyncLifetime
{
    internal ApiServer Server { get; private set; } = null!;

    public async Task InitializeAsync() => Server = await ApiServer.StartAsync();

    public async Task DisposeAsync() => await Server.DisposeAsync();
}

/// <summary>Cases as JSON, from the samples of the documentation.</summary>
internal static class Sample
{
    /// <summary>A home carer tells the district nurse: must-share.</summary>
    internal const string Shares = """
        {"requester":"nobody","purpose":"direct-care","relationship":"presented",
         "person-status":"adult","item-kind":"care-record","consent":"not-asked",
         "objection":"none","care-need":true}
        """;

    /// <summary>A daughter asks for a letter, and her mother said no: do-not-share.</summary>
    internal const string Refuses = """
        {"requester":"carer","purpose":"other","person-status":"adult",
         "requester-check":"checked","carer-bar":"none","item-kind":"letter",
         "third-party-content":"none","capacity":"has-capacity","consent":"refused"}
        """;

    internal const string System = """{"type":"system","id":"care-record"}""";

    /// <summary>An evaluation about somebody who is not in the register.</summary>
    internal static string Evaluation(
        string facts, string more = "", string action = "share", string subject = System,
        string resource = """{"type":"item","id":"our-17"}""") =>
        $$"""
        {"subject":{{subject}},"action":{"name":"{{action}}"},"resource":{{resource}},
         "context":{"facts":{{facts}}{{more}} } }
        """;

    internal static string Staff(Guid id) => $$"""{"type":"staff","id":"{{id:D}}"}""";

    internal static string Person(Guid id) => $$"""{"type":"person","id":"{{id:D}}"}""";
}
