using System.CommandLine;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;
using Proviso.Cli.Register;
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
        var options = new StoreOptions();
        var address = new Option<string>("--address")
        {
            Description = "Where to listen.",
            DefaultValueFactory = _ => "http://127.0.0.1:5080",
        };
        var (book, local) = (BookFolder.Option(), BookFolder.LocalOption());
        var command = new Command(
            "serve", "Run the web service.\nExample: proviso serve --demo")
        {
            demo, options.Store, options.Keys, address, book, local,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var error = RulebookCommand.Error(parsed);
            var refusal = Refusal.Of(parsed);
            var compiled = BookFolder.Load(parsed.GetValue(book), parsed.GetValue(local), refusal);
            if (compiled is null)
                return refusal.Exit(ExitCodes.BadInput);
            var isDemo = parsed.GetValue(demo);
            var settings = new WebSettings
            {
                Address = parsed.GetValue(address)!, Demo = isDemo,
            };
            try
            {
                // A demonstration needs no store to be named.
                var named = !isDemo || parsed.GetValue(options.Store) is not null;
                var place = named ? options.StoreOf(parsed) : DemoFile;
                await using var register = await OpenAsync(
                    place, named ? options.KeysOf(parsed) : KeyFolder.Beside(DemoFile), isDemo,
                    compiled, time, error, cancellation);
                await using var app = ProvisoWeb.Build(settings, register, compiled, time);
                await RunAsync(app, error, cancellation);
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

    private static async Task RunAsync(
        WebApplication app, TextWriter error, CancellationToken cancellation)
    {
        await app.StartAsync(cancellation);
        error.WriteLine($"Proviso is at {string.Join(", ", app.Urls)}; stop it with Ctrl+C.");
        if (await ProvisoWeb.InviteFirstAsync(app, cancellation) is { } path)
        {
            error.WriteLine("There is no account yet. Make the first one, within a day, at "
                + $"{app.Urls.First()}{path}");
        }

        await app.WaitForShutdownAsync(cancellation);
    }

    private static async Task<RegisterStore> OpenAsync(
        string place, string folder, bool demo, CompiledBook book, TimeProvider time,
        TextWriter error, CancellationToken cancellation)
    {
        if (!demo || await RegisterStore.ExistsAsync(place, cancellation))
        {
            return await RegisterStore.OpenAsync(
                place, KeyFolder.Open(folder), time, create: false, cancellation);
        }

        error.WriteLine("Inventing a care group; this takes half a minute, once.");
        return await NewStore.InventAsync(
            place, folder, book, DemoSeed, DateOnly.FromDateTime(time.GetLocalNow().DateTime),
            new ProgressLine(error, time, "invented", "days"), new DemoSize(), cancellation);
    }
}
