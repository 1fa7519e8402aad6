using System.Globalization;
using Proviso.Identifiers;
using Proviso.Register.Items;

namespace Proviso.Register.Interchange;

/// <summary>A row while it is read: what is wrong with it, and what else it names.</summary>
internal sealed class ReadRow(Place at, Surroundings around, AttachmentFolder? attachments)
{
    internal Place At => at;

    internal Surroundings Around => around;

    internal AttachmentFolder? Attachments => attachments;

    internal List<Refusal> Refused { get; } = [];

    internal List<Reference> References { get; } = [];

    internal void Refuse(string column, string code, string reason) =>
        Refused.Add(new Refusal(at, column, code, reason));
}

/// <summary>What stands in one column of a row, or a part of it. What is wrong is noted with the
/// row, never repeating what was written, and something harmless is given back.</summary>
internal sealed class Cell(ReadRow row, string column, string text)
{
    /// <summary>The most characters of what is no free text.</summary>
    internal const int MaxLine = 1_000;

    private static readonly string[] DayForms = ["yyyy-MM-dd", "dd/MM/yyyy"];
    private static readonly DateOnly FirstDay = new(1850, 1, 1);
    private static readonly DateOnly LastDay = new(2199, 12, 31);

    internal Surroundings Around => row.Around;

    internal bool IsEmpty => string.IsNullOrWhiteSpace(text);

    /// <summary>Free text, as it is.</summary>
    internal string Words()
    {
        if (text.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t')))
            Fail("character-unprintable", "Has characters that cannot be printed. Take them out.");
        return text;
    }

    /// <summary>A line of text.</summary>
    internal string Line()
    {
        var line = text.Trim();
        if (line.Length > MaxLine)
            Fail("text-too-long", $"Is longer than {MaxLine} characters.");
        if (line.Any(char.IsControl))
        {
            Fail("character-unprintable",
                "Has a line break or a character that cannot be printed.");
        }

        return line;
    }

    /// <summary>A day.</summary>
    internal DateOnly Day()
    {
        if (!DateOnly.TryParseExact(
            text.Trim(), DayForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            Fail(
                "date-unclear", "Is not a day. Write 2026-01-31, or 31/01/2026 with the day "
                + "first and four digits for the year.");
        }
        else if (day < FirstDay || day > LastDay)
        {
            Fail("date-outside", "Is a day before 1850 or after 2199.");
        }

        return day;
    }

    /// <summary>A day that is not to come.</summary>
    internal DateOnly PastDay()
    {
        var day = Day();
        if (day > Around.Today && day <= LastDay)
            Fail("date-to-come", "Is a day that is still to come.");
        return day;
    }

    /// <summary>A day, where there is one.</summary>
    internal DateOnly? DayOrNone() => IsEmpty ? null : Day();

    internal bool Yes()
    {
        var word = text.Trim().ToLowerInvariant();
        if (word is not ("yes" or "no"))
            Fail("not-yes-or-no", "Write yes or no.");
        return word == "yes";
    }

    /// <summary>One of the words of an enumeration.</summary>
    internal T Code<T>()
        where T : struct, Enum
    {
        var word = text.Trim();
        foreach (var value in Enum.GetValues<T>())
        {
            if (Codes.Of(value) == word)
                return value;
        }

        Fail("code-unknown", "Write one of: "
            + string.Join(", ", Enum.GetValues<T>().Select(v => Codes.Of(v))) + ".");
        return default;
    }

    /// <summary>An answer of one of the book's facts.</summary>
    internal string Answer(string fact)
    {
        var word = text.Trim();
        var answers = Around.Book.FindFact(fact)?.Answers.Select(a => a.Id).ToList() ?? [];
        if (!answers.Contains(word, StringComparer.Ordinal))
        {
            Fail("code-unknown", $"Write an answer of the rule book to '{fact}': "
                + string.Join(", ", answers) + ".");
        }

        return word;
    }

    internal IReadOnlyList<string> Answers(string fact) =>
        [.. Entries().Select(e => e.Answer(fact))];

    internal NhsNumber NhsNumber() => Checked(Identifiers.NhsNumber.Parse(text));

    internal NationalInsuranceNumber NationalInsuranceNumber() =>
        Checked(Identifiers.NationalInsuranceNumber.Parse(text));

    internal Postcode? PostcodeOrNone() => IsEmpty ? null : Checked(Postcode.Parse(text));

    /// <summary>Its entries, each of one part.</summary>
    internal IEnumerable<Cell> Entries() =>
        ListCell.Split(text).Select(e => Part(string.Join('|', e)));

    /// <summary>Its entries, each with its parts.</summary>
    internal IReadOnlyList<T> Entries<T>(int least, int most, Func<Cell[], T> read) =>
        [.. ListCell.Split(text).Select(e => read(Parts(e, least, most)))];

    /// <summary>The parts of its only entry.</summary>
    internal Cell[] Parts(int least, int most)
    {
        var entries = ListCell.Split(text);
        if (entries.Count > 1)
            Fail("list-unclear", "Takes one entry only. Write \\; for a semicolon.");
        return Parts(entries.Count == 0 ? [] : entries[0], least, most);
    }

    /// <summary>What was seen, by whom and when: <c>what|by|on</c>.</summary>
    internal Evidence Evidence()
    {
        var parts = Parts(3, 3);
        return new Evidence(parts[0].Line(), parts[1].StaffOrMe(), parts[2].PastDay());
    }

    /// <summary>Days: <c>from|until</c>, from two parts.</summary>
    internal static Period Period(Cell from, Cell until)
    {
        var period = new Period(from.DayOrNone(), until.DayOrNone());
        if (period.From > period.Until)
            until.Fail("date-order", "Ends before it begins.");
        return period;
    }

    /// <summary>A member of staff by e-mail address or id; whoever imports where nobody is named.
    /// </summary>
    internal Guid StaffOrMe() => IsEmpty ? Around.By
        : Guid.TryParseExact(text.Trim(), "D", out var id) ? id
        : Named("staff", "Name a member of staff by e-mail address, as the register has it.");

    /// <summary>Something by its name in the register.</summary>
    internal Guid Named(string sort, string wanted)
    {
        var found = Around.Named(sort, text.Trim());
        if (found.Count == 0)
            Fail("name-unknown", wanted);
        if (found.Count > 1)
            Fail("name-unclear", "Several go by this name. Give the id.");
        return found.Count == 1 ? found[0] : Guid.Empty;
    }

    /// <summary>A record by the id that its file gave it, or the register's own.</summary>
    internal Guid Record(params Type[] kinds)
    {
        var id = Around.Ids.Of(kinds[0], Line());
        row.References.Add(new Reference(id, column, kinds));
        return id;
    }

    /// <summary>Somebody: a recipient by ODS code or id, or else a related person by id.</summary>
    internal Guid Party() => Around.Named("recipient", text.Trim()) is [var one]
        ? one
        : Record(typeof(People.RelatedPerson), typeof(Recipients.Recipient));

    /// <summary>A file: <c>path|media type|name</c>.</summary>
    internal Attachment? Attachment()
    {
        var parts = Parts(1, 3);
        var path = parts[0].Line();
        if (row.Attachments is not { } folder)
        {
            Fail("attachment-missing", "Attachments cannot be read here.");
            return null;
        }

        if (folder.Read(path, out var bytes) is { } wrong)
        {
            Fail(wrong.Code, wrong.Reason);
            return null;
        }

        var name = parts.Length > 2 && !parts[2].IsEmpty ? parts[2].Line() : Path.GetFileName(path);
        var media = parts.Length > 1 && !parts[1].IsEmpty
            ? parts[1].Line() : "application/octet-stream";
        return new Attachment(name, media, bytes);
    }

    internal void Fail(string code, string reason) => row.Refuse(column, code, reason);

    private Cell[] Parts(string[] parts, int least, int most)
    {
        if (parts.Length < least || parts.Length > most)
        {
            Fail("list-unclear", least == most
                ? $"Needs {least} parts with | between them."
                : $"Needs {least} to {most} parts with | between them.");
        }

        return [.. Enumerable.Range(0, Math.Max(parts.Length, most == int.MaxValue ? least : most))
            .Select(i => Part(i < parts.Length ? parts[i] : ""))];
    }

    private Cell Part(string part) => new(row, column, part);

    private T Checked<T>(ParseResult<T> parsed)
        where T : struct
    {
        if (!parsed.TryGetValue(out var value, out var error))
            Fail(error.Code, error.Message);
        return value;
    }
}
