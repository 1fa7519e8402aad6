using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;

namespace Proviso.Deidentification.Tables.Pseudonyms;

/// <summary>Format-preserving encryption FF1 over AES: a row of numerals becomes another row of
/// numerals of the same length and radix, and back. NIST SP 800-38G, algorithms 7 and 8; the
/// smallest domain is that of Revision 1.</summary>
public sealed class Ff1 : IDisposable
{
    /// <summary>Fewest different rows of numerals: below it, all could be tried.</summary>
    public const int DomainMin = 1_000_000;

    /// <summary>Most numerals in a row.</summary>
    public const int LengthMax = 4_096;

    private const int RadixMax = 1 << 16;
    private const int Rounds = 10;
    private const int Block = 16;
    private readonly Aes aes;

    /// <summary>Makes the cipher.</summary>
    /// <param name="key">16, 24 or 32 bytes.</param>
    /// <exception cref="CryptographicException">The key has another length.</exception>
    public Ff1(ReadOnlySpan<byte> key)
    {
        aes = Aes.Create();
        aes.Key = key.ToArray();
    }

    /// <summary>Encrypts.</summary>
    /// <param name="numerals">Each from 0 to <paramref name="radix"/> − 1.</param>
    /// <param name="radix">From 2 to 65,536.</param>
    /// <param name="tweak">What else the result depends on; not secret.</param>
    /// <exception cref="ArgumentOutOfRangeException">A numeral, the radix or the number of
    /// numerals is out of range.</exception>
    public int[] Encrypt(ReadOnlySpan<int> numerals, int radix, ReadOnlySpan<byte> tweak) =>
        Run(numerals, radix, tweak, encrypt: true);

    /// <summary>Undoes <see cref="Encrypt"/>.</summary>
    /// <inheritdoc cref="Encrypt"/>
    public int[] Decrypt(ReadOnlySpan<int> numerals, int radix, ReadOnlySpan<byte> tweak) =>
        Run(numerals, radix, tweak, encrypt: false);

    /// <inheritdoc/>
    public void Dispose() => aes.Dispose();

    private int[] Run(
        ReadOnlySpan<int> numerals, int radix, ReadOnlySpan<byte> tweak, bool encrypt)
    {
        Check(numerals, radix);
        var n = numerals.Length;
        var u = n / 2;
        var v = n - u;
        BigInteger[] modulus = [BigInteger.Pow(radix, u), BigInteger.Pow(radix, v)];
        var b = (int)(((modulus[1] - 1).GetBitLength() + 7) / 8);
        var mac = MacState(radix, u, n, tweak, b, out var tail);
        var left = Number(numerals[..u], radix);
        var right = Number(numerals[u..], radix);
        for (var i = 0; i < Rounds; i++)
        {
            var round = encrypt ? i : Rounds - 1 - i;
            var key = Round(mac, tail, b, round, encrypt ? right : left);
            var size = modulus[round % 2];
            if (encrypt)
                (left, right) = (right, (left + key) % size);
            else
                (left, right) = (Positive(right - key, size), left);
        }

        var result = new int[n];
        Spell(left, radix, result.AsSpan(0, u));
        Spell(right, radix, result.AsSpan(u));
        return result;
    }

    private static void Check(ReadOnlySpan<int> numerals, int radix)
    {
        if (radix is < 2 or > RadixMax)
            throw new ArgumentOutOfRangeException(nameof(radix), "The radix is from 2 to 65,536.");
        if (numerals.Length is < 2 or > LengthMax
            || BigInteger.Pow(radix, numerals.Length) < DomainMin)
        {
            throw new ArgumentOutOfRangeException(nameof(numerals),
                $"There must be at least {DomainMin:N0} rows of so many numerals, and no more "
                + $"than {LengthMax:N0} numerals.");
        }

        foreach (var numeral in numerals)
        {
            if (numeral < 0 || numeral >= radix)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(numerals), "A numeral is not below the radix.");
            }
        }
    }

    /// <summary>Runs the part of the chained blocks that is alike in all rounds: P, and all of Q
    /// but its last block or blocks, which are handed back as <paramref name="tail"/>.</summary>
    private byte[] MacState(
        int radix, int u, int n, ReadOnlySpan<byte> tweak, int b, out byte[] tail)
    {
        var p = new byte[Block];
        p[0] = 1;
        p[1] = 2;
        p[2] = 1;
        p[3] = (byte)(radix >> 16);
        p[4] = (byte)(radix >> 8);
        p[5] = (byte)radix;
        p[6] = Rounds;
        p[7] = (byte)u;
        BinaryPrimitives.WriteInt32BigEndian(p.AsSpan(8), n);
        BinaryPrimitives.WriteInt32BigEndian(p.AsSpan(12), tweak.Length);
        var pad = (((-tweak.Length - b - 1) % Block) + Block) % Block;
        var q = new byte[tweak.Length + pad + 1 + b];
        tweak.CopyTo(q);
        var tailLength = ((b + 1 + Block - 1) / Block) * Block;
        tail = q[^tailLength..];
        return Chain(new byte[Block], [.. p, .. q[..^tailLength]]);
    }

    private byte[] Chain(byte[] state, ReadOnlySpan<byte> blocks)
    {
        var next = new byte[Block];
        state.CopyTo(next, 0);
        for (var at = 0; at < blocks.Length; at += Block)
        {
            for (var i = 0; i < Block; i++)
                next[i] ^= blocks[at + i];
            aes.EncryptEcb(next, next, PaddingMode.None);
        }

        return next;
    }

    private BigInteger Round(byte[] mac, byte[] tail, int b, int round, BigInteger half)
    {
        var last = (byte[])tail.Clone();
        last[^(b + 1)] = (byte)round;
        var bytes = half.ToByteArray(isUnsigned: true, isBigEndian: true);
        if (!half.IsZero)
            bytes.CopyTo(last, last.Length - bytes.Length);
        var r = Chain(mac, last);
        var d = (4 * ((b + 3) / 4)) + 4;
        var s = new byte[((d + Block - 1) / Block) * Block];
        r.CopyTo(s, 0);
        for (var j = 1; j * Block < d; j++)
        {
            var block = (byte[])r.Clone();
            block[^1] ^= (byte)j;
            block[^2] ^= (byte)(j >> 8);
            aes.EncryptEcb(block, s.AsSpan(j * Block, Block), PaddingMode.None);
        }

        return new BigInteger(s.AsSpan(0, d), isUnsigned: true, isBigEndian: true);
    }

    private static BigInteger Positive(BigInteger value, BigInteger modulus)
    {
        var rest = value % modulus;
        return rest.Sign < 0 ? rest + modulus : rest;
    }

    private static BigInteger Number(ReadOnlySpan<int> numerals, int radix)
    {
        var number = BigInteger.Zero;
        foreach (var numeral in numerals)
            number = (number * radix) + numeral;
        return number;
    }

    private static void Spell(BigInteger number, int radix, Span<int> numerals)
    {
        for (var i = numerals.Length - 1; i >= 0; i--)
        {
            number = BigInteger.DivRem(number, radix, out var numeral);
            numerals[i] = (int)numeral;
        }
    }
}
