using System.Text;

namespace Proviso.Deidentification.Text.Formats.Pdf;

/// <summary>A name such as <c>/Type</c>, with its slash.</summary>
internal sealed record PdfName(string Value);

/// <summary>A reference to an object by its number.</summary>
internal sealed record PdfReference(int Number);

/// <summary>An array; numbers are doubles, strings byte arrays.</summary>
internal sealed class PdfArray(PdfStore store, IReadOnlyList<object?> items)
{
    /// <summary>The items, through references.</summary>
    public IEnumerable<object?> Items => items.Select(store.Resolve);
}

/// <summary>A dictionary, perhaps with a stream after it.</summary>
internal sealed class PdfDictionary(PdfStore store, IReadOnlyDictionary<string, object?> entries)
{
    /// <summary>The bytes of the stream as they are in the file; null where it has none.</summary>
    public ReadOnlyMemory<byte>? Packed { get; set; }

    public IEnumerable<string> Keys => entries.Keys;

    /// <summary>What an entry holds, through references; null where there is nothing.</summary>
    public object? Get(string key) => store.Resolve(entries.GetValueOrDefault(key));

    public PdfDictionary? Dictionary(string key) => Get(key) as PdfDictionary;

    public PdfArray? Array(string key) => Get(key) as PdfArray;

    public string Name(string key) => (Get(key) as PdfName)?.Value ?? "";

    public double Number(string key, double otherwise = 0) =>
        Get(key) as double? ?? otherwise;

    /// <summary>The bytes of the stream after its filters.</summary>
    public byte[] Unpack() => store.Unpack(this);
}

/// <summary>Reads values whatever their type.</summary>
internal static class PdfValues
{
    // Codes 128 to 160 of the encoding for text outside of pages (ISO 32000-2, Annex D.2).
    private const string DocumentHigh =
        "•†‡…—–ƒ⁄‹›−‰„“”‘’‚™\uFB01\uFB02ŁŒŠŸŽıłœšž\uFFFD€";

    public static IEnumerable<object?> Items(PdfArray? array) => array?.Items ?? [];

    public static double Number(object? value, double otherwise = 0) =>
        value as double? ?? otherwise;

    public static string NameOf(object? value) => (value as PdfName)?.Value ?? "";

    /// <summary>A text string, such as that of a comment; empty where there is none.</summary>
    public static string TextOf(object? value) => value switch
    {
        byte[] text => TextOf(text),
        PdfDictionary { Packed: not null } stream => TextOf(stream.Unpack()),
        _ => "",
    };

    private static string TextOf(byte[] text)
    {
        if (text.AsSpan().StartsWith<byte>([0xFE, 0xFF]))
            return Encoding.BigEndianUnicode.GetString(text, 2, text.Length - 2);
        if (text.AsSpan().StartsWith<byte>([0xFF, 0xFE]))
            return Encoding.Unicode.GetString(text, 2, text.Length - 2);
        if (text.AsSpan().StartsWith<byte>([0xEF, 0xBB, 0xBF]))
            return Encoding.UTF8.GetString(text, 3, text.Length - 3);
        return string.Concat(text.Select(
            b => b is >= 128 and <= 160 ? DocumentHigh[b - 128] : (char)b));
    }
}
