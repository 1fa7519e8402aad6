using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Proviso.Deidentification.Tables.Pseudonyms;

/// <summary>A secret as it stands in a file: a key of 256 bits that was generated, or a
/// passphrase that people remember, from which a key is derived slowly.</summary>
public sealed class SecretText
{
    /// <summary>Length of a key in bytes.</summary>
    public const int KeyBytes = 32;

    /// <summary>Fewest characters of a passphrase.</summary>
    public const int PassphraseMin = 16;

    /// <summary>Rounds of PBKDF2 with HMAC-SHA-256, as OWASP asks for (2023).</summary>
    public const int IterationsDefault = 600_000;

    /// <summary>More rounds than this are not run for a file that asks for them.</summary>
    public const int IterationsMax = 10_000_000;

    private const string Prefix = "proviso-key-1:";
    private readonly byte[] bytes;

    private SecretText(byte[] bytes, bool isPassphrase)
    {
        this.bytes = bytes;
        IsPassphrase = isPassphrase;
    }

    /// <summary>Whether it is a passphrase.</summary>
    public bool IsPassphrase { get; }

    /// <summary>Reads a secret.</summary>
    /// <param name="text">The text of its file; a line end after it is not part of it.</param>
    /// <exception cref="TableProblemException"><c>key-invalid</c> or
    /// <c>passphrase-short</c>.</exception>
    public static SecretText Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var secret = text.Trim('\r', '\n');
        if (!secret.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return secret.Length >= PassphraseMin
                ? new SecretText(Encoding.UTF8.GetBytes(secret), true)
                : throw new TableProblemException("passphrase-short",
                    $"A passphrase has at least {PassphraseMin} characters. Use several words, or "
                    + "make a key with: proviso deidentify new-key.");
        }

        var key = new byte[KeyBytes];
        try
        {
            var encoded = secret.AsSpan(Prefix.Length);
            if (Base64Url.GetMaxDecodedLength(encoded.Length) <= KeyBytes + 2
                && Base64Url.TryDecodeFromChars(encoded, key, out var length)
                && length == KeyBytes)
            {
                return new SecretText(key, false);
            }
        }
        catch (FormatException)
        {
            // Told below in words that do not repeat the key.
        }

        throw new TableProblemException("key-invalid",
            "This is not a whole key: some of it is missing or changed. Use the file as "
            + "proviso deidentify new-key wrote it.");
    }

    /// <summary>Makes a new key as text.</summary>
    public static string GenerateKey() =>
        Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(KeyBytes));

    /// <summary>The key that the secret stands for.</summary>
    /// <param name="salt">Sets apart what the same passphrase protects.</param>
    /// <param name="iterations">Rounds for a passphrase; a key needs none.</param>
    public byte[] ToKey(ReadOnlySpan<byte> salt, int iterations = IterationsDefault) =>
        IsPassphrase
            ? Rfc2898DeriveBytes.Pbkdf2(bytes, salt, iterations, HashAlgorithmName.SHA256, KeyBytes)
            : bytes;

    /// <summary>Never the secret.</summary>
    public override string ToString() => IsPassphrase ? "a passphrase" : "a key";
}
