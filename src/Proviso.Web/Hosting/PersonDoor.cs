using Proviso.Register;
using Proviso.Register.Access;
using Proviso.Register.Organisation;

namespace Proviso.Web.Hosting;

/// <summary>
/// Lets a member of staff see a person, and only what their work needs (AC-1 to AC-4). Every look
/// is recorded in the ledger.
/// </summary>
internal sealed class PersonDoor(
    RegisterStore store, Roster roster, WebSettings settings, TimeProvider time)
{
    private static readonly Role[] Watching =
    [
        Role.CaldicottGuardian, Role.Dpo, Role.Siro, Role.IgLead, Role.SafeguardingLead,
    ];

    /// <summary>What a member of staff may see of a person; null when they may not. Nothing is
    /// recorded.</summary>
    internal async Task<PersonView?> MayAsync(
        SignedIn staff, Guid person, CancellationToken cancellation)
    {
        if (await PersonFile.ReadAsync(store, person, null, cancellation) is not { } file)
            return null;
        var teams = file.Person.Value.Teams;
        var mine = staff.Staff.Teams.Where(teams.Contains).ToHashSet();
        var related = file.Relationships.Any(r => r.Value.Lasts.Covers(roster.Today)
            && (r.Value.With == staff.Id || staff.Staff.Teams.Contains(r.Value.With)));
        var broken = (await store.OfAsync<GlassBreak>(person, null, cancellation)).Any(g =>
            g.Value.By == staff.Id && g.At + settings.GlassBroken > time.GetUtcNow());
        if (broken || staff.Roles.Overlaps(Watching))
            return new PersonView(file, null, broken);
        if (mine.Count == 0 && !related)
            return null;
        var services = await roster.ServicesAsync();
        var kinds = services
            .Where(s => related || s.Value.Teams.Any(t => mine.Contains(t.Id)))
            .SelectMany(s => s.Value.NeedToKnow.Where(n => staff.Roles.Contains(n.Role))
                .SelectMany(n => n.ItemKinds).Concat(s.Value.SafetyCritical));
        return new PersonView(file, kinds.ToHashSet(StringComparer.Ordinal), false);
    }

    /// <summary>As <see cref="MayAsync"/>, and records the look.</summary>
    internal async Task<PersonView?> EnterAsync(
        SignedIn staff, Guid person, CancellationToken cancellation)
    {
        if (await MayAsync(staff, person, cancellation) is not { } view)
            return null;
        var change = store.Begin(staff.Id);
        change.Note("person.viewed", person);
        await change.CommitAsync(cancellation);
        return view;
    }
}

/// <summary>What somebody may see of a person.</summary>
/// <param name="File">What the register knows.</param>
/// <param name="Kinds">The kinds of items that they may see; null for all.</param>
/// <param name="GlassBroken">Whether they broke the glass for it.</param>
internal sealed record PersonView(PersonFile File, IReadOnlySet<string>? Kinds, bool GlassBroken)
{
    /// <summary>Whether an item of a kind may be seen.</summary>
    internal bool MaySee(string itemKind) => Kinds is null || Kinds.Contains(itemKind);

    /// <inheritdoc/>
    public override string ToString() => nameof(PersonView);
}
