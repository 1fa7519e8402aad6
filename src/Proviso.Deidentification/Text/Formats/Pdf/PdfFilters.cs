using System.IO.Compression;

namespace Proviso.Deidentification.Text.Formats.Pdf;

/// <summary>Unpacks streams within limits.</summary>
/// <remarks>ISO 32000-2, 7.4.</remarks>
internal static class PdfFilters
{
    /// <summary>Most bytes that one stream may unpack to.</summary>
    public const int MostUnpacked = 64 << 20;

    /// <summary>The bytes of a stream after its filters.</summary>
    public static byte[] Unpack(PdfDictionary stream)
    {
        var bytes = stream.Packed?.ToArray() ?? [];
        var filter = stream.Get("/Filter");
        string[] names = filter is PdfArray array
            ? [.. array.Items.Select(PdfValues.NameOf)]
            : filter is null ? [] : [PdfValues.NameOf(filter)];
        if (names.Length > 3 || Predicts(stream.Get("/DecodeParms")))
        {
            throw new RefusedException(
                "cannot-read-inside", "Text in it is packed in a way that cannot be read.");
        }

        foreach (var name in names)
        {
            bytes = name switch
            {
                "/FlateDecode" or "/Fl" => Inflate(bytes),
                "/ASCIIHexDecode" or "/AHx" => FromHex(bytes),
                "/ASCII85Decode" or "/A85" => FromAscii85(bytes),
                "/LZWDecode" or "/LZW" => FromLzw(bytes),
                _ => throw new RefusedException(
                    "cannot-read-inside",
                    $"Text in it is packed with {name}, which cannot be read."),
            };
        }

        return bytes;
    }

    public static RefusedException TooLarge() => new(
        "unpacks-too-large",
        "It unpacks to more than any real document does, so it is not opened.");

    private static byte[] Inflate(byte[] bytes)
    {
        using var packed = new ZLibStream(new MemoryStream(bytes), CompressionMode.Decompress);
        using var limited = new LimitedStream(packed, MostUnpacked);
        using var result = new MemoryStream();
        try
        {
            limited.CopyTo(result);
        }
        catch (InvalidDataException)
        {
            throw new RefusedException("damaged", "A packed part of the PDF is damaged.");
        }

        return result.ToArray();
    }

    private static byte[] FromHex(byte[] bytes)
    {
        var tokens = new PdfTokens([(byte)'<', .. bytes, (byte)'>']);
        return tokens.Next().Text;
    }

    private static byte[] FromAscii85(byte[] bytes)
    {
        var result = new List<byte>(bytes.Length);
        uint value = 0;
        var have = 0;
        foreach (var c in bytes)
        {
            if (c == '~')
                break;
            if (c == 'z' && have == 0)
                result.AddRange([0, 0, 0, 0]);
            if (c is < (byte)'!' or > (byte)'u')
                continue;
            value = unchecked((value * 85) + (uint)(c - '!'));
            if (++have < 5)
                continue;
            AddBytes(result, value, 4);
            (value, have) = (0, 0);
        }

        if (have > 1)
        {
            for (var i = have; i < 5; i++)
                value = unchecked((value * 85) + 84);
            AddBytes(result, value, have - 1);
        }

        return [.. result];
    }

    private static void AddBytes(List<byte> result, uint value, int count)
    {
        for (var i = 0; i < count; i++)
            result.Add((byte)(value >> (24 - (8 * i))));
    }

    /// <summary>LZW with codes of 9 to 12 bits, widened one code early, as PDF does.</summary>
    private static byte[] FromLzw(byte[] bytes)
    {
        var words = new List<byte[]>();
        Reset(words);
        using var result = new MemoryStream();
        byte[]? before = null;
        long bits = 0;
        int have = 0, width = 9;
        foreach (var one in bytes)
        {
            bits = (bits << 8) | one;
            have += 8;
            if (have < width)
                continue;
            have -= width;
            var code = (int)(bits >> have) & ((1 << width) - 1);
            if (code == 257)
                break;
            if (code == 256)
            {
                Reset(words);
                (before, width) = (null, 9);
                continue;
            }

            if (code > words.Count || (code == words.Count && before is null))
                throw new RefusedException("damaged", "A packed part of the PDF is damaged.");
            var word = code < words.Count ? words[code] : [.. before!, before![0]];
            result.Write(word);
            if (result.Length > MostUnpacked)
                throw TooLarge();
            if (before is not null && words.Count < 4096)
                words.Add([.. before, word[0]]);
            before = word;
            width = words.Count + 1 >= 2048 ? 12 : words.Count + 1 >= 1024 ? 11
                : words.Count + 1 >= 512 ? 10 : 9;
        }

        return result.ToArray();
    }

    private static void Reset(List<byte[]> words)
    {
        words.Clear();
        for (var i = 0; i < 256; i++)
            words.Add([(byte)i]);
        words.Add([]);
        words.Add([]);
    }

    private static bool Predicts(object? settings) => settings switch
    {
        PdfArray array => array.Items.Any(Predicts),
        PdfDictionary one => one.Number("/Predictor", 1) > 1,
        _ => false,
    };
}
