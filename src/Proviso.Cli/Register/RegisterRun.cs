using System.CommandLine;
using Proviso.Ledger;
using Proviso.Register;
using Proviso.Register.Keys;
using Proviso.Register.Organisation;

namespace Proviso.Cli.Register;

/// <summary>What the commands over the register share: how a store is opened, and how an error is
/// told.</summary>
internal static class RegisterRun
{
    /// <summary>Who does what is done from the command line when nobody is named.</summary>
    internal static readonly Guid Console = new("00000000-0000-0000-0000-000000000005");

    // Every other error is of what was typed or of the machine.
    private static readonly HashSet<string> Checks = new(StringComparer.Ordinal)
    {
        "seal-broken", "tree-changed", "store-rolled-back", "backup-damaged", "backup-unknown",
    };

    /// <summary>Makes a command's action out of work that throws what went wrong.</summary>
    public static Func<ParseResult, CancellationToken, Task<int>> Action(
        Func<ParseResult, CancellationToken, Task<int>> work) => async (parse, cancellation) =>
    {
        try
        {
            return await work(parse, cancellation);
        }
        catch (RegisterException e)
        {
            return Tell(parse, e.Code, e.Message);
        }
        catch (LedgerException e)
        {
            return Tell(parse, e.Fault.Code, e.Fault.Message);
        }
        catch (OperationCanceledException)
        {
            return Tell(
                parse, "was-stopped", "Stopped. What was done is whole; nothing is half-done.");
        }
        catch (UnauthorizedAccessException)
        {
            return Tell(
                parse, "file-unreadable", "A file or folder cannot be used. Check that the program "
                + "may read and write it.");
        }
    };

    /// <summary>As <see cref="Action"/>, for work on a store that is there.</summary>
    public static Func<ParseResult, CancellationToken, Task<int>> OnStore(
        StoreOptions options,
        Func<RegisterStore, ParseResult, CancellationToken, Task<int>> work) =>
        Action(async (parse, cancellation) =>
        {
            var store = options.StoreOf(parse);
            if (!await RegisterStore.ExistsAsync(store, cancellation))
            {
                throw new RegisterException(
                    "store-missing", "There is no store where --store says. Make one with 'proviso "
                    + "init', or one with invented people with 'proviso demo'.");
            }

            await using var opened = await RegisterStore.OpenAsync(
                store, KeyFolder.Open(options.KeysOf(parse)), TimeProvider.System,
                create: false, cancellation);
            if (opened.UpgradeBackup is { } copy)
            {
                await parse.InvocationConfiguration.Error.WriteLineAsync(
                    $"The store's tables were brought up to date; the store as it was is {copy}.");
            }

            return await work(opened, parse, cancellation);
        });

    /// <summary>Brings what was written into the ledger's tree, so that a program that runs for a
    /// moment leaves a checkpoint that covers it.</summary>
    public static Task SequenceAsync(RegisterStore store, CancellationToken cancellation) =>
        new LedgerSequencer(store.Ledger, store.KeyFolder.Signer).SequenceAsync(cancellation);

    /// <summary>The member of staff with an address; the command line itself when none is given.
    /// </summary>
    /// <exception cref="RegisterException">There is none (<c>staff-missing</c>).</exception>
    public static async Task<Guid> WhoAsync(
        RegisterStore store, string? email, CancellationToken cancellation)
    {
        if (email is null)
            return Console;
        var staff = await store.OfAsync<Staff>(RegisterStore.Organisation, null, cancellation);
        return staff.FirstOrDefault(s => Words.Fold(s.Value.Email) == Words.Fold(email))?.Id
            ?? throw new RegisterException(
                "staff-missing", "No member of staff has that address.");
    }

    private static int Tell(ParseResult parse, string code, string message)
    {
        var refusal = Refusal.Of(parse);
        refusal.Add(code, message);
        return refusal.Exit(Checks.Contains(code) ? ExitCodes.CheckFailed : ExitCodes.BadInput);
    }
}
