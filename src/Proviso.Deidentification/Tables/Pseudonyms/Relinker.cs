using System.Text;
using Proviso.Deidentification.Tables.Reading;

namespace Proviso.Deidentification.Tables.Pseudonyms;

/// <summary>One of the releases that are linked again.</summary>
/// <param name="Input">The release: UTF-8 text with headings.</param>
/// <param name="Delimiter">Its delimiter.</param>
/// <param name="Mapping">Its mapping.</param>
/// <param name="Output">Where it goes with new pseudonyms.</param>
public sealed record RelinkSide(string Input, char Delimiter, Mapping Mapping, string Output);

/// <summary>What linking two releases again came to.</summary>
/// <param name="FirstRows">Rows of the first.</param>
/// <param name="SecondRows">Rows of the second.</param>
/// <param name="FirstPersons">Different people in the first.</param>
/// <param name="SecondPersons">Different people in the second.</param>
/// <param name="BothPersons">Different people who are in both.</param>
public sealed record RelinkResult(
    long FirstRows, long SecondRows, long FirstPersons, long SecondPersons, long BothPersons);

/// <summary>Links two releases of different projects again, inside a trusted environment, without
/// showing who anybody is: each pseudonym is replaced by that of a project of its own for the
/// linkage, and dates are moved to that project's shift, so that intervals between the two
/// releases are right. Who somebody is exists in memory only, and the new pseudonyms lead back to
/// neither release without the keys.</summary>
public static class Relinker
{
    /// <summary>Links two releases.</summary>
    /// <param name="first">The first.</param>
    /// <param name="second">The second.</param>
    /// <param name="linkage">The key of the linkage.</param>
    /// <param name="overwrite">Whether files that are there may be replaced.</param>
    /// <exception cref="TableProblemException">A mapping does not say who a row is about
    /// (<c>person-missing</c>) or is not the release's (<c>mapping-other</c>), the linkage has the
    /// key of one of the releases (<c>linkage-not-own</c>), or a value cannot be replaced, by
    /// line. Nothing is left behind.</exception>
    public static RelinkResult Write(
        RelinkSide first, RelinkSide second, ProjectKey linkage, bool overwrite)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        ArgumentNullException.ThrowIfNull(linkage);
        if (linkage.Id == first.Mapping.Header.KeyId || linkage.Id == second.Mapping.Header.KeyId)
        {
            throw new TableProblemException("linkage-not-own",
                "The linkage needs a name and a key of its own: with those of a release, its new "
                + "pseudonyms would be the old ones.");
        }

        var daysMax = Math.Max(
            first.Mapping.Header.ShiftDaysMax, second.Mapping.Header.ShiftDaysMax);
        var one = new Side(first, linkage, daysMax);
        var two = new Side(second, linkage, daysMax);

        // The second is written inside the first, so that there are two outputs or none.
        var secondRows = 0L;
        var firstRows = one.Write(overwrite, () => secondRows = two.Write(overwrite, () => { }));
        return new RelinkResult(
            firstRows, secondRows, one.Persons.Count, two.Persons.Count,
            one.Persons.Count(two.Persons.Contains));
    }

    private sealed class Side(RelinkSide side, ProjectKey linkage, int daysMax)
    {
        private readonly MappingHeader header = side.Mapping.Header;

        public HashSet<string> Persons { get; } = [];

        public long Write(bool overwrite, Action atEnd) =>
            TableRewrite.Write(
                side.Input, side.Delimiter, side.Output, overwrite, Columns, atEnd);

        private List<OutColumn> Columns(IReadOnlyList<string> headings)
        {
            if (header.Person is not { } person || !headings.Contains(person)
                || header.Columns.GetValueOrDefault(person)
                    is not (PseudonymTreatment.Reference or PseudonymTreatment.Shape))
            {
                throw new TableProblemException("person-missing",
                    $"'{side.Input}' cannot be linked: its mapping names no column that says who "
                    + "a row is about, or the release lacks it. Name it with --person when the "
                    + "release is made.");
            }

            if (headings.Any(h => !header.Columns.ContainsKey(h)))
            {
                throw new TableProblemException("mapping-other",
                    $"'{side.Input}' has a column that its mapping does not know. Give the "
                    + "mapping that was made with it.");
            }

            var at = headings.ToList().IndexOf(person);
            var shifts = new Replacements<object>(
                (string value, out string? problem) => ShiftOf(person, value, out problem));
            return [.. headings.Select((heading, place) => new OutColumn(
                heading, MakerOf(heading, place, at, shifts)))];
        }

        private CellMaker MakerOf(
            string heading, int place, int person, Replacements<object> shifts)
        {
            switch (header.Columns[heading])
            {
                case PseudonymTreatment.Keep:
                    return (CsvRecords row, ref string? _) => row[place];
                case PseudonymTreatment.Date:
                    return (CsvRecords row, ref string? problem) =>
                        row[place].IsEmpty
                            ? []
                            : Shift(row[place], shifts.Of(row[person], ref problem), ref problem);
                default:
                    var made = new Replacements<byte[]>((string value, out string? problem) =>
                        NewReference(heading, value, out problem));
                    return (CsvRecords row, ref string? problem) =>
                        made.Of(row[place], ref problem);
            }
        }

        private byte[]? NewReference(string heading, string value, out string? problem)
        {
            if (Known(heading, value, out problem) is not { } entry)
                return null;
            if (heading == header.Person)
                Persons.Add(ProjectKey.Canonical(entry.Original));
            return Encoding.UTF8.GetBytes(linkage.Reference(entry.Original));
        }

        private object? ShiftOf(string person, string value, out string? problem) =>
            Known(person, value, out problem) is { } entry
                ? linkage.DaysOf(entry.Original, daysMax) - entry.Days
                : null;

        private MappingEntry? Known(string heading, string value, out string? problem)
        {
            var entry = side.Mapping.Find(heading, value);
            problem = entry is null
                ? "a pseudonym that the mapping does not know. Give the mapping that was made with "
                    + "this release"
                : null;
            return entry;
        }

        private static ReadOnlySpan<byte> Shift(
            ReadOnlySpan<byte> cell, object? days, ref string? problem)
        {
            if (days is int shift
                && ShiftedDate.TryShift(Encoding.UTF8.GetString(cell), shift, out var date))
            {
                return Encoding.UTF8.GetBytes(date);
            }

            problem ??= "a value that cannot be shifted as a date";
            return [];
        }
    }
}
