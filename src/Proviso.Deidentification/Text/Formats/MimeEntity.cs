using System.Text;
using System.Text.RegularExpressions;

namespace Proviso.Deidentification.Text.Formats;

/// <summary>A message or a part of one: header fields and bytes (RFC 5322, RFC 2045).</summary>
internal sealed class MimeEntity
{
    private const int MostParts = 500;
    private readonly List<KeyValuePair<string, string>> fields = [];

    private MimeEntity(byte[] body) => Body = body;

    /// <summary>What follows the header fields, still encoded for transfer.</summary>
    public byte[] Body { get; private set; }

    /// <summary>The media type, in lower case.</summary>
    public string MediaType => (Field("Content-Type") ?? "text/plain").Split(';')[0].Trim()
        .ToLowerInvariant();

    /// <summary>The name of the file, where the part has one.</summary>
    public string? FileName =>
        Parameter("Content-Disposition", "filename") ?? Parameter("Content-Type", "name");

    public static MimeEntity Read(byte[] content)
    {
        // Latin-1 keeps every byte as one character, so that bodies come through unharmed.
        var text = Encoding.Latin1.GetString(content);
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var skip = 4;
        var plain = text.IndexOf("\n\n", StringComparison.Ordinal);
        if (end < 0 || (plain >= 0 && plain < end))
            (end, skip) = (plain, 2);
        var head = end < 0 ? text : text[..end];
        var entity = new MimeEntity(end < 0 ? [] : content[(end + skip)..]);
        entity.ReadFields(head);
        return entity;
    }

    /// <summary>A header field with encoded words made plain; null where there is none.</summary>
    public string? Field(string name)
    {
        foreach (var (key, value) in fields)
        {
            if (key.Equals(name, StringComparison.OrdinalIgnoreCase))
                return EncodedWords.Decode(value);
        }

        return null;
    }

    public string? Parameter(string field, string name)
    {
        var value = Field(field);
        if (value is null)
            return null;
        foreach (var piece in value.Split(';').Skip(1))
        {
            var equals = piece.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0 && piece[..equals].Trim().TrimEnd('*')
                .Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return piece[(equals + 1)..].Trim().Trim('"');
            }
        }

        return null;
    }

    /// <summary>The body with its transfer encoding undone.</summary>
    public byte[] Decode()
    {
        try
        {
            return (Field("Content-Transfer-Encoding") ?? "").Trim().ToLowerInvariant() switch
            {
                "base64" => Convert.FromBase64String(Encoding.ASCII.GetString(Body)),
                "quoted-printable" => QuotedPrintable.Decode(Body),
                "" or "7bit" or "8bit" or "binary" => Body,
                _ => throw new RefusedException(
                    "cannot-read-inside", "A part of it is encoded in a way that is not known."),
            };
        }
        catch (FormatException)
        {
            throw new RefusedException("damaged", "A part of it is not base64, though it says so.");
        }
    }

    /// <summary>The parts of a multipart body.</summary>
    public IReadOnlyList<MimeEntity> Children()
    {
        var boundary = Parameter("Content-Type", "boundary");
        if (string.IsNullOrEmpty(boundary) || boundary.Length > 100)
            throw new RefusedException("damaged", "It says it has parts and not where they end.");
        var text = Encoding.Latin1.GetString(Body);
        var mark = "--" + boundary;
        var children = new List<MimeEntity>();
        var at = text.IndexOf(mark, StringComparison.Ordinal);
        while (at >= 0)
        {
            var line = text.IndexOf('\n', at);
            if (line < 0 || text.AsSpan(at + mark.Length).StartsWith("--"))
                break;
            var next = text.IndexOf("\n" + mark, line, StringComparison.Ordinal);
            var end = next < 0 ? text.Length : next;
            if (end > line && text[end - 1] == '\r')
                end--;
            var start = Math.Min(line + 1, end);
            children.Add(Read(Encoding.Latin1.GetBytes(text[start..Math.Max(start, end)])));
            if (children.Count > MostParts)
                throw new RefusedException("damaged", "It has more than 500 parts.");
            at = next < 0 ? -1 : next + 1;
        }

        return children;
    }

    private void ReadFields(string head)
    {
        foreach (var line in head.Split('\n'))
        {
            var trimmed = line.TrimEnd('\r');
            if (trimmed.Length > 0 && trimmed[0] is ' ' or '\t' && fields.Count > 0)
            {
                var (key, value) = fields[^1];
                fields[^1] = new(key, value + " " + trimmed.Trim());
                continue;
            }

            var colon = trimmed.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0)
                fields.Add(new(trimmed[..colon], trimmed[(colon + 1)..].Trim()));
        }
    }
}

/// <summary>Bytes written as printable characters (RFC 2045, section 6.7).</summary>
internal static class QuotedPrintable
{
    public static byte[] Decode(ReadOnlySpan<byte> body)
    {
        var bytes = new List<byte>(body.Length);
        for (var i = 0; i < body.Length; i++)
        {
            if (body[i] != '=')
            {
                bytes.Add(body[i]);
            }
            else if (i + 2 < body.Length && char.IsAsciiHexDigit((char)body[i + 1])
                && char.IsAsciiHexDigit((char)body[i + 2]))
            {
                bytes.Add((byte)((Hex(body[i + 1]) * 16) + Hex(body[i + 2])));
                i += 2;
            }
            else
            {
                // A soft line break; what stands between it and the line's end is padding.
                while (i + 1 < body.Length && body[i] != '\n')
                    i++;
            }
        }

        return [.. bytes];
    }

    private static int Hex(byte c) => c <= '9' ? c - '0' : (c | 32) - 'a' + 10;
}

/// <summary>Encoded words in header fields: <c>=?utf-8?B?…?=</c> (RFC 2047).</summary>
internal static partial class EncodedWords
{
    public static string Decode(string value)
    {
        var text = Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(value));
        return Word().Replace(Between().Replace(text, "?==?"), match =>
        {
            try
            {
                var bytes = match.Groups["way"].Value is "B" or "b"
                    ? Convert.FromBase64String(match.Groups["word"].Value)
                    : QuotedPrintable.Decode(
                        Encoding.ASCII.GetBytes(match.Groups["word"].Value.Replace('_', ' ')));
                return MailCharset.Decode(bytes, match.Groups["set"].Value);
            }
            catch (FormatException)
            {
                throw new RefusedException("damaged", "A header field in it cannot be read.");
            }
        });
    }

    [GeneratedRegex(@"=\?(?<set>[\w-]+)\?(?<way>[BbQq])\?(?<word>[^?\s]*)\?=",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Word();

    [GeneratedRegex(@"\?=\s+=\?", RegexOptions.NonBacktracking)]
    private static partial Regex Between();
}

/// <summary>The character sets that mail is written in.</summary>
internal static class MailCharset
{
    public static string Decode(byte[] bytes, string? charset) =>
        (charset ?? "utf-8").Trim().ToLowerInvariant() switch
        {
            "utf-8" or "us-ascii" or "ascii" => DocumentOpener.Decode(bytes),
            "iso-8859-1" or "latin1" or "iso-8859-15" => Encoding.Latin1.GetString(bytes),
            "windows-1252" => Windows(bytes),
            _ => throw new RefusedException(
                "cannot-read-inside",
                "A part of it is in a character set that is not known. Save it as UTF-8."),
        };

    private static string Windows(byte[] bytes)
    {
        const string High = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ";
        return string.Create(bytes.Length, bytes, (span, source) =>
        {
            for (var i = 0; i < span.Length; i++)
                span[i] = source[i] is >= 0x80 and < 0xA0 ? High[source[i] - 0x80]
                    : (char)source[i];
        });
    }
}
