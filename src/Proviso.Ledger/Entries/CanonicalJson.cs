using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Proviso.Ledger.Entries;

/// <summary>
/// JSON in the one form of RFC 8785: no white space, members sorted by UTF-16 code unit, numbers as
/// ECMAScript writes them. Two programs that mean the same thing hash the same bytes.
/// </summary>
public static class CanonicalJson
{
    /// <summary>Puts JSON into its one form.</summary>
    /// <param name="json">JSON as UTF-8, at most 64 levels deep.</param>
    /// <param name="canonical">The canonical bytes, when there are such.</param>
    /// <param name="fault">What is wrong, when not (<c>json-malformed</c>): not JSON, a member
    /// twice, half a surrogate pair, or a number beyond a double.</param>
    public static bool TryWrite(
        ReadOnlyMemory<byte> json,
        [NotNullWhen(true)] out byte[]? canonical,
        [NotNullWhen(false)] out LedgerFault? fault)
    {
        canonical = null;
        fault = null;
        try
        {
            using var document = JsonDocument.Parse(json);
            var output = new ArrayBufferWriter<byte>(json.Length);
            Write(document.RootElement, output);
            canonical = output.WrittenSpan.ToArray();
        }
        catch (Exception e) when (e is JsonException or FormatException
            or InvalidOperationException or EncoderFallbackException)
        {
            // The parser's own message may quote the text, which may be a person's.
            fault = new(
                "json-malformed",
                "This JSON has no canonical form: it is not valid, names a member twice, holds "
                + "half a surrogate pair or a number that is too large.");
        }

        return canonical is not null;
    }

    private static void Write(JsonElement value, ArrayBufferWriter<byte> output)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(value, output);
                break;
            case JsonValueKind.Array:
                var separator = "["u8;
                foreach (var item in value.EnumerateArray())
                {
                    output.Write(separator);
                    Write(item, output);
                    separator = ","u8;
                }

                output.Write(value.GetArrayLength() == 0 ? "[]"u8 : "]"u8);
                break;
            case JsonValueKind.String:
                WriteString(value.GetString()!, output);
                break;
            case JsonValueKind.Number:
                output.Write(Encoding.ASCII.GetBytes(Number(value.GetDouble())));
                break;
            default:
                output.Write(Encoding.ASCII.GetBytes(value.GetRawText()));
                break;
        }
    }

    private static void WriteObject(JsonElement value, ArrayBufferWriter<byte> output)
    {
        var members = value.EnumerateObject()
            .OrderBy(m => m.Name, StringComparer.Ordinal)
            .ToList();
        output.Write("{"u8);
        for (var i = 0; i < members.Count; i++)
        {
            if (i > 0 && members[i].Name == members[i - 1].Name)
                throw new FormatException();
            if (i > 0)
                output.Write(","u8);
            WriteString(members[i].Name, output);
            output.Write(":"u8);
            Write(members[i].Value, output);
        }

        output.Write("}"u8);
    }

    private static void WriteString(string value, ArrayBufferWriter<byte> output)
    {
        var text = new StringBuilder(value.Length + 2).Append('"');
        foreach (var c in value)
        {
            _ = c switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\b' => text.Append("\\b"),
                '\t' => text.Append("\\t"),
                '\n' => text.Append("\\n"),
                '\f' => text.Append("\\f"),
                '\r' => text.Append("\\r"),
                < ' ' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => text.Append(c),
            };
        }

        output.Write(Strict.GetBytes(text.Append('"').ToString()));
    }

    /// <summary>ECMAScript's Number::toString: the shortest digits that give the same double, plain
    /// from 1e-6 to below 1e21 and with an exponent outside.</summary>
    private static string Number(double value)
    {
        if (!double.IsFinite(value))
            throw new FormatException();
        if (value == 0)
            return "0";
        // "R" gives the shortest digits, as 123.45, 0.0001 or 1.5E-07; only the layout differs.
        var parts = Math.Abs(value).ToString("R", CultureInfo.InvariantCulture).Split('E');
        var mantissa = parts[0].Split('.');
        var digits = string.Concat(mantissa);
        var point = mantissa[0].Length
            + (parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0);
        point -= digits.Length - digits.TrimStart('0').Length;
        return (value < 0 ? "-" : "") + Place(digits.Trim('0'), point);
    }

    /// <summary>Sets the point: the value is 0.digits times ten to the power of point.</summary>
    private static string Place(string digits, int point) => point switch
    {
        > 21 or <= -6 => digits[..1] + (digits.Length > 1 ? "." + digits[1..] : "") + "e"
            + (point > 0 ? "+" : "-")
            + Math.Abs(point - 1).ToString(CultureInfo.InvariantCulture),
        <= 0 => "0." + new string('0', -point) + digits,
        _ when point >= digits.Length => digits.PadRight(point, '0'),
        _ => digits[..point] + "." + digits[point..],
    };

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);
}
