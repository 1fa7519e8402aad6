using System.CommandLine;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;
using Proviso.Cli.Rulebook;
using Proviso.Register;
using Proviso.Register.Demo;
using Proviso.Register.Keys;
using Proviso.Rulebook.Compiling;
using Proviso.Web.Hosting;

namespace Proviso.Cli.Serve;

/// <summary><c>proviso serve</c>: the web service.</summary>
internal static class ServeCommand
{
    private const string DemoFile = "proviso-demo.db";
    private const int DemoSeed = 1;

    public static Command Create(TimeProvider time)
    {
        var demo = new Option<bool>("--demo")
        {
            Description = "Serve an invented care group; it is made at the first start.",
        };
        var store = new Option<string?>("--store")
        {
            Description = "The store: a SQLite file or a PostgreSQL connection.",
            HelpName = "FILE-OR-CONNECTION",
        };
        var keys = new Option<string?>("--keys")
        {
            Description = "The folder with the keys (otherwise beside a SQLite file).",
            HelpName = "FOLDER",
        };
        var address = new Option<string>("--address")
        {
            Description = "Where to listen.",
            DefaultValueFactory = _ => "http://127.0.0.1:5080",
        };
        var (book, local) = (BookFolder.Option(), BookFolder.LocalOption());
        var command = new Command(
            "serve", "Run the web service.\nExample: proviso serve --demo")
        {
            demo, store, keys, address, book, local,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var error = RulebookCommand.Error(parsed);
            var refusal = Refusal.Of(parsed);
            var compiled = BookFolder.Load(parsed.GetValue(book), parsed.GetValue(local), refusal);
            if (compiled is null)
                return refusal.Exit(ExitCodes.BadInput);
            var isDemo = parsed.GetValue(demo);
            var place = parsed.GetValue(store) ?? (isDemo ? DemoFile : null);
            if (place is null)
            {
                error.WriteLine("Name the store with --store, or try the service with --demo.");
                return ExitCodes.BadInput;
            }

            try
            {
                await using var register = await OpenAsync(
                    place, parsed.GetValue(keys), isDemo, compiled, time, error, cancellation);
                var settings = new WebSettings
                {
                    Address = parsed.GetValue(address)!, Demo = isDemo,
                };
                await using var app = ProvisoWeb.Build(settings, register, compiled, time);
                await app.StartAsync(cancellation);
                error.WriteLine($"Proviso is at {string.Join(", ", app.Urls)}; stop it with "
                    + "Ctrl+C.");
                if (await ProvisoWeb.InviteFirstAsync(app, cancellation) is { } path)
                {
                    error.WriteLine("There is no account yet. Make the first one, within a day, "
                        + $"at {app.Urls.First()}{path}");
                }

                await app.WaitForShutdownAsync(cancellation);
                return ExitCodes.Ok;
            }
            catch (RegisterException e)
            {
                error.WriteLine(e.Message);
                return ExitCodes.BadInput;
            }
        });
        return command;
    }

    private static async Task<RegisterStore> OpenAsync(
        string place, string? keys, bool demo, CompiledBook book, TimeProvider time,
        TextWriter error, CancellationToken cancellation)
    {
        var folder = keys ?? KeyFolder.Beside(place);
        var fresh = demo && !Directory.Exists(folder);
        if (fresh)
            KeyFolder.Create(folder, "demo.invalid/ledger").Dispose();
        var store = await RegisterStore.OpenAsync(
            place, KeyFolder.Open(folder), time, create: fresh, cancellation);
        if (fresh)
        {
            error.WriteLine("Inventing a care group; this takes half a minute, once.");
            await DemoStore.FillAsync(
                store, book, DemoSeed, DateOnly.FromDateTime(time.GetLocalNow().DateTime), null,
                cancellation);
        }

        return store;
    }
}
