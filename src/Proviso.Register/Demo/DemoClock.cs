namespace Proviso.Register.Demo;

/// <summary>The clock of the invented year: it stands where the timeline puts it, and makes ids
/// that are the same for the same seed.</summary>
internal sealed class DemoClock(Random chance) : TimeProvider
{
    private long last;
    private int number;

    internal DateTimeOffset Now { get; set; }

    public override DateTimeOffset GetUtcNow() => Now;

    /// <summary>An id of version 7 (RFC 9562) whose random part is drawn from the seed; ids of
    /// one moment are in the order in which they were made.</summary>
    internal Guid NextId()
    {
        Span<byte> bytes = stackalloc byte[16];
        chance.NextBytes(bytes);
        var time = Now.ToUnixTimeMilliseconds();
        for (var i = 0; i < 6; i++)
            bytes[i] = (byte)(time >> (40 - (8 * i)));
        number = time == last ? number + 1 : 0;
        last = time;
        bytes[6] = (byte)(0x70 | ((number >> 8) & 0x0F));
        bytes[7] = (byte)number;
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}

/// <summary>What happens when, in the order of time, until the morning of the last day.</summary>
internal sealed class DemoTimeline(DemoClock clock, DateOnly last)
{
    private readonly PriorityQueue<Func<Task>, (DateTimeOffset At, int Number)> waiting = new();
    private readonly DateTimeOffset end =
        new(last.ToDateTime(new TimeOnly(7, 30)), TimeSpan.Zero);

    private int number;

    /// <summary>Puts something at its time; what would come after the end does not happen.
    /// </summary>
    internal void At(DateTimeOffset time, Func<Task> what)
    {
        if (time < end)
            waiting.Enqueue(what, (time, number++));
    }

    /// <summary>Lets it happen.</summary>
    /// <param name="progress">Told how many days are done, and of how many.</param>
    /// <param name="cancellation">Stops between two events.</param>
    internal async Task RunAsync(
        IProgress<(int Done, int Of)>? progress, CancellationToken cancellation)
    {
        var start = clock.Now;
        var days = (int)(end - start).TotalDays;
        while (waiting.TryDequeue(out var what, out var when))
        {
            cancellation.ThrowIfCancellationRequested();
            // Two things never happen in the same moment.
            clock.Now = when.At > clock.Now ? when.At : clock.Now.AddMilliseconds(1);
            await what();
            progress?.Report(((int)(clock.Now - start).TotalDays, days));
        }
    }
}
