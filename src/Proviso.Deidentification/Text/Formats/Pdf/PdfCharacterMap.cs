using System.Text;

namespace Proviso.Deidentification.Text.Formats.Pdf;

/// <summary>
/// What the codes of a font stand for (a ToUnicode map), and how long they are.
/// </summary>
/// <remarks>ISO 32000-2, 9.7.5 and 9.10.3; Adobe Technical Note 5411.</remarks>
internal sealed class PdfCharacterMap
{
    private const int MostEntries = 1 << 20;
    private readonly Dictionary<int, string> texts = [];
    private readonly List<(int Length, int From, int To)> spaces = [];

    public PdfCharacterMap(byte[] stream)
    {
        var tokens = new PdfTokens(stream);
        var operands = new List<PdfToken>();
        for (var token = tokens.Next(); token.Kind != PdfTokenKind.End; token = tokens.Next())
        {
            if (token.Kind != PdfTokenKind.Operator)
            {
                operands.Add(token);
                continue;
            }

            Carry(token.Word, operands);
            operands.Clear();
        }
    }

    /// <summary>The text of a code; null where the map does not tell.</summary>
    public string? TextOf(int code) => texts.GetValueOrDefault(code);

    /// <summary>Reads the next code of a string of a composite font.</summary>
    public int NextCode(byte[] bytes, ref int at)
    {
        var code = 0;
        for (var length = 1; length <= 4 && at + length <= bytes.Length; length++)
        {
            code = (code << 8) | bytes[at + length - 1];
            foreach (var space in spaces)
            {
                if (space.Length != length || code < space.From || code > space.To)
                    continue;
                at += length;
                return code;
            }
        }

        return TwoBytes(bytes, ref at);
    }

    /// <summary>The code that two bytes make, as in Identity-H.</summary>
    public static int TwoBytes(byte[] bytes, ref int at)
    {
        var code = at + 1 < bytes.Length ? (bytes[at] << 8) | bytes[at + 1] : bytes[at];
        at += 2;
        return code;
    }

    private void Carry(string word, List<PdfToken> operands)
    {
        switch (word)
        {
            case "endcodespacerange":
                for (var i = 0; i + 1 < operands.Count; i += 2)
                {
                    spaces.Add((operands[i].Text.Length, CodeOf(operands[i].Text),
                        CodeOf(operands[i + 1].Text)));
                }

                break;
            case "endbfchar":
                for (var i = 0; i + 1 < operands.Count; i += 2)
                    Add(CodeOf(operands[i].Text), TextOf(operands[i + 1].Text));
                break;
            case "endbfrange":
                Ranges(operands);
                break;
            default:
                break;
        }
    }

    private void Ranges(List<PdfToken> operands)
    {
        for (var i = 0; i + 2 < operands.Count;)
        {
            var from = CodeOf(operands[i].Text);
            var to = CodeOf(operands[i + 1].Text);
            i += 2;
            if (operands[i].Kind == PdfTokenKind.Open)
            {
                for (i++; i < operands.Count && operands[i].Kind != PdfTokenKind.Close; i++)
                    Add(from++, TextOf(operands[i].Text));
                i++;
                continue;
            }

            var first = TextOf(operands[i++].Text);
            for (var code = from; first.Length > 0 && code <= to && code - from <= 0xFFFF; code++)
                Add(code, Following(first, code - from));
        }
    }

    private void Add(int code, string text)
    {
        if (texts.Count >= MostEntries)
        {
            throw new RefusedException(
                "unpacks-too-large", "A font in it has more characters than any font has.");
        }

        texts[code] = text;
    }

    private static string Following(string first, int by)
    {
        if (first.Length == 2 && char.IsSurrogatePair(first, 0))
        {
            var point = char.ConvertToUtf32(first, 0) + by;
            return point <= 0x10FFFF ? char.ConvertFromUtf32(point) : "";
        }

        return first[..^1] + (char)(first[^1] + by);
    }

    private static int CodeOf(byte[] bytes)
    {
        var code = 0;
        foreach (var one in bytes)
            code = (code << 8) | one;
        return code;
    }

    private static string TextOf(byte[] bytes) => bytes.Length == 1
        ? ((char)bytes[0]).ToString() : Encoding.BigEndianUnicode.GetString(bytes);
}
