using Proviso.Register.Wishes;

namespace Proviso.Register.Tests.Wishes;

/// <summary>What was known at a moment about what stood on a day: random histories in a real
/// store, each read again as of every moment.</summary>
public sealed class KnownAtTests
{
    private static readonly DateOnly Day = new(2026, 3, 1);
    private static readonly Use Use = new("letter", null, "carer", null, "care");

    [Theory, BothEngines]
    public async Task Of_RandomHistory_IsWhatWasRecordedByThen(bool postgres)
    {
        var clock = new TestClock();
        await using var test = await TestStore.CreateAsync(postgres, clock);
        var random = new Random(20_261_122);
        for (var history = 0; history < 5; history++)
        {
            var person = await test.AddPersonAsync();
            var then = new List<(DateTimeOffset At, string Known)>();
            for (var step = 0; step < 12; step++)
            {
                clock.Now += TimeSpan.FromMinutes(random.Next(1, 600));
                await StepAsync(test, person, random);
                then.Add((clock.Now, await ShowAsync(test, person, null)));
            }

            foreach (var (at, known) in then)
                Assert.Equal(known, await ShowAsync(test, person, at));
            for (var i = 1; i < then.Count; i++)
            {
                Assert.Equal(
                    then[i - 1].Known,
                    await ShowAsync(test, person, then[i].At.AddMilliseconds(-1)));
            }
        }

        await test.AssertSoundAsync();
    }

    // Something is said, something is replaced, or something is taken back.
    private static async Task StepAsync(TestStore test, Guid person, Random random)
    {
        var held = await test.Store.OfAsync<Wish>(person);
        var change = test.Store.Begin(TestStore.Somebody);
        if (held.Count == 0 || random.Next(3) == 0)
        {
            change.Add(person, new Wish
            {
                Says = (WishKind)random.Next(3), About = Scope.Everything,
                From = Day.AddDays(random.Next(-5, 5)), TakenBy = TestStore.Somebody,
            });
        }
        else
        {
            var one = held[random.Next(held.Count)];
            change.Revise(one, random.Next(2) == 0
                ? one.Value with { WithdrawnOn = Day.AddDays(random.Next(-5, 5)) }
                : one.Value with { Until = Day.AddDays(random.Next(-5, 5)) });
        }

        await change.CommitAsync();
    }

    private static async Task<string> ShowAsync(TestStore test, Guid person, DateTimeOffset? at)
    {
        var file = await PersonFile.ReadAsync(test.Store, person, at);
        var wishes = await test.Store.OfAsync<Wish>(person, at);
        Assert.Equal(
            file!.Wishes.Select(w => (w.Id, w.Version)), wishes.Select(w => (w.Id, w.Version)));
        var said = wishes.Select(w => $"{w.Id} v{w.Version} {w.Value.Until} {w.Value.WithdrawnOn}");
        var standing = Standing.On(wishes, Use, Day).Select(s => $"{s.Wish.Id} {s.Says} {s.From}");
        return string.Join('\n', said.Concat(standing));
    }
}
