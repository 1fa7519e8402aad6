using System.Buffers;

namespace Proviso.Deidentification.Tables.Reading;

/// <summary>Reads delimited UTF-8 text record by record without making a string of any field
/// (RFC 4180, any one-byte delimiter, either line ending, with or without a byte-order mark).
/// One buffer is reused; a field is valid until the next <see cref="Read"/>.</summary>
internal sealed class CsvRecords : IDisposable
{
    /// <summary>Longest record read, in bytes: beyond it, a quotation mark is missing.</summary>
    public const int RecordBytesMax = 16 * 1024 * 1024;

    private const byte Quote = (byte)'"';
    private readonly Stream stream;
    private readonly byte delimiter;
    private readonly SearchValues<byte> stops;
    private byte[] buffer = new byte[1 << 20];
    private int start;
    private int filled;
    private bool ended;
    private (int Start, int Length)[] fields = new (int, int)[64];
    private long nextLine = 1;

    public CsvRecords(Stream stream, byte delimiter)
    {
        this.stream = stream;
        this.delimiter = delimiter;
        stops = SearchValues.Create([delimiter, (byte)'\n', Quote]);
        while (filled < 3 && Fill())
        {
            // A pipe may hand over one byte at a time; the mark has three.
        }

        if (filled >= 3 && buffer.AsSpan(0, 3).SequenceEqual("\uFEFF"u8))
            start = 3;
    }

    /// <summary>Number of fields of the record last read.</summary>
    public int FieldCount { get; private set; }

    /// <summary>The line on which the record last read begins, from 1.</summary>
    public long Line { get; private set; }

    /// <summary>A field of the record last read, without its quotation marks.</summary>
    public ReadOnlySpan<byte> this[int field] =>
        buffer.AsSpan(fields[field].Start, fields[field].Length);

    /// <summary>Goes to the next record; an empty line is passed over where a record has more
    /// than one field.</summary>
    /// <returns>False at the end.</returns>
    /// <exception cref="TableProblemException">A record longer than
    /// <see cref="RecordBytesMax"/>, or a quotation mark that is never closed.</exception>
    public bool Read()
    {
        Line = nextLine;
        while (true)
        {
            if (start == filled && !Fill())
                return false;
            var lines = 0;
            if (TryParse(ref lines))
            {
                nextLine = Line + lines;
                return true;
            }

            if (!Fill() && start == filled)
                return false;
        }
    }

    public void Dispose() => stream.Dispose();

    /// <summary>Parses the record at <see cref="start"/>; false if it is not wholly there.
    /// Quoted fields are unescaped in place, towards the left, only once the record is known
    /// to be complete: until then the bytes stay as they were read.</summary>
    private bool TryParse(ref int lines)
    {
        var at = start;
        FieldCount = 0;
        var escaped = false;
        while (true)
        {
            var from = at;
            if (at < filled && buffer[at] == Quote)
            {
                var close = FindClosing(at + 1, ref lines);
                if (close < 0)
                    return false;
                at = close + 1;
                escaped = true;
            }

            var rest = buffer.AsSpan(at, filled - at);
            var offset = rest.IndexOfAny(stops);
            while (offset >= 0 && rest[offset] == Quote)
            {
                var next = rest[(offset + 1)..].IndexOfAny(stops);
                offset = next < 0 ? -1 : offset + 1 + next;
            }

            if (offset < 0 && !ended)
                return false;
            var end = offset < 0 ? filled : at + offset;
            AddField(from, end - from);
            if (offset >= 0 && buffer[end] == delimiter)
            {
                at = end + 1;
                continue;
            }

            lines++;
            Finish(end, offset < 0, escaped);
            return true;
        }
    }

    private void Finish(int end, bool atEnd, bool escaped)
    {
        ref var last = ref fields[FieldCount - 1];
        if (last.Length > 0 && buffer[last.Start + last.Length - 1] == (byte)'\r')
            last.Length--;
        start = atEnd ? filled : end + 1;
        if (!escaped)
            return;
        for (var i = 0; i < FieldCount; i++)
        {
            var (from, length) = fields[i];
            if (length >= 2 && buffer[from] == Quote && buffer[from + length - 1] == Quote)
                fields[i] = (from + 1, Unescape(from + 1, length - 2));
        }
    }

    private int Unescape(int from, int length)
    {
        var write = from;
        for (var read = from; read < from + length; read++)
        {
            buffer[write++] = buffer[read];
            if (buffer[read] == Quote && read + 1 < from + length && buffer[read + 1] == Quote)
                read++;
        }

        return write - from;
    }

    private int FindClosing(int at, ref int lines)
    {
        while (true)
        {
            var offset = buffer.AsSpan(at, filled - at).IndexOfAny(Quote, (byte)'\n');
            if (offset < 0)
            {
                if (ended)
                {
                    throw new TableProblemException("quote-open",
                        "A quotation mark is opened here and never closed. Close it, or double "
                        + "it if it belongs to the text.", Line);
                }

                return -1;
            }

            at += offset;
            if (buffer[at] == (byte)'\n')
            {
                lines++;
                at++;
            }
            else if (at + 1 < filled && buffer[at + 1] == Quote)
            {
                at += 2;
            }
            else
            {
                return at + 1 < filled || ended ? at : -1;
            }
        }
    }

    private void AddField(int from, int length)
    {
        if (FieldCount == fields.Length)
            Array.Resize(ref fields, fields.Length * 2);
        fields[FieldCount++] = (from, length);
    }

    /// <summary>Moves what is left to the front of the buffer and reads more behind it.</summary>
    private bool Fill()
    {
        if (ended)
            return false;
        if (start > 0)
        {
            buffer.AsSpan(start, filled - start).CopyTo(buffer);
            filled -= start;
            start = 0;
        }

        if (filled == buffer.Length)
        {
            if (buffer.Length >= RecordBytesMax)
            {
                throw new TableProblemException("record-too-long",
                    $"The record that begins here is longer than {RecordBytesMax:N0} bytes. Is a "
                    + "quotation mark missing?", Line);
            }

            Array.Resize(ref buffer, buffer.Length * 2);
        }

        var got = stream.Read(buffer, filled, buffer.Length - filled);
        filled += got;
        ended = got == 0;
        return got > 0;
    }
}
