using System.CommandLine;
using System.Globalization;
using Proviso.Register;
using Proviso.Register.Access;
using Proviso.Register.Keys;

namespace Proviso.Cli.Serve;

/// <summary><c>proviso api-client</c>: which other systems may ask by the API, and their keys.
/// </summary>
internal static class ApiClientCommand
{
    private const int Most = 1_000;
    private const int MaxPerSecond = 1_000_000;

    // Whoever has the store and its keys is not a member of staff who signed in.
    private static readonly Guid Machine = new("00000000-0000-0000-0000-000000000003");

    private static readonly Option<string> Store = new("--store")
    {
        Description = "The store: a SQLite file or a PostgreSQL connection.",
        HelpName = "FILE-OR-CONNECTION",
        Required = true,
    };

    private static readonly Option<string?> Keys = new("--keys")
    {
        Description = "The folder with the keys (otherwise beside a SQLite file).",
        HelpName = "FOLDER",
    };

    private static readonly Option<int?> Days = new("--days")
    {
        Description = "For how many days the new key counts; without it, until it is ended.",
    };

    private static readonly Argument<string> Name = new("NAME")
    {
        Description = "What the other system is called, such as care-record.",
    };

    public static Command Create(TimeProvider time) => new(
        "api-client", "Let other systems ask by the API, and change or end their keys.")
    {
        Add(time), Rotate(time), Disable(time), List(time),
    };

    private static Command Add(TimeProvider time)
    {
        var purposes = new Option<string[]>("--purpose")
        {
            Description = "A purpose that it may ask for, as the book names it; several times for "
                + "several. Without it, every purpose.",
        };
        var actions = new Option<string[]>("--action")
        {
            Description = "An action that it may ask about: view, share or share-anonymised.",
        };
        var rate = new Option<int>("--per-second")
        {
            Description = "How many requests a second it may send.",
            DefaultValueFactory = _ => 100,
        };
        var command = new Command("add", "Add a client. Its key is printed once and kept nowhere.")
        {
            Name, Store, Keys, Days, purposes, actions, rate,
        };
        command.SetAction(Run(time, async (parsed, store, clients, cancellation) =>
        {
            var name = parsed.GetValue(Name)!;
            if (clients.Any(c => c.Value.Name == name))
            {
                throw new RegisterException(
                    "client-exists", $"There is a client '{name}' already.");
            }

            if (parsed.GetValue(rate) is < 1 or > MaxPerSecond)
            {
                throw new RegisterException(
                    "rate-wrong", $"--per-second takes 1 to {MaxPerSecond}.");
            }

            var change = store.Begin(Machine);
            change.Add(
                RegisterStore.Organisation,
                new ApiClient
                {
                    Name = name, Purposes = parsed.GetValue(purposes) ?? [],
                    Actions = parsed.GetValue(actions) ?? [], PerSecond = parsed.GetValue(rate),
                }.WithNewKey(time.GetUtcNow(), Until(parsed, time), null, out var bearer));
            await change.CommitAsync(cancellation);
            parsed.InvocationConfiguration.Output.WriteLine(bearer);
        }));
        return command;
    }

    private static Command Rotate(TimeProvider time)
    {
        var overlap = new Option<int>("--overlap-hours")
        {
            Description = "For how long the keys before it still count.",
            DefaultValueFactory = _ => 24,
        };
        var command = new Command("rotate", "Give a client a new key, and end the old ones soon.")
        {
            Name, Store, Keys, Days, overlap,
        };
        command.SetAction(Run(time, async (parsed, store, clients, cancellation) =>
        {
            var client = Find(clients, parsed);
            var now = time.GetUtcNow();
            var change = store.Begin(Machine);
            change.Revise(client, client.Value.WithNewKey(
                now, Until(parsed, time), now.AddHours(parsed.GetValue(overlap)), out var bearer));
            await change.CommitAsync(cancellation);
            parsed.InvocationConfiguration.Output.WriteLine(bearer);
        }));
        return command;
    }

    private static Command Disable(TimeProvider time)
    {
        var command = new Command("disable", "Shut a client out, within seconds.")
        {
            Name, Store, Keys,
        };
        command.SetAction(Run(time, async (parsed, store, clients, cancellation) =>
        {
            var client = Find(clients, parsed);
            var change = store.Begin(Machine);
            change.Revise(client, client.Value with { Disabled = true });
            await change.CommitAsync(cancellation);
        }));
        return command;
    }

    private static Command List(TimeProvider time)
    {
        var command = new Command("list", "Show the clients, without their keys.") { Store, Keys };
        command.SetAction(Run(time, (parsed, _, clients, _) =>
        {
            foreach (var client in clients.Select(c => c.Value))
            {
                var keys = client.Keys.Where(k => k.IsValid(time.GetUtcNow())).Select(k =>
                    k.Id + (k.Until is { } end
                        ? end.ToString(" 'until' yyyy-MM-dd", CultureInfo.InvariantCulture)
                        : ""));
                parsed.InvocationConfiguration.Output.WriteLine(
                    $"{client.Name}: {(client.Disabled ? "disabled" : "enabled")}; keys: "
                    + string.Join(", ", keys));
            }

            return Task.CompletedTask;
        }));
        return command;
    }

    private static DateTimeOffset? Until(ParseResult parsed, TimeProvider time) =>
        parsed.GetValue(Days) switch
        {
            null => null,
            { } days when days is > 0 and < 36_500 => time.GetUtcNow().AddDays(days),
            _ => throw new RegisterException("days-wrong", "--days takes 1 to 36499."),
        };

    private static Held<ApiClient> Find(
        IReadOnlyList<Held<ApiClient>> clients, ParseResult parsed) =>
        clients.FirstOrDefault(c => c.Value.Name == parsed.GetValue(Name))
            ?? throw new RegisterException(
                "client-missing",
                "There is no client of that name; see 'proviso api-client list'.");

    private static Func<ParseResult, CancellationToken, Task<int>> Run(
        TimeProvider time,
        Func<ParseResult, RegisterStore, IReadOnlyList<Held<ApiClient>>, CancellationToken, Task>
            work) => async (parsed, cancellation) =>
    {
        try
        {
            var place = parsed.GetValue(Store)!;
            await using var store = await RegisterStore.OpenAsync(
                place, KeyFolder.Open(parsed.GetValue(Keys) ?? KeyFolder.Beside(place)), time,
                cancellation: cancellation);
            var clients = await store.ListAsync<ApiClient>(
                new Listing { Take = Most }, cancellation);
            await work(parsed, store, clients, cancellation);
            return ExitCodes.Ok;
        }
        catch (RegisterException e)
        {
            parsed.InvocationConfiguration.Error.WriteLine(e.Message);
            return ExitCodes.BadInput;
        }
    };
}
