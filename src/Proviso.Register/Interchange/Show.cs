using System.Globalization;
using Proviso.Register.People;

namespace Proviso.Register.Interchange;

/// <summary>How values are written in cells.</summary>
internal static class Show
{
    internal static string? Day(DateOnly? day) =>
        day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    internal static string YesNo(bool yes) => yes ? "yes" : "no";

    internal static string? YesNo(bool? yes) => yes is { } known ? YesNo(known) : null;

    internal static string Id(Guid id) => id.ToString("D");

    internal static string? Id(Guid? id) => id?.ToString("D");

    internal static string List(IEnumerable<string> entries) =>
        ListCell.Join(entries.Select(e => new[] { e }));

    internal static string List(IEnumerable<Guid> ids) => List(ids.Select(Id));

    internal static string? Evidence(Evidence? seen) =>
        seen is null ? null : ListCell.Join(Parts(seen));

    internal static string?[] Parts(Evidence seen) =>
        [seen.What, Id(seen.SeenBy), Day(seen.SeenOn)];

    internal static string Contacts(IEnumerable<Contact> contacts) =>
        ListCell.Join(contacts.Select(c => new[] { Codes.Of(c.By), c.Value, c.Note }));

    internal static IReadOnlyList<Contact> ReadContacts(Cell cell) => cell.Entries(
        2, 3, p => new Contact(p[0].Code<ContactBy>(), p[1].Line(), LineOrNone(p[2])));

    internal static string? LineOrNone(Cell cell) => cell.IsEmpty ? null : cell.Line();
}
