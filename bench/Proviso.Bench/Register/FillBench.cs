using System.Diagnostics;
using System.Globalization;
using Proviso.Bench.Rulebook;
using Proviso.Register;
using Proviso.Register.Cases;
using Proviso.Register.Items;
using Proviso.Register.Keys;
using Proviso.Register.People;
using Proviso.Register.Wishes;
using Proviso.Rulebook;
using Proviso.Rulebook.Compiling;
using TestKit;

namespace Proviso.Bench.Register;

/// <summary>
/// From a request to its decision for somebody with twenty years of history: 5,000 items and 200
/// consents, many of them revised. The time holds everything: reading, opening, filling, deciding.
/// </summary>
internal static class FillBench
{
    private const int Items = 5_000;
    private const int Consents = 200;
    private const int Pieces = 3;
    private static readonly Guid Somebody = new("11111111-1111-1111-1111-111111111111");

    public static async Task RunAsync(string[] words)
    {
        var rounds = words.Length > 0 ? int.Parse(words[0], CultureInfo.InvariantCulture) : 500;
        using var folder = new TempFolder();
        var postgres = await PostgresServer.SharedAsync();
        await MeasureAsync("SQLite", folder["store.db"], folder["keys-1"], rounds);
        await MeasureAsync(
            "PostgreSQL", await postgres.CreateDatabaseAsync(), folder["keys-2"], rounds);
    }

    private static async Task MeasureAsync(string engine, string place, string keys, int rounds)
    {
        KeyFolder.Create(keys, "bench.example/ledger").Dispose();
        var clock = new Years();
        await using var store = await RegisterStore.OpenAsync(
            place, KeyFolder.Open(keys), clock, create: true);
        var compiled = new CompiledBook(DirectCare.ReadBook());
        var decider = new CaseDecider(compiled);
        var request = await FillAsync(store, clock, compiled.Book);
        var day = compiled.Book.StatedAt;
        var times = new List<double>();
        for (var round = -rounds / 5; round < rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            var asked = await store.GetAsync<Request>(request);
            var filled = await decider.Filler.FillAsync(store, asked, day);
            foreach (var item in filled)
            {
                _ = decider.Decide(item, day, out var next)
                    ?? throw new InvalidOperationException($"'{next!.Id}' has no answer");
            }

            if (round >= 0)
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        times.Sort();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{engine,-10} fill and decide {Pieces} of {Items:N0} items, {Consents} consents: "
            + $"median {times[rounds / 2]:0.00} ms, 95% {times[rounds * 95 / 100]:0.00} ms, "
            + $"least {times[0]:0.00} ms ({rounds} rounds)"));
    }

    private static async Task<Guid> FillAsync(RegisterStore store, Years clock, Book book)
    {
        var change = store.Begin(Somebody);
        var person = change.AddOwner(new Person { Name = new PersonName("Testperson", "Ada") });
        await change.CommitAsync();
        var kinds = book.FindFact("item-kind")!.Answers.Select(a => a.Id).ToList();
        var purposes = book.FindFact("purpose")!.Answers.Select(a => a.Id).ToList();
        var items = new List<Guid>();
        for (var year = 0; year < 20; year++)
        {
            clock.Now = clock.Now.AddYears(1);
            change = store.Begin(Somebody);
            items.AddRange(Enumerable.Range(0, Items / 20).Select(i => change.Add(
                person, Letter(kinds[i % kinds.Count], clock.Day))));
            for (var i = 0; i < Consents / 20; i++)
            {
                change.Add(person, new Wish
                {
                    Says = i % 3 == 0 ? WishKind.Refusal : WishKind.Consent,
                    About = new Scope
                    {
                        ItemKinds = [kinds[i]], PartyKinds = ["carer"], Purposes = [purposes[i]],
                    },
                    From = clock.Day, TakenBy = Somebody, Explained = "What it is for.",
                });
            }

            await change.CommitAsync();
            await ReviseAsync(store, person);
        }

        change = store.Begin(Somebody);
        var answers = Answers(book, FactScope.Request, clock.Now);
        var request = change.Add(person, new Request
        {
            Stage = RequestStage.Open, Requester = "carer", Purpose = "direct-care",
            ReceivedAt = clock.Now, HandledBy = Somebody, Answers = answers,
            Items = [.. Enumerable.Range(1, Pieces).Select(n => new RequestedItem(
                n, null, items[n * 1_000], "A letter", null,
                Answers(book, FactScope.Item, clock.Now)))],
        });
        await change.CommitAsync();
        return request;
    }

    // Half of a year's consents are taken back, so that there are versions of them.
    private static async Task ReviseAsync(RegisterStore store, Guid person)
    {
        var change = store.Begin(Somebody);
        foreach (var held in (await store.OfAsync<Wish>(person)).TakeLast(Consents / 40))
            change.Revise(held, held.Value with { WithdrawnOn = held.Value.From.AddDays(9) });
        await change.CommitAsync();
    }

    private static Item Letter(string kind, DateOnly day) => new()
    {
        ItemKind = kind, Title = "A letter", Medium = Medium.Letter, Date = day,
        Text = new string('x', 2_000), Mentions = [],
    };

    private static Dictionary<string, GivenAnswer> Answers(
        Book book, FactScope about, DateTimeOffset at) =>
        book.Facts.Where(f => f.About == about && f.FilledBy?.Id is not ("item" or "request"))
            .ToDictionary(
                f => f.Id, f => new GivenAnswer(f.Answers[0].Id, Somebody, at),
                StringComparer.Ordinal);

    private sealed class Years : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2005, 6, 1, 9, 0, 0, TimeSpan.Zero);

        public DateOnly Day => DateOnly.FromDateTime(Now.UtcDateTime);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
