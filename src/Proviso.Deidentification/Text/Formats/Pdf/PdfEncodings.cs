using System.Globalization;
using System.Reflection;
using System.Text;

namespace Proviso.Deidentification.Text.Formats.Pdf;

/// <summary>The encodings of simple fonts, and what the names of glyphs stand for.</summary>
/// <remarks>ISO 32000-2, Annex D; Adobe Glyph List 2.0.</remarks>
internal static class PdfEncodings
{
    // From code 161 on; NUL where the encoding has nothing.
    private const string StandardHigh =
        "¡¢£⁄¥ƒ§¤'“«‹›\uFB01\uFB02\0–†‡·\0¶•‚„”»…‰\0¿\0`´ˆ˜¯˘˙¨\0˚¸\0˝˛ˇ—";

    private static readonly Lazy<Dictionary<string, string>> Names = new(ReadNames);

    /// <summary>The letters of the codes 0 to 255 of a named encoding; null for another name.
    /// </summary>
    public static string?[]? Named(string name) => name switch
    {
        "/WinAnsiEncoding" => OfPage(1252),
        "/MacRomanEncoding" => OfPage(10000),
        "/StandardEncoding" => Standard(),
        _ => null,
    };

    /// <summary>What a glyph's name stands for; null where only the font knows.</summary>
    public static string? TextOf(string glyph)
    {
        var name = glyph.TrimStart('/');
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        if (dot > 0)
            name = name[..dot];
        if (Names.Value.TryGetValue(name, out var text))
            return text;
        if (name.Contains('_', StringComparison.Ordinal))
        {
            var parts = name.Split('_').Select(TextOf).ToArray();
            return Array.TrueForAll(parts, p => p is not null) ? string.Concat(parts) : null;
        }

        var hex = name.StartsWith("uni", StringComparison.Ordinal) && name.Length == 7 ? name[3..]
            : name.StartsWith('u') && name.Length is >= 5 and <= 7 ? name[1..] : "";
        return hex.Length > 0 && int.TryParse(
            hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var point)
            && point is > 31 and < 0xD800 or > 0xDFFF and < 0x110000
            ? char.ConvertFromUtf32(point) : null;
    }

    private static string?[] OfPage(int page)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(page)!;
        var table = new string?[256];
        for (var code = 32; code < 256; code++)
        {
            var text = encoding.GetString([(byte)code]);
            table[code] = char.IsControl(text[0]) ? "\u2022" : text;
        }

        return table;
    }

    private static string?[] Standard()
    {
        var table = new string?[256];
        for (var code = 32; code < 127; code++)
            table[code] = ((char)code).ToString();
        table['\''] = "\u2019";
        table['`'] = "\u2018";
        for (var i = 0; i < StandardHigh.Length; i++)
        {
            if (StandardHigh[i] != '\0')
                table[161 + i] = StandardHigh[i].ToString();
        }

        (table[225], table[227], table[232], table[233]) = ("Æ", "ª", "Ł", "Ø");
        (table[234], table[235], table[241], table[245]) = ("Œ", "º", "æ", "ı");
        (table[248], table[249], table[250], table[251]) = ("ł", "ø", "œ", "ß");
        return table;
    }

    private static Dictionary<string, string> ReadNames()
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        using var stream = Assembly.GetExecutingAssembly()
            .GetManifestResourceStream("Pdf.glyph-names.txt")
            ?? throw new InvalidOperationException("The glyph names are not in the library.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            var cut = line.IndexOf(';', StringComparison.Ordinal);
            if (cut > 0 && line[0] != '#')
            {
                names[line[..cut]] = char.ConvertFromUtf32(int.Parse(
                    line[(cut + 1)..], NumberStyles.AllowHexSpecifier,
                    CultureInfo.InvariantCulture));
            }
        }

        return names;
    }
}
