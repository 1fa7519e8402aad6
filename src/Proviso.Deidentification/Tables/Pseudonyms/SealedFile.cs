using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Proviso.Deidentification.Tables.Pseudonyms;

/// <summary>A file that only its key opens: AES-256-GCM in chunks, so that one of any length is
/// written and read in little memory, and no chunk can be changed, moved, repeated or left
/// out.</summary>
/// <remarks>
/// A line says how the key comes about and gives the salt. From key and salt a key for this file
/// alone is derived (HKDF-SHA-256). Each chunk is its length in four bytes, the ciphertext and the
/// tag of 16 bytes. The nonce is the chunk's number in eleven bytes and one byte that marks the
/// last; the line at the top is authenticated with each.
/// </remarks>
public static class SealedFile
{
    private const int ChunkBytes = 1 << 20;
    private const int SaltBytes = 32;
    private const int TagBytes = 16;
    private const int NonceBytes = 12;
    private const int HeaderMax = 256;
    private const string Magic = "proviso-sealed-1";

    /// <summary>Writes a sealed file.</summary>
    /// <param name="output">Where it goes.</param>
    /// <param name="secret">What opens it again.</param>
    /// <param name="write">Writes what is to be sealed.</param>
    public static void Write(Stream output, SecretText secret, Action<Stream> write)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(secret);
        ArgumentNullException.ThrowIfNull(write);
        var salt = GenerateSalt();
        var iterations = secret.IsPassphrase ? SecretText.IterationsDefault : 0;
        var header = Encoding.ASCII.GetBytes(
            $"{Magic} {iterations} {Convert.ToHexStringLower(salt)}\n");
        output.Write(header);
        using var cipher = new AesGcm(FileKey(secret, salt, iterations), TagBytes);
        using var sealing = new SealingStream(output, cipher, header);
        write(sealing);
        sealing.Finish();
    }

    /// <summary>Opens a sealed file.</summary>
    /// <param name="input">The file.</param>
    /// <param name="secret">What it was sealed with.</param>
    /// <returns>What was sealed, read chunk by chunk. Reading throws as this does.</returns>
    /// <exception cref="TableProblemException"><c>sealed-unreadable</c>: it is no such file, or
    /// was cut or changed; or the key is another's.</exception>
    public static Stream Open(Stream input, SecretText secret)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(secret);
        var header = ReadHeader(input);
        var parts = Encoding.ASCII.GetString(header).TrimEnd('\n').Split(' ');
        if (parts.Length != 3 || parts[0] != Magic || !int.TryParse(parts[1], out var iterations)
            || iterations is < 0 or > SecretText.IterationsMax
            || parts[2].Length != 2 * SaltBytes || !parts[2].All(char.IsAsciiHexDigit))
        {
            throw Unreadable("This is not a mapping that proviso wrote.");
        }

        if (iterations > 0 != secret.IsPassphrase)
        {
            throw Unreadable(iterations > 0
                ? "It was sealed with a passphrase, and this is a key."
                : "It was sealed with a key, and this is a passphrase.");
        }

        var key = FileKey(secret, Convert.FromHexString(parts[2]), iterations);
        return new OpeningStream(input, new AesGcm(key, TagBytes), header);
    }

    private static byte[] GenerateSalt() => RandomNumberGenerator.GetBytes(SaltBytes);

    private static byte[] FileKey(SecretText secret, byte[] salt, int iterations) =>
        HKDF.DeriveKey(
            HashAlgorithmName.SHA256, secret.ToKey(salt, iterations), SecretText.KeyBytes, salt,
            "proviso sealed file 1"u8.ToArray());

    private static byte[] ReadHeader(Stream input)
    {
        var header = new List<byte>();
        while (header.Count < HeaderMax)
        {
            var next = input.ReadByte();
            if (next < 0)
                break;
            header.Add((byte)next);
            if (next == '\n')
                return [.. header];
        }

        throw Unreadable("This is not a mapping that proviso wrote.");
    }

    private static TableProblemException Unreadable(string why) => new("sealed-unreadable", why);

    private static byte[] Nonce(long chunk, bool isLast)
    {
        var nonce = new byte[NonceBytes];
        BinaryPrimitives.WriteInt64BigEndian(nonce.AsSpan(3), chunk);
        nonce[^1] = isLast ? (byte)1 : (byte)0;
        return nonce;
    }

    private sealed class SealingStream(Stream output, AesGcm cipher, byte[] header)
        : OneWayStream(canWrite: true)
    {
        private readonly byte[] buffer = new byte[ChunkBytes];
        private int filled;
        private long chunk;

        public override void Write(byte[] from, int offset, int count) =>
            Write(from.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> from)
        {
            while (!from.IsEmpty)
            {
                if (filled == ChunkBytes)
                    Seal(isLast: false);
                var take = Math.Min(from.Length, ChunkBytes - filled);
                from[..take].CopyTo(buffer.AsSpan(filled));
                filled += take;
                from = from[take..];
            }
        }

        public void Finish() => Seal(isLast: true);

        private void Seal(bool isLast)
        {
            var sealedBytes = new byte[4 + filled + TagBytes];
            BinaryPrimitives.WriteInt32BigEndian(sealedBytes, filled);
            cipher.Encrypt(
                Nonce(chunk++, isLast), buffer.AsSpan(0, filled),
                sealedBytes.AsSpan(4, filled), sealedBytes.AsSpan(4 + filled), header);
            output.Write(sealedBytes);
            filled = 0;
        }
    }

    private sealed class OpeningStream(Stream input, AesGcm cipher, byte[] header)
        : OneWayStream(canWrite: false)
    {
        private byte[] plain = [];
        private int at;
        private long chunk;
        private bool ended;

        public override int Read(byte[] into, int offset, int count) =>
            Read(into.AsSpan(offset, count));

        public override int Read(Span<byte> into)
        {
            while (at == plain.Length && !ended)
                Next();
            var take = Math.Min(into.Length, plain.Length - at);
            plain.AsSpan(at, take).CopyTo(into);
            at += take;
            return take;
        }

        protected override void Dispose(bool disposing)
        {
            cipher.Dispose();
            input.Dispose();
            base.Dispose(disposing);
        }

        private void Next()
        {
            Span<byte> size = stackalloc byte[4];
            var isWhole = input.ReadAtLeast(size, 4, throwOnEndOfStream: false) == 4;
            var length = BinaryPrimitives.ReadInt32BigEndian(size);
            if (!isWhole || length is < 0 or > ChunkBytes)
                throw Unreadable("It was cut or changed since it was written.");
            var bytes = new byte[length + TagBytes];
            if (input.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
                throw Unreadable("It was cut since it was written.");
            plain = new byte[length];
            at = 0;

            // Which chunk is the last is known only by which of the two nonces opens it.
            ended = length < ChunkBytes || !TryOpen(bytes, length, isLast: false);
            if (ended && (!TryOpen(bytes, length, isLast: true) || input.ReadByte() >= 0))
            {
                throw Unreadable(chunk == 0
                    ? "The key does not open it, or it was changed since it was written."
                    : "It was cut or changed since it was written.");
            }

            chunk++;
        }

        private bool TryOpen(byte[] bytes, int length, bool isLast)
        {
            try
            {
                cipher.Decrypt(
                    Nonce(chunk, isLast), bytes.AsSpan(0, length), bytes.AsSpan(length), plain,
                    header);
                return true;
            }
            catch (AuthenticationTagMismatchException)
            {
                return false;
            }
        }
    }
}
