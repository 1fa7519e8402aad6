using System.Text;

namespace Proviso.Deidentification.Text.Formats;

/// <summary>A string, number or name of a JSON document: kept, a part, or a document of its own.
/// </summary>
internal sealed class JsonSlot
{
    private readonly string prefix;
    private readonly string? kept;
    private readonly OpenDocument? inner;
    private readonly bool base64;

    private JsonSlot(
        IReadOnlyList<DocumentPart> parts, string prefix, string? kept, OpenDocument? inner,
        bool base64)
    {
        Parts = parts;
        this.prefix = prefix;
        this.kept = kept;
        this.inner = inner;
        this.base64 = base64;
    }

    public IReadOnlyList<DocumentPart> Parts { get; }

    /// <summary>True for a name whose value is left out.</summary>
    public bool IsDropped { get; private init; }

    public static JsonSlot Dropped { get; } = new([], "", null, null, false) { IsDropped = true };

    public static JsonSlot Kept(string text) => new([], "", text, null, false);

    public static JsonSlot Of(DocumentPart part, string prefix = "") =>
        new([part], prefix, null, null, false);

    public static JsonSlot Of(OpenDocument inner, bool base64) =>
        new(inner.Parts, "", null, inner, base64);

    public string Text(IReadOnlyList<TreatedPart> treated)
    {
        if (kept is not null)
            return kept;
        if (inner is null)
            return prefix + treated[0].Text;
        var bytes = inner.Save(treated);
        if (base64)
            return Convert.ToBase64String(bytes);
        return "<div xmlns=\"http://www.w3.org/1999/xhtml\">" + Encoding.UTF8.GetString(bytes)
            + "</div>";
    }
}

/// <summary>Goes through the slots in the order in which they were made.</summary>
internal sealed class JsonCursor(List<JsonSlot> slots, IReadOnlyList<TreatedPart> treated)
{
    private int slot;
    private int part;

    /// <summary>The next text; null for a name that is left out with its value.</summary>
    public string? Next()
    {
        var one = slots[slot++];
        var mine = new TreatedPart[one.Parts.Count];
        for (var i = 0; i < mine.Length; i++)
            mine[i] = treated[part++];
        return one.IsDropped ? null : one.Text(mine);
    }
}
