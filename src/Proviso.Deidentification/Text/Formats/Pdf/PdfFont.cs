
namespace Proviso.Deidentification.Text.Formats.Pdf;

/// <summary>A shown character.</summary>
/// <param name="Text">What it stands for; null where the font does not tell.</param>
/// <param name="Width">Its width in parts of the font's size.</param>
/// <param name="IsSpace">True for the code 32 of one byte, to which word spacing is added.
/// </param>
internal readonly record struct PdfGlyph(string? Text, double Width, bool IsSpace);

/// <summary>A font, as far as it is needed to read text: what codes stand for, and how wide
/// they are.</summary>
/// <remarks>ISO 32000-2, 9.5 to 9.10.</remarks>
internal sealed class PdfFont
{
    // Helvetica from the space to the tilde, in thousandths; for fonts that bring no widths.
    private static readonly short[] UsualWidths =
    [
        278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556,
        556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722,
        722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722,
        667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556,
        556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500,
        500, 334, 260, 334, 584,
    ];

    private readonly bool composite;
    private readonly bool fixedPitch;
    private readonly bool signs;
    private readonly string?[] letters = new string?[256];
    private readonly PdfCharacterMap? toUnicode;
    private readonly PdfCharacterMap? codes;
    private readonly Dictionary<int, double> widths = [];
    private readonly double usualWidth = double.NaN;
    private readonly double unit = 0.001;

    public PdfFont(PdfDictionary font)
    {
        var name = font.Name("/BaseFont");
        composite = font.Name("/Subtype") == "/Type0";
        signs = ((string[])["Symbol", "Dingbats", "Wingdings", "Webdings"])
            .Any(s => name.Contains(s, StringComparison.OrdinalIgnoreCase));
        fixedPitch = name.Contains("Courier", StringComparison.OrdinalIgnoreCase);
        if (font.Dictionary("/ToUnicode") is { Packed: not null } map)
            toUnicode = new PdfCharacterMap(map.Unpack());
        if (composite)
        {
            if (font.Dictionary("/Encoding") is { Packed: not null } encoding)
                codes = new PdfCharacterMap(encoding.Unpack());
            CompositeKind(font.Name("/Encoding"));
            var inner = PdfValues.Items(font.Array("/DescendantFonts")).FirstOrDefault()
                as PdfDictionary;
            usualWidth = inner?.Number("/DW", 1000) ?? 1000;
            CompositeWidths(inner?.Array("/W"));
            return;
        }

        if (font.Name("/Subtype") == "/Type3")
        {
            unit = PdfValues.Number(
                PdfValues.Items(font.Array("/FontMatrix")).FirstOrDefault(), 0.001);
        }

        SimpleLetters(font);
        var first = (int)font.Number("/FirstChar");
        foreach (var width in PdfValues.Items(font.Array("/Widths")))
            widths[first++] = PdfValues.Number(width);
        if (font.Dictionary("/FontDescriptor") is { } told && widths.Count > 0)
            usualWidth = told.Number("/MissingWidth");
    }

    /// <summary>Reads a shown string.</summary>
    public IEnumerable<PdfGlyph> Read(byte[] shown)
    {
        for (var at = 0; at < shown.Length;)
        {
            var before = at;
            var code = !composite ? shown[at++] : codes is null
                ? PdfCharacterMap.TwoBytes(shown, ref at) : codes.NextCode(shown, ref at);
            var text = toUnicode?.TextOf(code);
            if (text is null && !composite)
                text = letters[code];
            if (text is null && signs)
                text = "\u2022";
            yield return new PdfGlyph(
                text is null ? null : Plain(text), WidthOf(code, text),
                code == 32 && at - before == 1);
        }
    }

    private static void CompositeKind(string encoding)
    {
        if (encoding.EndsWith("-V", StringComparison.Ordinal))
        {
            throw new RefusedException(
                "cannot-read-inside", "It has text that is written from top to bottom.");
        }
    }

    private double WidthOf(int code, string? text)
    {
        if (widths.TryGetValue(code, out var width))
            return width * unit;
        if (!double.IsNaN(usualWidth))
            return usualWidth * unit;
        if (fixedPitch)
            return 0.6;
        return text is { Length: > 0 } && text[0] is >= ' ' and <= '~'
            ? UsualWidths[text[0] - ' '] / 1000.0 : 0.556;
    }

    /// <summary>Ligatures become their letters, spaces plain ones; a sign of the private area is
    /// an icon that only its font knows.</summary>
    private static string Plain(string text)
    {
        if (text.Length == 1 && text[0] is > ' ' and < '\u007F')
            return text;
        var plain = new System.Text.StringBuilder(text.Length);
        foreach (var c in text)
        {
            _ = c switch
            {
                '\uFB00' => plain.Append("ff"),
                '\uFB01' => plain.Append("fi"),
                '\uFB02' => plain.Append("fl"),
                '\uFB03' => plain.Append("ffi"),
                '\uFB04' => plain.Append("ffl"),
                '\uFB05' or '\uFB06' => plain.Append("st"),
                >= '\uE000' and <= '\uF8FF' => plain.Append('\u2022'),
                '\u00AD' => plain.Append('-'),
                _ when char.IsControl(c) || char.IsWhiteSpace(c) => plain.Append(' '),
                _ => plain.Append(c),
            };
        }

        return plain.ToString();
    }

    private void SimpleLetters(PdfDictionary font)
    {
        var encoding = font.Get("/Encoding");
        var descriptor = font.Dictionary("/FontDescriptor");
        var symbolic = descriptor is not null && ((int)descriptor.Number("/Flags") & 4) != 0;
        var named = encoding as PdfDictionary;
        var basis = PdfEncodings.Named(
            named is null ? PdfValues.NameOf(encoding) : named.Name("/BaseEncoding"));
        if (basis is null && !signs && !symbolic && font.Name("/Subtype") != "/Type3")
            basis = PdfEncodings.Named("/StandardEncoding");
        basis?.CopyTo(letters, 0);
        letters[32] ??= " ";
        var code = 0;
        foreach (var item in PdfValues.Items(named?.Array("/Differences")))
        {
            if (PdfValues.NameOf(item) is { Length: > 0 } glyph)
            {
                if (code is >= 0 and < 256)
                    letters[code] = PdfEncodings.TextOf(glyph);
                code++;
            }
            else
            {
                code = (int)PdfValues.Number(item);
            }
        }
    }

    /// <summary>Reads <c>c [w1 w2 …]</c> and <c>first last w</c>.</summary>
    private void CompositeWidths(PdfArray? array)
    {
        var items = PdfValues.Items(array).ToArray();
        for (var i = 0; i + 1 < items.Length;)
        {
            var first = (int)PdfValues.Number(items[i]);
            if (items[i + 1] is PdfArray list)
            {
                foreach (var width in PdfValues.Items(list))
                    widths[first++] = PdfValues.Number(width);
                i += 2;
                continue;
            }

            if (i + 2 >= items.Length)
                return;
            var last = Math.Min((int)PdfValues.Number(items[i + 1]), 0xFFFF);
            for (var code = first; code <= last; code++)
                widths[code] = PdfValues.Number(items[i + 2]);
            i += 3;
        }
    }
}
