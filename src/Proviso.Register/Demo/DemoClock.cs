namespace Proviso.Register.Demo;

/// <summary>The clock of the invented year: it stands where the timeline puts it, and makes ids
/// that are the same for the same seed.</summary>
internal sealed class DemoClock(Random chance) : TimeProvider
{
    internal DateTimeOffset Now { get; set; }

    public override DateTimeOffset GetUtcNow() => Now;

    /// <summary>An id of version 7 (RFC 9562) whose random part is drawn from the seed.</summary>
    internal Guid NextId()
    {
        Span<byte> bytes = stackalloc byte[16];
        chance.NextBytes(bytes);
        var time = Now.ToUnixTimeMilliseconds();
        for (var i = 0; i < 6; i++)
            bytes[i] = (byte)(time >> (40 - (8 * i)));
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x70);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}

/// <summary>What happens when, in the order of time.</summary>
internal sealed class DemoTimeline(DemoClock clock, DateTimeOffset end)
{
    private readonly PriorityQueue<Func<Task>, (DateTimeOffset At, int Number)> waiting = new();
    private int number;

    /// <summary>How many things happened, and how many are known of.</summary>
    internal (int Done, int Of) Progress => (number - waiting.Count, number);

    /// <summary>Puts something at its time; what would come after the end does not happen.
    /// </summary>
    internal void At(DateTimeOffset time, Func<Task> what)
    {
        if (time < end)
            waiting.Enqueue(what, (time, number++));
    }

    internal async Task RunAsync(
        IProgress<(int Done, int Of)>? progress, CancellationToken cancellation)
    {
        while (waiting.TryDequeue(out var what, out var when))
        {
            cancellation.ThrowIfCancellationRequested();
            // Two things never happen in the same moment.
            clock.Now = when.At > clock.Now ? when.At : clock.Now.AddMilliseconds(1);
            await what();
            progress?.Report(Progress);
        }
    }
}
