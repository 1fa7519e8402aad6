using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Proviso.Register;
using Proviso.Register.Access;
using Proviso.Register.Keys;
using Proviso.Rulebook.Compiling;
using Proviso.Rulebook.Reading;
using Proviso.Web.Hosting;
using TestKit;

namespace Proviso.Bench.Web;

/// <summary>
/// Serves, until its input ends: the service over an empty store, and an endpoint that parses the
/// same JSON and answers a constant. Prints the two addresses and the key, one a line.
/// </summary>
internal static class AuthZenServers
{
    private const int MaxDepth = 32;
    private static readonly byte[] Constant = Encoding.UTF8.GetBytes("{\"decision\":true}");

    internal static async Task RunAsync()
    {
        using var folder = new TempFolder();
        KeyFolder.Create(folder["keys"], "bench.example/ledger").Dispose();
        await using var store = await RegisterStore.OpenAsync(
            folder["store.db"], KeyFolder.Open(folder["keys"]), TimeProvider.System, create: true);
        var change = store.Begin(Guid.Empty);
        change.Add(
            RegisterStore.Organisation,
            new ApiClient { Name = "bench", PerSecond = 1_000_000 }.WithNewKey(
                TimeProvider.System.GetUtcNow(), null, null, out var bearer));
        await change.CommitAsync();
        await using var ours = ProvisoWeb.Build(
            new WebSettings { Address = "http://127.0.0.1:0" }, store, ReadBook(),
            TimeProvider.System);
        await using var bare = BuildBare();
        await ours.StartAsync();
        await bare.StartAsync();
        Console.WriteLine(AddressOf(ours));
        Console.WriteLine(AddressOf(bare));
        Console.WriteLine(bearer);
        await Console.In.ReadToEndAsync();
        await ours.StopAsync();
        await bare.StopAsync();
    }

    private static WebApplication BuildBare()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        var app = builder.Build();
        app.MapPost("/access/v1/evaluation", async http =>
        {
            using var parsed = await JsonDocument.ParseAsync(
                http.Request.Body, new JsonDocumentOptions { MaxDepth = MaxDepth });
            http.Response.ContentType = "application/json";
            http.Response.ContentLength = Constant.Length;
            await http.Response.Body.WriteAsync(Constant);
        });
        return app;
    }

    private static string AddressOf(WebApplication app) =>
        app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!
            .Addresses.Single();

    private static CompiledBook ReadBook()
    {
        var folder = Path.Combine(Repository.Root, "rulebook", "england");
        return new CompiledBook(BookReader.Read(Directory.EnumerateFiles(folder, "*.md")
            .Order(StringComparer.Ordinal)
            .Select(f => new BookFile(Path.GetFileName(f), File.ReadAllText(f)))).Book!);
    }
}
