using System.Globalization;
using Proviso.Ledger;
using Proviso.Ledger.Storage;
using Proviso.Register.Keeping;
using Proviso.Register.Keys;
using Proviso.Register.People;
using Proviso.Register.Wishes;

namespace Proviso.Register.Tests.Storage;

/// <summary>
/// A server as far as the register is concerned: several writers change people of their own, now
/// and then replace a key or destroy an item, and a sequencer runs and publishes. What is done is
/// acknowledged on standard output. It runs until it is killed, or for a time.
/// </summary>
internal static class CrashWriter
{
    internal const int Writers = 4;

    private static readonly Lock Output = new();

    /// <summary>Takes store, key folder, checkpoint file, first seed, seconds (0: endless).
    /// </summary>
    internal static async Task<int> RunAsync(string[] args)
    {
        var keys = KeyFolder.Open(args[1]);
        await using var store = await RegisterStore.OpenAsync(args[0], keys, TimeProvider.System);
        using var stop = new CancellationTokenSource();
        var sequencer = new LedgerSequencer(store.Ledger, keys.Signer).RunAsync(
            TimeSpan.FromMilliseconds(20), TimeProvider.System,
            checkpoint => CheckpointFile.PublishAsync(
                store.Ledger, keys.Signer.PublicKey, args[2]),
            problem => Console.Error.WriteLine(problem), stop.Token);
        var first = int.Parse(args[3], CultureInfo.InvariantCulture);
        var seconds = int.Parse(args[4], CultureInfo.InvariantCulture);
        using var end = new CancellationTokenSource();
        if (seconds > 0)
            end.CancelAfter(TimeSpan.FromSeconds(seconds));
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(
            () => WriteAsync(store, first + writer, end.Token))));
        await stop.CancelAsync();
        await sequencer;
        return 0;
    }

    private static async Task WriteAsync(
        RegisterStore store, int seed, CancellationToken end)
    {
        for (; !end.IsCancellationRequested; seed += Writers)
        {
            var change = store.Begin(TestStore.Somebody);
            var person = change.AddOwner(Person(seed));
            var item = change.Add(person, TestStore.Letter("first"));
            change.Add(person, Wish);
            await change.CommitAsync(CancellationToken.None);
            Acknowledge($"{seed} 1 {person:D}");

            var held = await store.GetAsync<Person>(person, CancellationToken.None);
            change = store.Begin(TestStore.Somebody);
            change.Revise(held, held.Value with { Language = "Welsh" });
            change.Add(person, TestStore.Letter("second"));
            await change.CommitAsync(CancellationToken.None);
            Acknowledge($"{seed} 2 {person:D}");

            if (seed % 3 == 0)
                await new Rekeying(store).PersonAsync(person, null, CancellationToken.None);
            if (seed % 4 == 0)
            {
                await new Destroying(store).RecordAsync(
                    item, "test", TestStore.Somebody, TestStore.Somebody, CancellationToken.None);
                Acknowledge($"{seed} 3 {person:D}");
            }
        }
    }

    internal static Person Person(int seed) => new()
    {
        Name = new PersonName("Testperson", "Ada"),
        LocalNumber = seed.ToString(CultureInfo.InvariantCulture),
    };

    private static Wish Wish => new()
    {
        Says = WishKind.Consent, About = Scope.Everything, From = new DateOnly(2026, 1, 1),
        TakenBy = TestStore.Somebody,
    };

    // Written and flushed whole: what is printed is acknowledged.
    private static void Acknowledge(string line)
    {
        lock (Output)
        {
            Console.Out.Write(line + "\n");
            Console.Out.Flush();
        }
    }
}
