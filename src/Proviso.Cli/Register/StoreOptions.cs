using System.CommandLine;
using Proviso.Ledger;
using Proviso.Ledger.Storage;
using Proviso.Register;
using Proviso.Register.Keys;

namespace Proviso.Cli.Register;

/// <summary>Where a store and its keys are, the same for every command.</summary>
internal sealed class StoreOptions
{
    /// <summary>The environment variable that may name the store.</summary>
    public const string StoreVariable = "PROVISO_STORE";

    /// <summary>The environment variable that may name the folder of the keys.</summary>
    public const string KeysVariable = "PROVISO_KEYS";

    /// <summary>The store.</summary>
    public Option<string?> Store { get; } = new("--store")
    {
        Description = "The SQLite file or the PostgreSQL connection (otherwise what the "
            + $"environment variable {StoreVariable} says).",
        HelpName = "FILE-OR-CONNECTION",
    };

    /// <summary>The keys.</summary>
    public Option<string?> Keys { get; } = new("--keys")
    {
        Description = $"The folder of the keys (otherwise what {KeysVariable} says, or the folder "
            + "beside a SQLite file: FILE.keys).",
        HelpName = "FOLDER",
    };

    /// <summary>Whether the answer is JSON.</summary>
    public Option<bool> Json { get; } = new("--json")
    {
        Description = "Print the result as JSON.",
    };

    /// <summary>Gives a command these options.</summary>
    public Command On(Command command)
    {
        command.Add(Store);
        command.Add(Keys);
        command.Add(Json);
        return command;
    }

    /// <summary>The store as it was named.</summary>
    /// <exception cref="RegisterException">It was not (<c>store-unclear</c>).</exception>
    public string StoreOf(ParseResult parse) =>
        parse.GetValue(Store) is { Length: > 0 } given ? given
        : Environment.GetEnvironmentVariable(StoreVariable) is { Length: > 0 } set ? set
        : throw new RegisterException(
            "store-unclear", "Say which store: --store FILE-OR-CONNECTION, or the environment "
            + $"variable {StoreVariable}.");

    /// <summary>The folder of the keys as it was named, or as it follows from the store.
    /// </summary>
    /// <exception cref="RegisterException">It does not follow (<c>keys-unclear</c>).</exception>
    public string KeysOf(ParseResult parse)
    {
        if (parse.GetValue(Keys) is { Length: > 0 } given)
            return given;
        if (Environment.GetEnvironmentVariable(KeysVariable) is { Length: > 0 } set)
            return set;
        var store = StoreOf(parse);
        return IsFile(store)
            ? KeyFolder.Beside(store)
            : throw new RegisterException(
                "keys-unclear", "Say where the keys are: --keys FOLDER, or the environment "
                + $"variable {KeysVariable}. Only a SQLite file has a place beside it.");
    }

    /// <summary>Whether a store is a SQLite file.</summary>
    public static bool IsFile(string store)
    {
        try
        {
            var opened = LedgerStore.Open(store);
            var isFile = opened is SqliteLedgerStore;
            opened.DisposeAsync().AsTask().GetAwaiter().GetResult();
            return isFile;
        }
        catch (LedgerException e)
        {
            throw new RegisterException(e.Fault.Code, e.Fault.Message, e);
        }
    }
}
