using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Proviso.Ledger.Merkle;

namespace Proviso.Ledger.Entries;

/// <summary>
/// One entry of the ledger: what happened to what, who did it and when. It cannot hold personal
/// data: references are UUIDs, everything else is a lower-case code from the caller's closed lists,
/// a time, or a salted hash. Its bytes are canonical JSON (RFC 8785).
/// </summary>
public sealed class LedgerEntry
{
    /// <summary>The longest entry, in bytes: what a C2SP entry bundle can hold.</summary>
    public const int MaxBytes = 65_535;

    /// <summary>The most links, codes or hashes in one entry.</summary>
    public const int MaxMembers = 32;

    /// <summary>The longest code, in characters.</summary>
    public const int MaxCodeLength = 64;

    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
    private readonly byte[] bytes;

    private LedgerEntry(LedgerEntryParts parts)
    {
        // Copies, so that nobody changes afterwards what the bytes say.
        Parts = parts with
        {
            Codes = new Dictionary<string, string>(parts.Codes),
            Hashes = new Dictionary<string, TreeHash>(parts.Hashes),
            Links = new Dictionary<string, Guid>(parts.Links),
        };
        bytes = Write(Parts);
    }

    /// <summary>What the entry says.</summary>
    public LedgerEntryParts Parts { get; }

    /// <summary>What the entry is about.</summary>
    public Guid Subject => Parts.Subject;

    /// <summary>The canonical bytes, which are what is hashed and kept.</summary>
    public ReadOnlyMemory<byte> Bytes => bytes;

    /// <summary>The entry's hash in the tree.</summary>
    public TreeHash LeafHash => TreeHashing.Leaf(bytes);

    /// <summary>Makes an entry.</summary>
    /// <param name="parts">What it says. The time is kept to the millisecond, in UTC.</param>
    /// <exception cref="LedgerException">A part is not allowed (<c>entry-malformed</c>). The
    /// message names the part and never shows its value.</exception>
    public static LedgerEntry Create(LedgerEntryParts parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        var fault = Check(parts);
        return fault is null ? new LedgerEntry(parts) : throw new LedgerException(fault);
    }

    /// <summary>Reads an entry back, and accepts only bytes that this program would have
    /// written.</summary>
    /// <param name="json">The bytes.</param>
    /// <param name="entry">The entry, when it is one.</param>
    /// <param name="fault">What is wrong, when not (<c>entry-malformed</c>).</param>
    public static bool TryParse(
        ReadOnlyMemory<byte> json,
        [NotNullWhen(true)] out LedgerEntry? entry,
        [NotNullWhen(false)] out LedgerFault? fault)
    {
        entry = null;
        fault = null;
        try
        {
            using var document = JsonDocument.Parse(json);
            var parts = Read(document.RootElement);
            fault = Check(parts);
            if (fault is null)
                entry = new LedgerEntry(parts);
        }
        catch (Exception e) when (e is JsonException or FormatException
            or InvalidOperationException or KeyNotFoundException)
        {
            // Told below: the parser's own words may quote the text.
        }

        if (entry is not null && !entry.bytes.AsSpan().SequenceEqual(json.Span))
            entry = null;
        if (entry is null)
            fault ??= Malformed("it is not canonical JSON with the members of an entry");
        return entry is not null;
    }

    private static byte[] Write(LedgerEntryParts parts)
    {
        var json = new JsonObject
        {
            ["actor"] = parts.Actor.ToString("D"),
            ["at"] = Time(parts.At),
            ["kind"] = parts.Kind,
            ["subject"] = parts.Subject.ToString("D"),
            ["v"] = 1,
        };
        if (parts.Book is not null)
            json["book"] = parts.Book;
        Add(json, "codes", parts.Codes, value => value);
        Add(json, "hashes", parts.Hashes, value => value.ToString());
        Add(json, "links", parts.Links, value => value.ToString("D"));
        var plain = JsonSerializer.SerializeToUtf8Bytes(json);
        return CanonicalJson.TryWrite(plain, out var canonical, out var fault)
            ? canonical
            : throw new LedgerException(fault);
    }

    private static void Add<T>(
        JsonObject json, string name, IReadOnlyDictionary<string, T> members, Func<T, string> show)
    {
        if (members.Count > 0)
        {
            json[name] = new JsonObject(members.Select(
                m => KeyValuePair.Create(m.Key, (JsonNode?)show(m.Value))));
        }
    }

    private static LedgerEntryParts Read(JsonElement json)
    {
        if (json.GetProperty("v").GetInt32() != 1)
            throw new FormatException();
        var at = DateTimeOffset.ParseExact(
            json.GetProperty("at").GetString()!, TimeFormat, CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal);
        return new LedgerEntryParts(
            json.GetProperty("kind").GetString()!,
            json.GetProperty("subject").GetGuid(),
            json.GetProperty("actor").GetGuid(),
            at)
        {
            Book = json.TryGetProperty("book", out var book) ? book.GetString() : null,
            Codes = Members(json, "codes", value => value.GetString()!),
            Hashes = Members(json, "hashes", value =>
                TreeHash.TryParse(value.GetString(), out var hash)
                    ? hash : throw new FormatException()),
            Links = Members(json, "links", value => value.GetGuid()),
        };
    }

    private static Dictionary<string, T> Members<T>(
        JsonElement json, string name, Func<JsonElement, T> read)
    {
        var members = new Dictionary<string, T>(StringComparer.Ordinal);
        if (json.TryGetProperty(name, out var found))
        {
            foreach (var member in found.EnumerateObject())
                members[member.Name] = read(member.Value);
        }

        return members;
    }

    private static string Time(DateTimeOffset at) =>
        at.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);

    private static LedgerFault? Check(LedgerEntryParts parts)
    {
        if (parts.Kind is null || !parts.Kind.Split('.').All(IsCode)
            || parts.Kind.Length > MaxCodeLength)
        {
            return Malformed("its kind must be lower-case codes joined by dots");
        }

        if (parts.Book is not null && !IsVersion(parts.Book))
            return Malformed("its book is not a version: a-z, 0-9, '.', '-', '+', a letter first");
        var names = parts.Codes.Keys.Concat(parts.Hashes.Keys).Concat(parts.Links.Keys);
        if (!names.All(IsCode) || !parts.Codes.Values.All(IsCode))
        {
            return Malformed(
                "names and codes are 1 to 64 of a-z, 0-9 and '-', starting with a letter");
        }

        return parts.Codes.Count > MaxMembers || parts.Hashes.Count > MaxMembers
            || parts.Links.Count > MaxMembers
            ? Malformed($"it has more than {MaxMembers} codes, hashes or links")
            : null;
    }

    private static bool IsCode(string? text) =>
        text is { Length: > 0 and <= MaxCodeLength } && char.IsAsciiLetterLower(text[0])
        && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    private static bool IsVersion(string text) =>
        text.Length is > 0 and <= MaxCodeLength && char.IsAsciiLetterLower(text[0])
        && text.All(c =>
            char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '.' or '+');

    private static LedgerFault Malformed(string why) =>
        new("entry-malformed", $"This is not a ledger entry: {why}.");
}
