using System.CommandLine;
using Proviso.Identifiers;
using Proviso.Register;
using Proviso.Register.Keys;
using Proviso.Register.Organisation;

namespace Proviso.Cli.Register;

/// <summary><c>proviso init</c>: a new store with its keys.</summary>
internal sealed class InitCommand
{
    private readonly StoreOptions options = new();

    private readonly Option<string> name = new("--name")
    {
        Description = "The organisation's name.",
        HelpName = "NAME",
        Required = true,
    };

    private readonly Option<string> provider = new("--provider")
    {
        Description = "What it is: care-home, home-care, gp-practice, trust, charity ...",
        HelpName = "KIND",
        Required = true,
    };

    private readonly Option<bool> publicly = new("--publicly-funded")
    {
        Description = "Public money pays for its services.",
    };

    private readonly Option<string> word = new("--word")
    {
        Description = "The word that it uses for a person: resident, patient, client ...",
        HelpName = "WORD",
        DefaultValueFactory = _ => "person",
    };

    private readonly Option<string?> ods = new("--ods")
    {
        Description = "Its ODS code.",
        HelpName = "CODE",
    };

    private readonly Option<string?> ledger = new("--ledger")
    {
        Description = "The ledger's name, which is never changed (otherwise made from the "
            + "organisation's).",
        HelpName = "NAME",
    };

    private InitCommand()
    {
    }

    public static Command Create()
    {
        var made = new InitCommand();
        var command = made.options.On(new Command(
            "init", "Make a new store with its keys.")
        {
            made.name, made.provider, made.publicly, made.word, made.ods, made.ledger,
        });
        command.SetAction(RegisterRun.Action(made.RunAsync));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parse, CancellationToken cancellation)
    {
        var (store, keys) = (options.StoreOf(parse), options.KeysOf(parse));
        var profile = Profile(parse);
        await using (var made = await NewStore.CreateAsync(
            store, keys, parse.GetValue(ledger) ?? NewStore.LedgerName(profile.Name),
            cancellation))
        {
            var change = made.Begin(RegisterRun.Console);
            change.Add(RegisterStore.Organisation, profile);
            await change.CommitAsync(cancellation);
            await RegisterRun.SequenceAsync(made, cancellation);
        }

        var output = parse.InvocationConfiguration.Output;
        if (parse.GetValue(options.Json))
            JsonOutput.Write(output, writer => NewStore.WriteMembers(writer, store, keys));
        else
            await NewStore.TellAsync(output, store, keys);
        return ExitCodes.Ok;
    }

    private OrganisationProfile Profile(ParseResult parse)
    {
        var code = default(OdsCode);
        if (parse.GetValue(ods) is { } given
            && !OdsCode.Parse(given).TryGetValue(out code, out var wrong))
        {
            throw new RegisterException(wrong.Code, wrong.Message);
        }

        return new OrganisationProfile
        {
            Name = parse.GetValue(name)!,
            Provider = parse.GetValue(provider)!,
            PubliclyFunded = parse.GetValue(publicly),
            WordForPerson = parse.GetValue(word)!,
            OdsCode = parse.GetValue(ods) is null ? null : code,
        };
    }
}
