using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Proviso.Register;

namespace Proviso.Web.Api;

/// <summary>
/// Writes what the API records. Writes that wait at the same time are written in one change, so
/// that many share one flush to the disk; each is answered when it is durable.
/// </summary>
internal sealed class Recorder(RegisterStore store) : BackgroundService
{
    private const int MaxWaiting = 10_000;
    private const int MaxTogether = 256;

    private readonly Channel<Write> waiting =
        Channel.CreateBounded<Write>(new BoundedChannelOptions(MaxWaiting) { SingleReader = true });

    /// <summary>Writes, with others or alone.</summary>
    /// <param name="by">Who records it.</param>
    /// <param name="write">Puts it into a change. It may be called again with another one.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>What <paramref name="write"/> gave, after it was written.</returns>
    /// <exception cref="RegisterException">It could not be written.</exception>
    internal async Task<T> CommitAsync<T>(
        Guid by, Func<Change, Task<T>> write, CancellationToken cancellation)
    {
        var given = default(T);
        var one = new Write(by, async change => given = await write(change));
        await waiting.Writer.WriteAsync(one, cancellation);
        await one.Done.Task.WaitAsync(cancellation);
        return given!;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var together = new List<Write>();
        while (await waiting.Reader.WaitToReadAsync(stoppingToken))
        {
            together.Clear();
            while (together.Count < MaxTogether && waiting.Reader.TryRead(out var one))
                together.Add(one);
            foreach (var ofOne in together.GroupBy(w => w.By))
                await CommitAsync([.. ofOne], stoppingToken);
        }
    }

    // What cannot be written together is written one by one, so that none fails for another.
    private async Task CommitAsync(IReadOnlyList<Write> together, CancellationToken stopping)
    {
        try
        {
            var change = store.Begin(together[0].By);
            foreach (var one in together)
                await one.Put(change);
            await change.CommitAsync(stopping);
            foreach (var one in together)
                one.Done.SetResult();
        }
        catch (Exception) when (together.Count > 1)
        {
            foreach (var one in together)
                await CommitAsync([one], stopping);
        }
        catch (Exception e)
        {
            together[0].Done.SetException(e);
        }
    }

    private sealed record Write(Guid By, Func<Change, Task> Put)
    {
        internal TaskCompletionSource Done { get; } =
            new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
