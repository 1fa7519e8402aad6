using System.Buffers.Binary;
using System.Reflection;
using System.Text;

namespace Proviso.Deidentification.Text.Formats.Pdf;

/// <summary>
/// The one font that new PDFs are written with. It is part of the library, so that what is
/// written does not depend on the machine.
/// </summary>
/// <remarks>OpenType specification 1.9: cmap format 12, glyf, head, hhea, hmtx, loca.</remarks>
internal sealed class TrueTypeFont
{
    private static readonly Lazy<TrueTypeFont> Shared = new(Read);
    private static readonly string[] Needed =
        ["cvt ", "fpgm", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "prep"];

    private readonly byte[] bytes;
    private readonly Dictionary<string, (int At, int Length)> tables = [];
    private readonly Dictionary<int, int> glyphs = [];

    private TrueTypeFont(byte[] bytes)
    {
        this.bytes = bytes;
        for (var i = 0; i < U16(4); i++)
        {
            var at = 12 + (16 * i);
            tables[Encoding.ASCII.GetString(bytes, at, 4)] = (U32(at + 8), U32(at + 12));
        }

        ReadCharacters();
    }

    /// <summary>The font; reading is done once.</summary>
    public static TrueTypeFont Instance => Shared.Value;

    private int Units => U16(tables["head"].At + 18);

    /// <summary>The glyph of a character; 0 where the font has none.</summary>
    public int GlyphOf(Rune character) => glyphs.GetValueOrDefault(character.Value);

    /// <summary>How wide a glyph is, in thousandths of the size.</summary>
    public int WidthOf(int glyph)
    {
        var last = U16(tables["hhea"].At + 34) - 1;
        return U16(tables["hmtx"].At + (4 * Math.Min(glyph, last))) * 1000 / Units;
    }

    /// <summary>The first character that the font does not have; null where it has all.</summary>
    public string? Missing(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is not ('\t' or '\n' or '\r') && GlyphOf(rune) == 0)
                return rune.ToString();
        }

        return null;
    }

    /// <summary>The font with the outlines of these glyphs alone; the others are empty.</summary>
    public byte[] Subset(IEnumerable<int> used)
    {
        var kept = new SortedSet<int> { 0 };
        foreach (var glyph in used)
            Keep(glyph, kept, 0);
        var outlines = new byte[tables["glyf"].Length];
        foreach (var glyph in kept)
        {
            var (start, end) = OutlineOf(glyph);
            bytes.AsSpan(tables["glyf"].At + start, end - start).CopyTo(outlines.AsSpan(start));
        }

        var result = new byte[12 + (16 * Needed.Length)
            + Needed.Sum(n => (tables[n].Length + 3) & ~3)];
        BinaryPrimitives.WriteInt32BigEndian(result, 0x00010000);
        BinaryPrimitives.WriteInt16BigEndian(result.AsSpan(4), (short)Needed.Length);
        BinaryPrimitives.WriteInt16BigEndian(result.AsSpan(6), 128);
        BinaryPrimitives.WriteInt16BigEndian(result.AsSpan(8), 3);
        BinaryPrimitives.WriteInt16BigEndian(
            result.AsSpan(10), (short)((16 * Needed.Length) - 128));
        var at = 12 + (16 * Needed.Length);
        for (var i = 0; i < Needed.Length; i++)
        {
            var (from, length) = tables[Needed[i]];
            var data = Needed[i] == "glyf" ? outlines : bytes.AsSpan(from, length);
            data.CopyTo(result.AsSpan(at));
            var entry = result.AsSpan(12 + (16 * i), 16);
            Encoding.ASCII.GetBytes(Needed[i], entry);
            BinaryPrimitives.WriteUInt32BigEndian(
                entry[4..], Sum(result.AsSpan(at, (length + 3) & ~3)));
            BinaryPrimitives.WriteInt32BigEndian(entry[8..], at);
            BinaryPrimitives.WriteInt32BigEndian(entry[12..], length);
            at += (length + 3) & ~3;
        }

        return result;
    }

    private static TrueTypeFont Read()
    {
        using var stream = Assembly.GetExecutingAssembly()
            .GetManifestResourceStream("Pdf.DejaVuSansCondensed.ttf")
            ?? throw new InvalidOperationException("The font is not in the library.");
        var whole = new byte[stream.Length];
        stream.ReadExactly(whole);
        return new TrueTypeFont(whole);
    }

    private static uint Sum(ReadOnlySpan<byte> data)
    {
        uint sum = 0;
        for (var i = 0; i + 4 <= data.Length; i += 4)
            sum = unchecked(sum + BinaryPrimitives.ReadUInt32BigEndian(data[i..]));
        return sum;
    }

    /// <summary>Keeps a glyph and the ones that it is put together from: é is e and ´.</summary>
    private void Keep(int glyph, SortedSet<int> kept, int depth)
    {
        if (depth > 8 || !kept.Add(glyph))
            return;
        var (start, end) = OutlineOf(glyph);
        var at = tables["glyf"].At + start;
        if (end == start || unchecked((short)U16(at)) >= 0)
            return;
        int flags;
        at += 10;
        do
        {
            flags = U16(at);
            Keep(U16(at + 2), kept, depth + 1);
            at += 4 + ((flags & 1) != 0 ? 4 : 2);
            at += (flags & 8) != 0 ? 2 : (flags & 0x40) != 0 ? 4 : (flags & 0x80) != 0 ? 8 : 0;
        }
        while ((flags & 0x20) != 0);
    }

    private (int Start, int End) OutlineOf(int glyph)
    {
        var at = tables["loca"].At;
        return U16(tables["head"].At + 50) == 0
            ? (2 * U16(at + (2 * glyph)), 2 * U16(at + (2 * glyph) + 2))
            : (U32(at + (4 * glyph)), U32(at + (4 * glyph) + 4));
    }

    private void ReadCharacters()
    {
        var map = tables["cmap"].At;
        for (var i = 0; i < U16(map + 2); i++)
        {
            var at = map + U32(map + 4 + (8 * i) + 4);
            if (U16(at) != 12)
                continue;
            for (var g = 0; g < U32(at + 12); g++)
            {
                var group = at + 16 + (12 * g);
                for (var c = U32(group); c <= U32(group + 4); c++)
                    glyphs[c] = U32(group + 8) + c - U32(group);
            }
        }
    }

    private int U16(int at) => BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(at));

    private int U32(int at) => BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(at));
}
