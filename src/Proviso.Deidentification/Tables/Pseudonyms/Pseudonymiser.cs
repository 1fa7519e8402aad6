using System.Text;
using Proviso.Deidentification.Tables.Reading;

namespace Proviso.Deidentification.Tables.Pseudonyms;

/// <summary>What came of pseudonymising a table.</summary>
/// <param name="Rows">Rows written.</param>
/// <param name="Persons">Different people, where a column says who a row is about.</param>
/// <param name="Replaced">Different values that were replaced, by column.</param>
public sealed record PseudonymResult(
    long Rows, long? Persons, IReadOnlyDictionary<string, long> Replaced);

/// <summary>Replaces what identifies people in a file by pseudonyms. The result is still personal
/// data (AN-8): whoever has the keys can go back, and the other columns may single people
/// out (AN-3).</summary>
public sealed class Pseudonymiser
{
    private readonly PseudonymPlan plan;
    private readonly ShapeCipher shapes;
    private readonly Dictionary<string, Dictionary<string, MappingEntry>> entries = [];
    private readonly HashSet<string> persons = [];
    private Replacements<object>? days;

    private Pseudonymiser(PseudonymPlan plan, ShapeCipher shapes)
    {
        this.plan = plan;
        this.shapes = shapes;
    }

    /// <summary>Pseudonymises a file.</summary>
    /// <param name="plan">What happens to each column.</param>
    /// <param name="input">UTF-8 text with headings.</param>
    /// <param name="delimiter">Its delimiter; the output has the same.</param>
    /// <param name="output">Where to write.</param>
    /// <param name="overwrite">Whether a file that is there may be replaced.</param>
    /// <param name="keep">Keeps the mapping; called before the output appears, so that there is
    /// never an output without its mapping.</param>
    /// <exception cref="TableProblemException">The plan does not fit the table; or values that
    /// cannot be replaced, by line. Nothing is left behind.</exception>
    public static PseudonymResult Write(
        PseudonymPlan plan,
        string input,
        char delimiter,
        string output,
        bool overwrite,
        Action<Mapping> keep)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(keep);
        using var cipher = new ShapeCipher(plan.Key);
        var run = new Pseudonymiser(plan, cipher);
        var rows = TableRewrite.Write(
            input, delimiter, output, overwrite, run.Columns, () => keep(run.MappingMade()));
        return new PseudonymResult(
            rows,
            plan.Person is null ? null : run.persons.Count,
            run.entries.ToDictionary(e => e.Key, e => (long)e.Value.Count));
    }

    private Mapping MappingMade() => new(
        new MappingHeader(
            plan.Key.Project, plan.Key.Id, plan.Person, plan.ShiftDaysMax, ColumnsOut()),
        entries);

    private Dictionary<string, PseudonymTreatment> ColumnsOut()
    {
        var columns = plan.Columns
            .Where(c => c.Value is not (PseudonymTreatment.Remove or PseudonymTreatment.Digest))
            .ToDictionary();
        if (plan.DigestOf.Count > 0)
            columns[PseudonymPlan.DigestHeading] = PseudonymTreatment.Digest;
        return columns;
    }

    private List<OutColumn> Columns(IReadOnlyList<string> headings)
    {
        plan.Check(headings);
        var places = headings.Index().ToDictionary(h => h.Item, h => h.Index);
        if (plan.Person is not null)
            days = new Replacements<object>(DaysOf);
        var columns = new List<OutColumn>();
        if (plan.DigestOf.Count > 0)
            columns.Add(DigestColumn([.. plan.DigestOf.Select(name => places[name])]));
        var person = plan.Person is null ? -1 : places[plan.Person];
        foreach (var (heading, place) in places)
        {
            CellMaker? make = plan.Columns[heading] switch
            {
                PseudonymTreatment.Keep => (CsvRecords row, ref string? _) => row[place],
                PseudonymTreatment.Date => DateMaker(place, person),
                PseudonymTreatment.Reference => ValueMaker(heading, place, ReferenceOf),
                PseudonymTreatment.Shape => ValueMaker(heading, place, ShapeOf),
                _ => null,
            };
            if (make is not null)
                columns.Add(new OutColumn(heading, make));
        }

        // Counted even where no date is shifted, and where the column itself is taken out.
        if (person >= 0 && columns.Count > 0)
            columns[0] = Counting(columns[0], person);
        return columns;
    }

    private OutColumn Counting(OutColumn first, int person) =>
        first with
        {
            Make = (CsvRecords row, ref string? problem) =>
            {
                days!.Of(row[person], ref problem);
                return first.Make(row, ref problem);
            },
        };

    private object? DaysOf(string value, out string? problem)
    {
        problem = null;
        persons.Add(ProjectKey.Canonical(value));
        return plan.ShiftsDates ? plan.Key.DaysOf(value, plan.ShiftDaysMax) : 0;
    }

    private CellMaker ValueMaker(
        string heading, int place, Func<string, (string Original, string? Made, string? Why)> make)
    {
        var mine = entries[heading] = [];
        var isPerson = heading == plan.Person && plan.ShiftsDates;
        var made = new Replacements<byte[]>((string value, out string? problem) =>
        {
            (var original, var pseudonym, problem) = make(value);
            if (pseudonym is null)
                return null;
            mine[pseudonym] = new MappingEntry(original, pseudonym,
                isPerson ? plan.Key.DaysOf(value, plan.ShiftDaysMax) : 0);
            return Encoding.UTF8.GetBytes(pseudonym);
        });
        return (CsvRecords row, ref string? problem) => made.Of(row[place], ref problem);
    }

    private (string Original, string? Made, string? Why) ReferenceOf(string value) =>
        (ProjectKey.Canonical(value), plan.Key.Reference(value), null);

    private (string Original, string? Made, string? Why) ShapeOf(string value) =>
        shapes.Replace(value, out var replacement) is { } why
            ? (value, null, why)
            : (value, replacement, null);

    private CellMaker DateMaker(int place, int person) =>
        (CsvRecords row, ref string? problem) =>
        {
            if (row[place].IsEmpty)
                return [];
            if (days!.Of(row[person], ref problem) is not int shift)
            {
                problem ??= "a date in a row that does not say who it is about";
                return [];
            }

            if (ShiftedDate.TryShift(Encoding.UTF8.GetString(row[place]), shift, out var date))
                return Encoding.UTF8.GetBytes(date);
            problem = "a value that is not a date such as 2026-06-19 or 19/06/2026, or that is "
                + "too near the end of the calendar to be shifted";
            return [];
        };

    private OutColumn DigestColumn(int[] places)
    {
        var mine = entries[PseudonymPlan.DigestHeading] = [];
        var made = new Replacements<byte[]>((string joined, out string? problem) =>
        {
            problem = null;
            var digest = SourceDigest.OfJoined(joined, plan.Salt);
            mine[digest] = new MappingEntry(joined, digest, 0);
            return Encoding.UTF8.GetBytes(digest);
        });
        return new OutColumn(PseudonymPlan.DigestHeading, (CsvRecords row, ref string? problem) =>
        {
            var values = new string[places.Length];
            for (var i = 0; i < places.Length; i++)
                values[i] = Encoding.UTF8.GetString(row[places[i]]);
            return made.Of(Encoding.UTF8.GetBytes(SourceDigest.Join(values)), ref problem);
        });
    }
}
