using System.Security.Cryptography;

namespace Proviso.Register.Keys;

/// <summary>
/// AES-256-GCM with a fresh random nonce: <c>1 | nonce (12 bytes) | tag (16) | ciphertext</c>.
/// What it is for goes in as associated data, so that a sealed value put in another's place does
/// not open (NIST SP 800-38D).
/// </summary>
internal static class Sealing
{
    internal const int KeyBytes = 32;
    private const byte Form = 1;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const int Overhead = 1 + NonceBytes + TagBytes;

    internal static byte[] Seal(AesGcm key, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> bound)
    {
        var result = new byte[Overhead + plain.Length];
        result[0] = Form;
        var nonce = result.AsSpan(1, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        key.Encrypt(
            nonce, plain, result.AsSpan(Overhead), result.AsSpan(1 + NonceBytes, TagBytes), bound);
        return result;
    }

    /// <exception cref="RegisterException">It was changed, or sealed by another key
    /// (<c>seal-broken</c>).</exception>
    internal static byte[] Open(AesGcm key, ReadOnlySpan<byte> box, ReadOnlySpan<byte> bound)
    {
        if (box.Length < Overhead || box[0] != Form)
            throw Broken(null);
        var plain = new byte[box.Length - Overhead];
        try
        {
            key.Decrypt(
                box.Slice(1, NonceBytes), box[Overhead..], box.Slice(1 + NonceBytes, TagBytes),
                plain, bound);
            return plain;
        }
        catch (AuthenticationTagMismatchException e)
        {
            throw Broken(e);
        }
    }

    internal static AesGcm Cipher(ReadOnlySpan<byte> key) => new(key, TagBytes);

    private static RegisterException Broken(Exception? cause)
    {
        const string Message =
            "A sealed record does not open: it was changed in the database, or its key is another. "
            + "Run 'proviso check' to see which, and restore it from a backup.";
        return cause is null ? new("seal-broken", Message) : new("seal-broken", Message, cause);
    }
}
