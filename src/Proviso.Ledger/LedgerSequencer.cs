using Proviso.Ledger.Merkle;
using Proviso.Ledger.Notes;
using Proviso.Ledger.Storage;

namespace Proviso.Ledger;

/// <summary>
/// Brings recorded entries into the tree and signs the grown tree. Every server may run one: the
/// store lets one at a time work. Before it signs, it checks that the stored tree is the one that
/// was signed last, so that its signature never covers up a change by hand.
/// </summary>
public sealed class LedgerSequencer
{
    /// <summary>The most entries brought in at one turn, which bounds how long others
    /// wait.</summary>
    public const int MaxTurn = 16_384;

    private readonly LedgerStore store;
    private readonly LedgerSigner signer;
    private SignedCheckpoint? last;

    /// <summary>Makes a sequencer.</summary>
    /// <param name="store">A store that <see cref="LedgerStore.CreateAsync"/> has made.</param>
    /// <param name="signer">The ledger's key. The caller disposes it after the last turn.</param>
    public LedgerSequencer(LedgerStore store, LedgerSigner signer)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(signer);
        this.store = store;
        this.signer = signer;
    }

    /// <summary>Brings in all that waits, and signs.</summary>
    /// <param name="cancellation">Stops between turns.</param>
    /// <returns>The newest checkpoint; null when nothing waited.</returns>
    /// <exception cref="LedgerException">The database cannot be used; or the stored tree is not the
    /// one that was signed (<c>tree-changed</c>), or is older than one that this sequencer signed
    /// (<c>store-rolled-back</c>). Nothing was changed then.</exception>
    public async Task<SignedCheckpoint?> SequenceAsync(CancellationToken cancellation = default)
    {
        SignedCheckpoint? newest = null;
        while (true)
        {
            var (checkpoint, full) = await TurnAsync(cancellation);
            newest = checkpoint ?? newest;
            if (!full)
                return newest;
        }
    }

    /// <summary>
    /// Sequences again and again until told to stop. A database that is gone for a while, or full,
    /// is reported once and tried again at every turn, so that work goes on by itself.
    /// </summary>
    /// <param name="pause">The time between turns; 200 ms keeps every entry under a second.</param>
    /// <param name="time">Whose timers measure the pause.</param>
    /// <param name="onCheckpoint">Told of every new checkpoint, to publish it; or null. When it
    /// throws a <see cref="LedgerException"/>, it is told again at the next turn.</param>
    /// <param name="onFault">Told when something goes wrong, once until it changes.</param>
    /// <param name="cancellation">Tells it to stop.</param>
    public async Task RunAsync(
        TimeSpan pause, TimeProvider time, Func<SignedCheckpoint, Task>? onCheckpoint,
        Action<LedgerFault> onFault, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(onFault);
        LedgerFault? told = null;
        SignedCheckpoint? owed = null;
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                owed = await SequenceAsync(cancellation) ?? owed;
                if (owed is not null && onCheckpoint is not null)
                    await onCheckpoint(owed);
                (owed, told) = (null, null);
            }
            catch (LedgerException e)
            {
                if (e.Fault != told)
                    onFault(e.Fault);
                told = e.Fault;
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                return;
            }

            await Task.Delay(pause, time, cancellation)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private Task<(SignedCheckpoint? Checkpoint, bool Full)> TurnAsync(
        CancellationToken cancellation) => store.GuardAsync(async () =>
    {
        await using var turn = await store.BeginSequencingAsync(cancellation);
        var state = turn.State;
        var pending = await turn.TakeAsync(MaxTurn, cancellation);
        if (pending.Count == 0 && state.Note.Length > 0)
            return (null, false);

        var edge = await TreeEdge.ReadAsync(turn, cancellation);
        CheckUnchanged(state, edge.Root());
        foreach (var entry in pending)
            edge.Add(TreeHashing.Leaf(entry.Bytes));
        var signed = SignedCheckpoint.Sign(edge.Size, edge.Root(), signer);
        await edge.WriteAsync(turn, cancellation);
        await turn.CommitAsync(pending, signed.Note, cancellation);
        last = signed;
        return ((SignedCheckpoint?)signed, pending.Count == MaxTurn);
    });

    private void CheckUnchanged(LedgerState state, TreeHash root)
    {
        if (state.Origin != signer.PublicKey.Name)
        {
            throw new LedgerException(new(
                "origin-wrong",
                $"The store holds the ledger '{state.Origin}', and the key is that of "
                + $"'{signer.PublicKey.Name}'."));
        }

        if (last is not null && state.Size < last.Size)
        {
            throw new LedgerException(new(
                "store-rolled-back",
                $"The store holds {state.Size} entries, and {last.Size} were signed before: it was "
                + "put back to an older state. Nothing was signed. Restore the newest backup, or "
                + "start a new ledger."));
        }

        if (state.Note.Length == 0 && state.Size == 0)
            return;
        if (!SignedCheckpoint.TryOpen(state.Note, signer.PublicKey, out var signed, out var fault))
            throw new LedgerException(fault);
        if (signed.Size != state.Size || signed.Checkpoint.Root != root)
        {
            throw new LedgerException(new(
                "tree-changed",
                "The stored tree is not the one that was signed: somebody edited the database. "
                + "Nothing was signed. Run 'proviso ledger verify' to see what was changed."));
        }
    }
}
