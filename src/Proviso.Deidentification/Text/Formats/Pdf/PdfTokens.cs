using System.Globalization;
using System.Text;

namespace Proviso.Deidentification.Text.Formats.Pdf;

/// <summary>
/// Cuts objects, content streams and character maps into tokens. Strings stay bytes, because only
/// the font knows what they mean. Every byte is read once, whatever is wrong with the stream.
/// </summary>
/// <remarks>ISO 32000-2, 7.2 to 7.3 and 7.8.2.</remarks>
internal sealed class PdfTokens(byte[] bytes, int start = 0)
{
    private int at = start;

    /// <summary>Where the next token is looked for.</summary>
    public int At => at;

    public PdfToken Next()
    {
        SkipSpace();
        if (at >= bytes.Length)
            return default;
        var c = bytes[at];
        switch (c)
        {
            case (byte)'(':
                return new PdfToken(PdfTokenKind.Text, Bytes: Literal());
            case (byte)'<' when at + 1 < bytes.Length && bytes[at + 1] == '<':
                at += 2;
                return new PdfToken(PdfTokenKind.OpenDictionary);
            case (byte)'>' when at + 1 < bytes.Length && bytes[at + 1] == '>':
                at += 2;
                return new PdfToken(PdfTokenKind.CloseDictionary);
            case (byte)'<':
                return new PdfToken(PdfTokenKind.Text, Bytes: Hex());
            case (byte)'[':
                at++;
                return new PdfToken(PdfTokenKind.Open);
            case (byte)']':
                at++;
                return new PdfToken(PdfTokenKind.Close);
            case (byte)'/':
                return new PdfToken(PdfTokenKind.Name, Word: Name());
            case (byte)')' or (byte)'>' or (byte)'{' or (byte)'}':
                at++;
                return new PdfToken(PdfTokenKind.Other);
            default:
                return NumberOrOperator();
        }
    }

    /// <summary>After <c>ID</c>: goes past the bytes of a picture to its <c>EI</c>.</summary>
    public void SkipPicture()
    {
        for (at++; at + 1 < bytes.Length; at++)
        {
            if (bytes[at] == 'E' && bytes[at + 1] == 'I' && IsSpace(bytes[at - 1])
                && (at + 2 >= bytes.Length || IsSpace(bytes[at + 2])) && IsTextAfter(at + 2))
            {
                at += 2;
                return;
            }
        }

        at = bytes.Length;
    }

    /// <summary>Bytes of a picture may spell EI by chance; operators are plain text.</summary>
    private bool IsTextAfter(int from)
    {
        for (var i = from; i < Math.Min(from + 12, bytes.Length); i++)
        {
            if (bytes[i] is >= 127 or < 32 && !IsSpace(bytes[i]))
                return false;
        }

        return true;
    }

    private void SkipSpace()
    {
        for (; at < bytes.Length; at++)
        {
            if (bytes[at] == '%')
            {
                while (at + 1 < bytes.Length && bytes[at + 1] is not ((byte)'\n' or (byte)'\r'))
                    at++;
            }
            else if (!IsSpace(bytes[at]))
            {
                return;
            }
        }
    }

    private PdfToken NumberOrOperator()
    {
        var from = at;
        while (at < bytes.Length && !IsSpace(bytes[at]) && !IsDelimiter(bytes[at]))
            at++;
        var word = Encoding.Latin1.GetString(bytes, from, at - from);
        if (char.IsAsciiDigit(word[0]) || word[0] is '+' or '-' or '.')
            return new PdfToken(PdfTokenKind.Number, NumberOf(word));
        return new PdfToken(PdfTokenKind.Operator, Word: word);
    }

    /// <summary>Some writers put a sign in the middle or twice; what follows it is dropped, as
    /// viewers do.</summary>
    private static double NumberOf(string word)
    {
        var plain = word.StartsWith("--", StringComparison.Ordinal) ? word[1..] : word;
        var sign = plain.IndexOf('-', 1);
        if (sign > 0)
            plain = plain[..sign];
        return double.TryParse(
            plain, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            && double.IsFinite(value) ? value : 0;
    }

    private string Name()
    {
        var name = new StringBuilder("/");
        for (at++; at < bytes.Length && !IsSpace(bytes[at]) && !IsDelimiter(bytes[at]); at++)
        {
            if (bytes[at] == '#' && at + 2 < bytes.Length
                && char.IsAsciiHexDigit((char)bytes[at + 1])
                && char.IsAsciiHexDigit((char)bytes[at + 2]))
            {
                name.Append((char)((HexOf(bytes[at + 1]) << 4) | HexOf(bytes[at + 2])));
                at += 2;
            }
            else
            {
                name.Append((char)bytes[at]);
            }
        }

        return name.ToString();
    }

    private byte[] Literal()
    {
        var text = new List<byte>();
        var depth = 1;
        for (at++; at < bytes.Length; at++)
        {
            var c = bytes[at];
            if (c == '\\')
            {
                Escape(text);
                continue;
            }

            if (c == '(')
                depth++;
            else if (c == ')' && --depth == 0)
                break;
            text.Add(c);
        }

        at++;
        return [.. text];
    }

    private void Escape(List<byte> text)
    {
        if (++at >= bytes.Length)
            return;
        var c = bytes[at];
        if (c is >= (byte)'0' and <= (byte)'7')
        {
            var value = 0;
            var end = Math.Min(at + 3, bytes.Length);
            for (; at < end && bytes[at] is >= (byte)'0' and <= (byte)'7'; at++)
                value = (value * 8) + bytes[at] - '0';
            at--;
            text.Add((byte)value);
        }
        else if (c == '\r')
        {
            if (at + 1 < bytes.Length && bytes[at + 1] == '\n')
                at++;
        }
        else if (c != '\n')
        {
            text.Add(c switch
            {
                (byte)'n' => 10,
                (byte)'r' => 13,
                (byte)'t' => 9,
                (byte)'b' => 8,
                (byte)'f' => 12,
                _ => c,
            });
        }
    }

    private byte[] Hex()
    {
        var text = new List<byte>();
        var half = -1;
        for (at++; at < bytes.Length && bytes[at] != '>'; at++)
        {
            if (!char.IsAsciiHexDigit((char)bytes[at]))
                continue;
            if (half < 0)
            {
                half = HexOf(bytes[at]);
                continue;
            }

            text.Add((byte)((half << 4) | HexOf(bytes[at])));
            half = -1;
        }

        at++;
        if (half >= 0)
            text.Add((byte)(half << 4));
        return [.. text];
    }

    private static int HexOf(byte c) => c <= '9' ? c - '0' : (c | 32) - 'a' + 10;

    private static bool IsSpace(byte c) => c is 0 or 9 or 10 or 12 or 13 or 32;

    private static bool IsDelimiter(byte c) => c is (byte)'(' or (byte)')' or (byte)'<'
        or (byte)'>' or (byte)'[' or (byte)']' or (byte)'{' or (byte)'}' or (byte)'/'
        or (byte)'%';
}
