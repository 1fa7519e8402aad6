using Proviso.Register.Cases;
using Proviso.Register.Organisation;
using Proviso.Rulebook.Compiling;

namespace Proviso.Register.Demo;

/// <summary>
/// Fills a new store with an invented care group: three services, 40 staff, 200 people with
/// families, wishes, letters and notes, and a year of requests that the book decided. Nobody in it
/// exists.
/// </summary>
public static class DemoStore
{
    /// <summary>How many people there are.</summary>
    public const int People = 200;

    /// <summary>About how many requests there are in the year.</summary>
    public const int Requests = 440;

    /// <summary>Fills a store. The same seed, day and book give the same people, dates, ids and
    /// decisions; keys, salts and signatures are never the same. While it runs, the store's clock
    /// is that of the invented year, so nothing else should use the store.</summary>
    /// <param name="store">A store with nothing in it.</param>
    /// <param name="book">The book that decides.</param>
    /// <param name="seed">Any number.</param>
    /// <param name="today">The day on which the story ends.</param>
    /// <param name="progress">Told how many events are done, and how many are known of; more
    /// become known on the way.</param>
    /// <param name="cancellation">Stops the work between two events; the store is then usable and
    /// not full.</param>
    /// <exception cref="RegisterException">There is something in the store
    /// (<c>store-not-empty</c>), or the book and the program do not fit.</exception>
    public static async Task FillAsync(
        RegisterStore store, CompiledBook book, int seed, DateOnly today,
        IProgress<(int Done, int Of)>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        if (await store.CountAsync<OrganisationProfile>(new Listing(), cancellation) > 0)
        {
            throw new RegisterException(
                "store-not-empty", "There is an organisation in this store already, and invented "
                + "people are never put beside real ones. Name a new store.");
        }

        var world = NewWorld(store, new CaseDecider(book), seed, today, cancellation);
        var (time, ids) = (store.Time, store.NewId);
        (store.Time, store.NewId) = (world.Clock, world.Clock.NextId);
        try
        {
            world.Clock.Now = world.Chance.TimeOn(world.Start);
            await world.Organisation.AddAsync(world);
            world.Clock.Now = world.Clock.Now.AddHours(1);
            await world.Recipients.AddAsync(world);
            new DemoPeople(world).Plan(People);
            new DemoCases(world).Plan(Requests);
            await world.Timeline.RunAsync(progress, cancellation);
        }
        finally
        {
            (store.Time, store.NewId) = (time, ids);
        }
    }

    private static DemoWorld NewWorld(
        RegisterStore store, CaseDecider decider, int seed, DateOnly today,
        CancellationToken cancellation)
    {
        var chance = new Random(seed);
        var clock = new DemoClock(new Random(chance.Next()));
        return new DemoWorld
        {
            Store = store,
            Decider = decider,
            Chance = chance,
            Clock = clock,
            Timeline = new DemoTimeline(
                clock, new DateTimeOffset(today.ToDateTime(new TimeOnly(7, 30)), TimeSpan.Zero)),
            Today = today,
            Cancellation = cancellation,
        };
    }
}
