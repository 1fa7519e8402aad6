using System.Text;
using System.Text.Json;

namespace Proviso.Deidentification.Tables.Pseudonyms;

/// <summary>A value and what stands for it in a release.</summary>
/// <param name="Original">The value.</param>
/// <param name="Pseudonym">What stands for it.</param>
/// <param name="Days">By how many days the person's dates were shifted; 0 if they were not, or
/// if the value does not tell who the row is about.</param>
public sealed record MappingEntry(string Original, string Pseudonym, int Days)
{
    /// <summary>Never the values.</summary>
    public override string ToString() => "an entry of a mapping";
}

/// <summary>What undoes a pseudonymised release: for each column the values and what stands for
/// them. It is kept apart from the release, sealed (AN-8).</summary>
public sealed class Mapping
{
    private readonly Dictionary<string, Dictionary<string, MappingEntry>> entries;

    internal Mapping(
        MappingHeader header, Dictionary<string, Dictionary<string, MappingEntry>> entries)
    {
        Header = header;
        this.entries = entries;
    }

    /// <summary>What the mapping belongs to.</summary>
    public MappingHeader Header { get; }

    /// <summary>Number of entries.</summary>
    public long Count => entries.Values.Sum(e => (long)e.Count);

    /// <summary>Looks a pseudonym up in a column.</summary>
    /// <returns>Its entry; null if the column has none.</returns>
    public MappingEntry? Find(string column, string pseudonym) =>
        entries.TryGetValue(column, out var found) ? found.GetValueOrDefault(pseudonym) : null;

    /// <summary>Looks a pseudonym up in all columns.</summary>
    public IEnumerable<(string Column, MappingEntry Entry)> Find(string pseudonym) =>
        from column in entries
        where column.Value.ContainsKey(pseudonym)
        select (column.Key, column.Value[pseudonym]);

    /// <summary>Writes the mapping, sealed.</summary>
    /// <param name="output">Where it goes.</param>
    /// <param name="secret">What opens it again.</param>
    public void Write(Stream output, SecretText secret) =>
        SealedFile.Write(output, secret, stream =>
        {
            using var lines = new StreamWriter(stream, new UTF8Encoding(false), 1 << 16, true);
            lines.NewLine = "\n";
            lines.WriteLine(JsonSerializer.Serialize(Header));
            foreach (var (column, values) in entries)
            {
                foreach (var e in values.Values)
                {
                    lines.WriteLine(JsonSerializer.Serialize(
                        new Line(column, e.Original, e.Pseudonym, e.Days)));
                }
            }
        });

    /// <summary>Opens a mapping.</summary>
    /// <exception cref="TableProblemException"><c>sealed-unreadable</c>: see
    /// <see cref="SealedFile.Open"/>.</exception>
    public static Mapping Read(Stream input, SecretText secret)
    {
        using var stream = SealedFile.Open(input, secret);
        using var lines = new StreamReader(stream, Encoding.UTF8);
        try
        {
            var header = JsonSerializer.Deserialize<MappingHeader>(lines.ReadLine() ?? "null")
                ?? throw new JsonException();
            var found = new Dictionary<string, Dictionary<string, MappingEntry>>();
            while (lines.ReadLine() is { } text)
            {
                var line = JsonSerializer.Deserialize<Line>(text) ?? throw new JsonException();
                if (!found.TryGetValue(line.Column, out var column))
                    found.Add(line.Column, column = []);
                column[line.Pseudonym] = new(line.Original, line.Pseudonym, line.Days);
            }

            return new Mapping(header, found);
        }
        catch (JsonException)
        {
            throw new TableProblemException("sealed-unreadable",
                "This sealed file does not hold a mapping of this version.");
        }
    }

    private sealed record Line(string Column, string Original, string Pseudonym, int Days);
}

/// <summary>What a mapping belongs to.</summary>
/// <param name="Project">The name of the project.</param>
/// <param name="KeyId">Tells its key from others; see <see cref="ProjectKey.Id"/>.</param>
/// <param name="Person">The column that says who a row is about; null if none was named.</param>
/// <param name="ShiftDaysMax">Largest shift of dates, in days.</param>
/// <param name="Columns">What happened to each column of the release.</param>
public sealed record MappingHeader(
    string Project,
    string KeyId,
    string? Person,
    int ShiftDaysMax,
    IReadOnlyDictionary<string, PseudonymTreatment> Columns);
