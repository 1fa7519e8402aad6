using System.Security.Cryptography;
using Proviso.Ledger.Merkle;

namespace Proviso.Ledger.Entries;

/// <summary>
/// How the ledger commits to a content that it must not hold: HMAC-SHA256 with a random salt as the
/// key. Whoever has content and salt can show that they are the ones recorded. Once the salt is
/// destroyed nobody can, not even by trying every possible content, and the ledger still verifies.
/// </summary>
public static class SaltedHash
{
    /// <summary>The length of a salt in bytes.</summary>
    public const int SaltBytes = 32;

    /// <summary>A new random salt, to be kept with the content and destroyed with it.</summary>
    public static byte[] NewSalt() => RandomNumberGenerator.GetBytes(SaltBytes);

    /// <summary>Commits to a content.</summary>
    /// <param name="salt">The content's own salt: never one salt for two contents.</param>
    /// <param name="content">The content, best canonical JSON.</param>
    /// <exception cref="ArgumentException">The salt is not of 32 bytes.</exception>
    public static TreeHash Of(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> content)
    {
        if (salt.Length != SaltBytes)
            throw new ArgumentException($"A salt has {SaltBytes} bytes, not {salt.Length}.");
        return new TreeHash(HMACSHA256.HashData(salt, content));
    }
}
