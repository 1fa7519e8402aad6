using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Proviso.Register;
using Proviso.Register.Organisation;

namespace Proviso.Web.Hosting;

/// <summary>The member of staff who is signed in.</summary>
/// <param name="Id">Their record.</param>
/// <param name="Staff">Who they are.</param>
/// <param name="Roles">What they hold or stand in for today.</param>
internal sealed record SignedIn(Guid Id, Staff Staff, IReadOnlySet<Role> Roles)
{
    /// <summary>The claim that holds the record's id.</summary>
    internal const string Claim = "staff";

    private static readonly object Key = new();

    /// <summary>Who is signed in; null when nobody is, or they do not work here any more.
    /// </summary>
    internal static async Task<SignedIn?> OfAsync(HttpContext http)
    {
        if (http.Items.TryGetValue(Key, out var known))
            return (SignedIn?)known;
        var found = Guid.TryParse(http.User.FindFirstValue(Claim), out var id)
            ? await http.RequestServices.GetRequiredService<Roster>()
                .FindAsync(id, http.RequestAborted)
            : null;
        http.Items[Key] = found;
        return found;
    }

    /// <inheritdoc/>
    public override string ToString() => $"staff {Id:D}";
}

/// <summary>Staff with their roles, remembered for a short while.</summary>
internal sealed class Roster(RegisterStore store, TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);
    private readonly Lock gate = new();
    private Task<Read>? reading;
    private DateTimeOffset readAt;

    /// <summary>Today, where the service is.</summary>
    internal DateOnly Today => DateOnly.FromDateTime(time.GetLocalNow().DateTime);

    /// <summary>A member of staff who works here today.</summary>
    internal async Task<SignedIn?> FindAsync(Guid id, CancellationToken cancellation)
    {
        var staff = await store.FindAsync<Staff>(id, cancellation);
        if (staff is null || !staff.Value.Employed.Covers(Today))
            return null;
        var read = await ReadAsync();
        return new SignedIn(id, staff.Value, read.Holdings
            .Where(h => h.Value.Held.Covers(Today)
                && (h.Value.Holder == id || h.Value.Deputies.Contains(id)))
            .Select(h => h.Value.Role).ToHashSet());
    }

    /// <summary>Whoever holds a role today.</summary>
    internal async Task<IReadOnlyList<Held<RoleHolding>>> HoldersAsync(Role role) =>
        [.. (await ReadAsync()).Holdings.Where(h => h.Value.Role == role
            && h.Value.Held.Covers(Today))];

    /// <summary>The services.</summary>
    internal async Task<IReadOnlyList<Held<Service>>> ServicesAsync() =>
        (await ReadAsync()).Services;

    /// <summary>The organisation.</summary>
    internal async Task<OrganisationProfile?> ProfileAsync() => (await ReadAsync()).Profile;

    /// <summary>Reads anew at the next question.</summary>
    internal void Forget()
    {
        lock (gate)
            reading = null;
    }

    private Task<Read> ReadAsync()
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            if (reading is null || reading.IsFaulted || now - readAt > Fresh)
            {
                readAt = now;
                reading = LoadAsync();
            }

            return reading;
        }
    }

    private async Task<Read> LoadAsync() => new(
        await store.OfAsync<RoleHolding>(RegisterStore.Organisation),
        await store.OfAsync<Service>(RegisterStore.Organisation),
        (await store.OfAsync<OrganisationProfile>(RegisterStore.Organisation)) is [.., var last]
            ? last.Value
            : null);

    private sealed record Read(
        IReadOnlyList<Held<RoleHolding>> Holdings, IReadOnlyList<Held<Service>> Services,
        OrganisationProfile? Profile);
}
