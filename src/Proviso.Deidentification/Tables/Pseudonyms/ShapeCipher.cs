using System.Numerics;
using System.Text;
using Proviso.Identifiers;

namespace Proviso.Deidentification.Tables.Pseudonyms;

/// <summary>Replaces a value by another of the same shape: a digit by a digit, a capital by a
/// capital, a small letter by a small letter; everything else stays where it is. One value has
/// one replacement, no two values have the same, and whoever has the key can go back.</summary>
/// <remarks>
/// <para>An NHS number becomes ten digits that are nobody's: its first nine digits are encrypted
/// and the last is one more than the check digit that belongs to them, so that the result fails
/// the check which every issued number passes. The range 999 000 0000 to 999 999 9999, which is
/// never issued, has room for fewer than a million of the 900 million numbers there are, so it
/// cannot give each its own.</para>
/// <para>Other values are numbered within their shape, the number is encrypted with
/// <see cref="Ff1"/> as bits, again until it is a number within the shape (cycle walking).</para>
/// </remarks>
public sealed class ShapeCipher : IDisposable
{
    /// <summary>Longest value, in characters.</summary>
    public const int LengthMax = 256;

    private const int NhsDigits = 10;
    private static readonly byte[] NhsTweak = Encoding.UTF8.GetBytes("nhs-number");
    private readonly Ff1 cipher;

    /// <summary>Makes the cipher of a project.</summary>
    public ShapeCipher(ProjectKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        cipher = new Ff1(key.ShapeKey());
    }

    /// <summary>Replaces a value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="replacement">What stands for it; empty if there is none.</param>
    /// <returns>Null; or why it cannot be done, in words that do not repeat the value.</returns>
    public string? Replace(string value, out string replacement) =>
        Run(value, encrypt: true, out replacement);

    /// <summary>Undoes <see cref="Replace"/>.</summary>
    /// <inheritdoc cref="Replace"/>
    public string? Restore(string value, out string replacement) =>
        Run(value, encrypt: false, out replacement);

    /// <inheritdoc/>
    public void Dispose() => cipher.Dispose();

    private string? Run(string value, bool encrypt, out string replacement)
    {
        ArgumentNullException.ThrowIfNull(value);
        replacement = "";
        if (value.Length > LengthMax)
            return $"longer than {LengthMax} characters";
        if (value.Any(c => c > '\x7f' && char.IsLetterOrDigit(c)))
            return "a letter or digit beyond A to Z and 0 to 9, whose shape is not known";
        var digits = value.Count(char.IsAsciiDigit);
        return digits == NhsDigits && !value.Any(char.IsAsciiLetter)
            ? RunNhsNumber(value, encrypt, out replacement)
            : RunShape(value, encrypt, out replacement);
    }

    private string? RunNhsNumber(string value, bool encrypt, out string replacement)
    {
        replacement = "";
        var digits = value.Where(char.IsAsciiDigit).Select(c => c - '0').ToArray();
        var expected = encrypt ? CheckDigit(digits) : WrongDigit(CheckDigit(digits));
        if (digits[^1] != expected || (encrypt && !NhsNumber.TryParse(value, out _)))
            return "ten digits that are not an NHS number; use a reference for this column";
        int[] nine = encrypt
            ? cipher.Encrypt(digits.AsSpan(0, 9), 10, NhsTweak)
            : cipher.Decrypt(digits.AsSpan(0, 9), 10, NhsTweak);
        var check = CheckDigit(nine);
        var all = nine.Append(encrypt ? WrongDigit(check) : check).ToArray();
        var next = 0;
        replacement = string.Concat(value.Select(c =>
            char.IsAsciiDigit(c) ? (char)('0' + all[next++]) : c));
        return null;
    }

    /// <summary>The check digit of nine digits (modulo 11); 10 where they have none.</summary>
    private static int CheckDigit(ReadOnlySpan<int> digits)
    {
        var sum = 0;
        for (var i = 0; i < NhsDigits - 1; i++)
            sum += digits[i] * (NhsDigits - i);
        return (11 - (sum % 11)) % 11;
    }

    private static int WrongDigit(int check) => (check + 1) % NhsDigits;

    private string? RunShape(string value, bool encrypt, out string replacement)
    {
        replacement = "";
        var size = BigInteger.One;
        var number = BigInteger.Zero;
        var shape = new StringBuilder(value.Length);
        foreach (var c in value)
        {
            var (first, radix) = KindOf(c);
            shape.Append(first == '\0' ? c : first);
            size *= radix;
            number = (number * radix) + (first == '\0' ? 0 : c - first);
        }

        if (size < Ff1.DomainMin)
        {
            return "too short: fewer than a million values have its shape, so that all could be "
                + "tried; use a reference for this column";
        }

        var bits = (int)(size - 1).GetBitLength();
        var tweak = Encoding.UTF8.GetBytes(shape.ToString());
        do
        {
            var row = Bits(number, bits);
            number = Number(encrypt
                ? cipher.Encrypt(row, 2, tweak)
                : cipher.Decrypt(row, 2, tweak));
        }
        while (number >= size);
        replacement = Spell(value, number);
        return null;
    }

    private static string Spell(string value, BigInteger number)
    {
        var text = value.ToCharArray();
        for (var i = text.Length - 1; i >= 0; i--)
        {
            var (first, radix) = KindOf(text[i]);
            if (first == '\0')
                continue;
            number = BigInteger.DivRem(number, radix, out var place);
            text[i] = (char)(first + (int)place);
        }

        return new string(text);
    }

    private static (char First, int Radix) KindOf(char c) => c switch
    {
        >= '0' and <= '9' => ('0', 10),
        >= 'A' and <= 'Z' => ('A', 26),
        >= 'a' and <= 'z' => ('a', 26),
        _ => ('\0', 1),
    };

    private static int[] Bits(BigInteger number, int count)
    {
        var row = new int[count];
        for (var i = count - 1; i >= 0; i--)
        {
            row[i] = number.IsEven ? 0 : 1;
            number >>= 1;
        }

        return row;
    }

    private static BigInteger Number(int[] bits)
    {
        var number = BigInteger.Zero;
        foreach (var bit in bits)
            number = (number << 1) + bit;
        return number;
    }
}
