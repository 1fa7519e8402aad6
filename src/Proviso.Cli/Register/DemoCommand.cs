using System.CommandLine;
using System.Globalization;
using Proviso.Cli.Rulebook;
using Proviso.Register;
using Proviso.Register.Cases;
using Proviso.Register.Demo;
using Proviso.Register.Items;
using Proviso.Register.Organisation;
using Proviso.Register.People;

namespace Proviso.Cli.Register;

/// <summary><c>proviso demo</c>: a new store with invented people and a year of decisions.
/// </summary>
internal sealed class DemoCommand
{
    private readonly StoreOptions options = new();
    private readonly TimeProvider time;

    private readonly Option<int> seed = new("--seed")
    {
        Description = "The same number gives the same people and decisions.",
        HelpName = "NUMBER",
        DefaultValueFactory = _ => 1,
    };

    private readonly Option<DateOnly?> today = new("--today")
    {
        Description = "The day on which the story ends (otherwise today).",
        HelpName = "YYYY-MM-DD",
    };

    private readonly Option<int> people = new("--people")
    {
        Description = "How many people, 1 to 5000.",
        HelpName = "NUMBER",
        DefaultValueFactory = _ => new DemoSize().People,
    };

    private readonly Option<int> requests = new("--requests")
    {
        Description = "About how many requests, to 20000; never fewer than one of each kind.",
        HelpName = "NUMBER",
        DefaultValueFactory = _ => new DemoSize().Requests,
    };

    private DemoCommand(TimeProvider time) => this.time = time;

    public static Command Create(TimeProvider time)
    {
        var made = new DemoCommand(time);
        var command = made.options.On(new Command(
            "demo", "Make a new store with an invented care group and a year of its decisions.")
        {
            made.seed, made.today, made.people, made.requests,
        });
        command.SetAction(RegisterRun.Action(made.RunAsync));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parse, CancellationToken cancellation)
    {
        var refusal = Refusal.Of(parse);
        var (store, keys) = (options.StoreOf(parse), options.KeysOf(parse));
        if (BookFolder.Load(null, null, refusal) is not { } book)
            return refusal.Exit(ExitCodes.BadInput);
        var size = new DemoSize(parse.GetValue(people), parse.GetValue(requests));
        if (size is not { People: >= 1 and <= 5_000, Requests: >= 0 and <= 20_000 })
        {
            throw new RegisterException(
                "size-wrong", "--people is from 1 to 5000, and --requests at most 20000.");
        }

        var day = parse.GetValue(today)
            ?? DateOnly.FromDateTime(time.GetLocalNow().DateTime);
        var configuration = parse.InvocationConfiguration;
        await using var made = await NewStore.InventAsync(
            store, keys, book, parse.GetValue(seed), day,
            new ProgressLine(configuration.Error, time, "invented", "days"), size, cancellation);
        var counts = await CountAsync(made, cancellation);
        if (parse.GetValue(options.Json))
        {
            JsonOutput.Write(configuration.Output, writer =>
            {
                NewStore.WriteMembers(writer, store, keys);
                foreach (var (what, count) in counts)
                    writer.WriteNumber(what, count);
            });
            return ExitCodes.Ok;
        }

        await configuration.Output.WriteLineAsync(
            "Made a store with an invented care group. Nobody in it exists.");
        foreach (var (what, count) in counts)
        {
            await configuration.Output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"{count,8:N0} {what}"));
        }

        return ExitCodes.Ok;
    }

    private static async Task<IReadOnlyList<(string What, int Count)>> CountAsync(
        RegisterStore store, CancellationToken cancellation)
    {
        var all = new Listing();
        return
        [
            ("services", await store.CountAsync<Service>(all, cancellation)),
            ("staff", await store.CountAsync<Staff>(all, cancellation)),
            ("people", await store.CountAsync<Person>(all, cancellation)),
            ("items", await store.CountAsync<Item>(all, cancellation)),
            ("requests", await store.CountAsync<Request>(all, cancellation)),
            ("decisions", await store.CountAsync<Decision>(all, cancellation)),
            ("disclosures", await store.CountAsync<Disclosure>(all, cancellation)),
        ];
    }
}
