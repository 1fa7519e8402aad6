using Proviso.Register.Organisation;
using Proviso.Register.Recipients;
using Proviso.Rulebook;

namespace Proviso.Register.Interchange;

/// <summary>
/// What reading a file from outside needs to know of the register and the rule book: the answers of
/// the book, and who is here by the names that files use: staff by e-mail, teams by name,
/// organisations by ODS code.
/// </summary>
public sealed class Surroundings
{
    private readonly Dictionary<string, List<Guid>> named = new(StringComparer.Ordinal);

    private Surroundings(Book book, OutsideIds ids, Guid by, DateOnly today)
    {
        Book = book;
        Ids = ids;
        By = by;
        Today = today;
    }

    /// <summary>The rule book, whose answers are the codes.</summary>
    public Book Book { get; }

    /// <summary>The ids of records from outside.</summary>
    public OutsideIds Ids { get; }

    /// <summary>Who imports: who saw and heard, where the file does not say.</summary>
    public Guid By { get; }

    /// <summary>The day.</summary>
    public DateOnly Today { get; }

    /// <summary>Reads them.</summary>
    /// <param name="store">The register.</param>
    /// <param name="book">The rule book.</param>
    /// <param name="by">Who imports.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static async Task<Surroundings> ReadAsync(
        RegisterStore store, Book book, Guid by, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(book);
        var today = DateOnly.FromDateTime(store.Time.GetLocalNow().DateTime);
        var read = new Surroundings(book, new OutsideIds(store), by, today);
        await foreach (var service in store.AllAsync<Service>(cancellation))
        {
            read.Add("service", service.Id.ToString("D"), service.Id);
            read.Add("service", service.Value.Name, service.Id);
            foreach (var team in service.Value.Teams)
            {
                read.Add("team", team.Id.ToString("D"), team.Id);
                read.Add("team", team.Name, team.Id);
            }
        }

        await foreach (var staff in store.AllAsync<Staff>(cancellation))
        {
            read.Add("staff", staff.Id.ToString("D"), staff.Id);
            read.Add("staff", staff.Value.Email, staff.Id);
        }

        await foreach (var recipient in store.AllAsync<Recipient>(cancellation))
        {
            read.Add("recipient", recipient.Id.ToString("D"), recipient.Id);
            if (recipient.Value.OdsCode is { } code)
                read.Add("recipient", code.ToDisplay(), recipient.Id);
        }

        return read;
    }

    /// <summary>Those of a sort who go by a name.</summary>
    /// <param name="sort"><c>team</c>, <c>staff</c> or <c>recipient</c>.</param>
    /// <param name="name">A name, an e-mail address, an ODS code or the register's id.</param>
    /// <returns>One; none when nobody does; several when it is not clear who.</returns>
    public IReadOnlyList<Guid> Named(string sort, string name) =>
        named.TryGetValue(Key(sort, name), out var ids) ? ids : [];

    private void Add(string sort, string name, Guid id)
    {
        var key = Key(sort, name);
        if (!named.TryGetValue(key, out var ids))
            named[key] = ids = [];
        if (!ids.Contains(id))
            ids.Add(id);
    }

    // Folding would make one of ids that differ in their dashes only; there are none.
    private static string Key(string sort, string name) => $"{sort} {Words.Fold(name)}";
}
