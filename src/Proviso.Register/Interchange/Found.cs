using Microsoft.EntityFrameworkCore;
using Proviso.Register.People;
using Proviso.Register.Storage;

namespace Proviso.Register.Interchange;

/// <summary>A record that is there already, or was.</summary>
/// <param name="Kind">The code of its kind.</param>
/// <param name="Owner">The person.</param>
/// <param name="Version">Its current version.</param>
/// <param name="At">When that was recorded.</param>
/// <param name="Value">What it says; null when it was destroyed.</param>
internal sealed record Found(string Kind, Guid Owner, int Version, long At, Kept? Value) : Hidden
{
    // What a database takes as parameters of one question has a limit.
    private const int AtOnce = 500;

    /// <summary>Records by their ids, whatever they are.</summary>
    internal static async Task<Dictionary<Guid, Found>> ByIdAsync(
        RegisterStore store, IReadOnlyCollection<Guid> ids, CancellationToken cancellation)
    {
        var found = new Dictionary<Guid, Found>();
        foreach (var some in ids.Distinct().Chunk(AtOnce))
        {
            await store.GuardAsync(async () =>
            {
                await using var db = store.Engine.Connect();
                var rows = await db.Records.AsNoTracking()
                    .Where(r => some.Contains(r.Id) && r.Until == null)
                    .ToListAsync(cancellation);
                using var opened = await OpenedRows.OpenAsync(store.Keys, db, rows, cancellation);
                foreach (var row in rows)
                {
                    found[row.Id] = new Found(
                        row.Kind, row.Owner, row.Version, row.At, opened.ValueOf(row));
                }

                return true;
            });
        }

        return found;
    }

    /// <summary>People by one kind of number.</summary>
    /// <returns>By the number, everybody who has it.</returns>
    internal static async Task<ILookup<string, Guid>> PeopleAsync(
        RegisterStore store, IReadOnlyCollection<LookUp> lookUps, Func<Person, string?> number,
        CancellationToken cancellation)
    {
        var found = new List<(string, Guid)>();
        foreach (var some in lookUps.Distinct().Chunk(AtOnce))
        {
            var people = await store.FindByAnyAsync<Person>(some, cancellation);
            found.AddRange(people.Select(p => (number(p.Value) ?? "", p.Id)));
        }

        return found.ToLookup(f => f.Item1, f => f.Item2, StringComparer.Ordinal);
    }
}
