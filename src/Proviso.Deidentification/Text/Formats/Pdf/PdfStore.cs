using System.Globalization;

namespace Proviso.Deidentification.Text.Formats.Pdf;

/// <summary>
/// The objects of a PDF by their numbers. They are found by looking through the whole file, and
/// the last of a number counts, as it does after a change that was saved by appending. So a
/// broken or forged table of contents hides nothing and misleads nobody.
/// </summary>
/// <remarks>ISO 32000-2, 7.3.10 and 7.5.</remarks>
internal sealed class PdfStore
{
    private const int MostObjects = 1_000_000;
    private const int MostFailures = 1000;
    private const long MostUnpacked = 512L << 20;
    private const long MostLooked = 1L << 30;
    private readonly byte[] content;
    private readonly Dictionary<int, (byte[] Source, int At)> places = [];
    private readonly Dictionary<int, object?> read = [];
    private readonly List<PdfDictionary> trailers = [];
    private long unpacked;
    private int nextObject = -1;
    private int nextTrailer = -1;
    private long looked;
    private int failures;

    public PdfStore(byte[] content)
    {
        this.content = content;
        if (content.AsSpan(0, Math.Min(1024, content.Length)).IndexOf("%PDF-"u8) < 0)
            throw new RefusedException("damaged", "It is not a PDF.");
        for (var at = 0; at >= 0 && at < content.Length;)
            at = ReadNext(at);
        Catalogue = trailers.Select(t => t.Dictionary("/Root")).LastOrDefault(r => r is not null)
            ?? throw new RefusedException("damaged", "It is not a whole PDF: it has no contents.");
    }

    /// <summary>The root of everything that a reader shows.</summary>
    public PdfDictionary Catalogue { get; }

    /// <summary>Every object that has a number.</summary>
    public IEnumerable<object?> All => places.Keys.Select(n => Resolve(new PdfReference(n)));

    /// <summary>Follows references to what they lead to.</summary>
    public object? Resolve(object? value)
    {
        for (var steps = 0; value is PdfReference reference; steps++)
        {
            if (steps > 20 || !places.TryGetValue(reference.Number, out var place))
                return null;
            if (!read.TryGetValue(reference.Number, out value))
                read[reference.Number] = value = ReadAt(place.Source, place.At);
        }

        return value;
    }

    /// <summary>Unpacks a stream, and counts what all streams together unpack to.</summary>
    public byte[] Unpack(PdfDictionary stream)
    {
        var bytes = PdfFilters.Unpack(stream);
        unpacked += bytes.Length;
        if (unpacked > MostUnpacked)
            throw PdfFilters.TooLarge();
        return bytes;
    }

    /// <summary>Reads the next object or trailer.</summary>
    /// <returns>Where to go on; -1 at the end.</returns>
    private int ReadNext(int at)
    {
        // Each search goes on from where it last found something, so all together are linear.
        if (nextObject < at)
            nextObject = PlaceOf("obj"u8, at);
        if (nextTrailer < at)
            nextTrailer = PlaceOf("trailer"u8, at);
        if (nextTrailer < nextObject)
        {
            ReadTrailer(nextTrailer + 7);
            return nextTrailer + 7;
        }

        if (nextObject == int.MaxValue)
            return -1;
        var after = nextObject + 3;
        if (NumberBefore(nextObject) is not { } number)
            return after;
        places[number] = (content, after);
        read.Remove(number);
        if (places.Count > MostObjects)
            throw PdfFilters.TooLarge();
        var tokens = new PdfTokens(content, after);
        object? value;
        try
        {
            value = PdfParser.Read(tokens, this);
        }
        catch (RefusedException) when (++failures < MostFailures)
        {
            // Half an object at the end of an aborted save; where it is needed, it is missed.
            places.Remove(number);
            return after;
        }

        var behind = tokens.At;
        if (value is not PdfDictionary dictionary || tokens.Next().Word != "stream")
            return behind;
        var (start, end) = StreamAt(tokens.At, dictionary);
        dictionary.Packed = content.AsMemory(start, end - start);
        ReadSpecial(dictionary);
        return end;
    }

    private int PlaceOf(ReadOnlySpan<byte> word, int from)
    {
        var found = content.AsSpan(from).IndexOf(word);
        return found < 0 ? int.MaxValue : from + found;
    }

    /// <summary>The number of the object whose generation ends here: "12 0 obj".</summary>
    private int? NumberBefore(int end)
    {
        while (end > 0 && content[end - 1] is 9 or 10 or 13 or 32)
            end--;
        var from = end;
        while (from > 0 && char.IsAsciiDigit((char)content[from - 1]))
            from--;
        var gap = from;
        while (gap > 0 && content[gap - 1] is 9 or 10 or 13 or 32)
            gap--;
        var start = gap;
        while (start > 0 && end - start < 30 && char.IsAsciiDigit((char)content[start - 1]))
            start--;
        return from < end && gap < from && start < gap && int.TryParse(
            content.AsSpan(start, gap - start), CultureInfo.InvariantCulture, out var number)
            ? number : null;
    }

    /// <summary>Where the bytes of a stream lie. Its length is believed where it fits.</summary>
    private (int Start, int End) StreamAt(int at, PdfDictionary dictionary)
    {
        if (at < content.Length && content[at] == '\r')
            at++;
        if (at < content.Length && content[at] == '\n')
            at++;
        if (dictionary.Number("/Length", -1) is var length and >= 0
            && length <= content.Length - at)
        {
            var end = at + (int)length;
            var near = content.AsSpan(end, Math.Min(20, content.Length - end))
                .IndexOf("endstream"u8);
            if (near is >= 0 and <= 2)
                return (at, end);
        }

        var found = content.AsSpan(at).IndexOf("endstream"u8);
        return (at, found < 0 ? content.Length : at + found);
    }

    private object? ReadAt(byte[] source, int at)
    {
        var tokens = new PdfTokens(source, at);
        var value = PdfParser.Read(tokens, this);
        looked += tokens.At - at;
        if (looked > MostLooked)
            throw PdfFilters.TooLarge();
        if (value is PdfDictionary dictionary && ReferenceEquals(source, content)
            && tokens.Next().Word == "stream")
        {
            var (start, end) = StreamAt(tokens.At, dictionary);
            dictionary.Packed = content.AsMemory(start, end - start);
        }

        return value;
    }

    private void ReadTrailer(int at)
    {
        try
        {
            if (PdfParser.Read(new PdfTokens(content, at), this) is PdfDictionary trailer)
                Take(trailer);
            else if (++failures > MostFailures)
                throw PdfFilters.TooLarge();
        }
        catch (RefusedException e) when (e.Refusal.Code == "damaged" && ++failures < MostFailures)
        {
            // The word may stand in a text; without any trailer the file is refused later.
        }
    }

    private void ReadSpecial(PdfDictionary stream)
    {
        if (stream.Name("/Type") == "/XRef")
            Take(stream);
        if (stream.Name("/Type") != "/ObjStm")
            return;
        var bytes = Unpack(stream);
        var first = (int)stream.Number("/First");
        var tokens = new PdfTokens(bytes);
        for (var i = 0; i < stream.Number("/N") && places.Count <= MostObjects; i++)
        {
            var number = tokens.Next();
            var offset = tokens.Next();
            if (offset.Kind != PdfTokenKind.Number || first + offset.Number >= bytes.Length
                || first + offset.Number < 0)
            {
                return;
            }

            places[(int)number.Number] = (bytes, first + (int)offset.Number);
            read.Remove((int)number.Number);
        }
    }

    private void Take(PdfDictionary trailer)
    {
        if (trailer.Keys.Contains("/Encrypt", StringComparer.Ordinal))
        {
            throw new RefusedException(
                "encrypted",
                "It is encrypted or protected by a password. Save it without protection.");
        }

        trailers.Add(trailer);
    }
}
