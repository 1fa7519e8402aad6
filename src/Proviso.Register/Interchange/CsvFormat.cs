using System.Globalization;
using CsvHelper;

namespace Proviso.Register.Interchange;

/// <summary>A column of a file.</summary>
/// <param name="Name">Its name in the header.</param>
/// <param name="Required">Whether every row has to say something.</param>
/// <param name="Meaning">What it says.</param>
/// <param name="Example">An example of it.</param>
public sealed record CsvColumn(string Name, bool Required, string Meaning, string Example);

/// <summary>A sort of CSV file, for one kind of record: its columns, how they are read, and how
/// they are written.</summary>
public abstract class CsvFormat
{
    /// <summary>All of them, in the order in which they are imported.</summary>
    public static IReadOnlyList<CsvFormat> All { get; } =
    [
        new PeopleFormat(), new RelatedPeopleFormat(), new AuthoritiesFormat(), new CareFormat(),
        new ItemsFormat(), new WishesFormat(),
    ];

    /// <summary>Its name, such as <c>people</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Its columns.</summary>
    public abstract IReadOnlyList<CsvColumn> Columns { get; }

    /// <summary>The kind of record.</summary>
    public abstract Type Kind { get; }

    /// <summary>A file to begin with: the header, and one invented row.</summary>
    public string Template()
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using var csv = CsvWriter.Create(text, CsvFile.Written, leaveOpen: true);
        foreach (var column in Columns)
            csv.WriteField(column.Name);
        csv.EndRecord();
        foreach (var column in Columns)
            csv.WriteField(column.Example);
        csv.EndRecord();
        csv.Flush();
        return text.ToString();
    }

    /// <summary>Reads a row.</summary>
    /// <param name="row">Where what is wrong is noted.</param>
    /// <param name="cells">What stands in the columns that the file has.</param>
    internal abstract Incoming? Read(ReadRow row, IReadOnlyDictionary<string, string> cells);

    /// <summary>The rows of a store, or of one person.</summary>
    internal abstract IAsyncEnumerable<(Guid Owner, IReadOnlyList<string?> Cells)> RowsAsync(
        RegisterStore store, Guid? person, AttachmentWriter attachments,
        CancellationToken cancellation);
}

/// <summary>Where attachments go when rows are written.</summary>
/// <param name="Folder">The folder of the CSV file.</param>
/// <param name="Inside">The folder in it.</param>
internal sealed record AttachmentWriter(AttachmentFolder Folder, string Inside);

/// <summary>A column with what it does to a record.</summary>
internal sealed record Field<T>(
    string Name, string Meaning, string Example, Func<Cell, T, T> Set, Func<T, string?> Get,
    bool Required = false);

/// <summary>A sort of file whose rows are records of one kind.</summary>
/// <typeparam name="T">The kind.</typeparam>
public abstract class CsvFormat<T> : CsvFormat
    where T : Kept
{
    private const string IdColumn = "id";
    private const string PersonColumn = "person";
    private IReadOnlyList<Field<T>>? fields;
    private IReadOnlyList<CsvColumn>? columns;

    /// <inheritdoc/>
    public sealed override Type Kind => typeof(T);

    /// <inheritdoc/>
    public sealed override IReadOnlyList<CsvColumn> Columns => columns ??=
    [
        .. KeyColumns,
        .. Fields.Select(f => new CsvColumn(f.Name, f.Required, f.Meaning, f.Example)),
    ];

    private protected IReadOnlyList<Field<T>> Fields => fields ??= Define();

    private protected virtual IEnumerable<CsvColumn> KeyColumns =>
    [
        new(IdColumn, false, "Your own id of the row, or the register's. Without one, a row that "
            + "says something else is another record.", ExampleId),
        new(PersonColumn, true, "The person: NHS number, local number or the register's id.",
            "999 123 4594"),
    ];

    private protected abstract string ExampleId { get; }

    private protected abstract IReadOnlyList<Field<T>> Define();

    /// <summary>A record of which nothing is known yet.</summary>
    private protected abstract T Blank(Surroundings around);

    /// <summary>What no column sees alone.</summary>
    private protected virtual void Check(T record, ReadRow row)
    {
    }

    private protected virtual PersonKey KeyOf(
        ReadRow row, IReadOnlyDictionary<string, string> cells) =>
        PersonKey.Of(cells.GetValueOrDefault(PersonColumn, "").Trim());

    private protected virtual Guid? IdOf(ReadRow row, IReadOnlyDictionary<string, string> cells)
    {
        var id = cells.GetValueOrDefault(IdColumn, "").Trim();
        if (id.Length > OutsideIds.MaxLength)
        {
            row.Refuse(IdColumn, "text-too-long",
                $"Is longer than {OutsideIds.MaxLength} characters.");
        }

        return id.Length > 0
            ? row.Around.Ids.Of(typeof(T), id)
            : row.Around.Ids.OfContent(typeof(T), string.Join('\u001f', Columns.Select(
                c => cells.GetValueOrDefault(c.Name, "").Trim())));
    }

    /// <inheritdoc/>
    internal sealed override Incoming? Read(
        ReadRow row, IReadOnlyDictionary<string, string> cells)
    {
        foreach (var column in Columns.Where(c => c.Required
            && string.IsNullOrWhiteSpace(cells.GetValueOrDefault(c.Name))))
        {
            row.Refuse(column.Name, "cell-empty", $"Is empty. {column.Meaning}");
        }

        var (key, id) = (KeyOf(row, cells), IdOf(row, cells));
        if (row.Refused.Count > 0)
            return null;
        return new Incoming
        {
            At = row.At,
            Kind = typeof(T),
            Person = key,
            Id = id,
            Apply = old => Apply((T?)old, row, cells),
        };
    }

    /// <inheritdoc/>
    internal sealed override async IAsyncEnumerable<(Guid Owner, IReadOnlyList<string?> Cells)>
        RowsAsync(
            RegisterStore store, Guid? person, AttachmentWriter attachments,
            [System.Runtime.CompilerServices.EnumeratorCancellation]
            CancellationToken cancellation)
    {
        if (person is { } one)
        {
            foreach (var held in await store.OfAsync<T>(one, null, cancellation))
                yield return (held.Owner, Written(held, attachments));
            yield break;
        }

        await foreach (var held in store.AllAsync<T>(cancellation))
            yield return (held.Owner, Written(held, attachments));
    }

    private protected virtual IEnumerable<string?> WrittenKeys(Held<T> held) =>
        [held.Id.ToString("D"), held.Owner.ToString("D")];

    private protected virtual string? Written(
        Field<T> field, Held<T> held, AttachmentWriter attachments) => field.Get(held.Value);

    private List<string?> Written(Held<T> held, AttachmentWriter attachments) =>
        [.. WrittenKeys(held), .. Fields.Select(f => Written(f, held, attachments))];

    private Applied Apply(T? old, ReadRow first, IReadOnlyDictionary<string, string> cells)
    {
        var row = new ReadRow(first.At, first.Around, first.Attachments);
        var record = old ?? Blank(row.Around);
        foreach (var field in Fields)
        {
            // An empty cell says nothing: what is there already stays.
            if (cells.TryGetValue(field.Name, out var text) && !string.IsNullOrWhiteSpace(text))
                record = field.Set(new Cell(row, field.Name, text), record);
        }

        if (row.Refused.Count == 0)
            Check(record, row);
        return new Applied(record, row.Refused, row.References);
    }
}
