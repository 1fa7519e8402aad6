using System.Security.Cryptography;

namespace Proviso.Register.Keys;

/// <summary>
/// The keys that wrap all others, kept outside the database. The first seals; the others only open
/// what was sealed before they were replaced.
/// </summary>
public sealed class MasterKeys : IDisposable
{
    private readonly List<(string Id, string Text, AesGcm Cipher)> keys;

    private MasterKeys(List<(string, string, AesGcm)> keys) => this.keys = keys;

    /// <summary>The most keys at a time.</summary>
    public const int MaxKeys = 16;

    /// <summary>The id of the key that seals now: 16 hexadecimal digits, made from the key.
    /// </summary>
    public string CurrentId => keys[0].Id;

    /// <summary>The ids of all, the current one first.</summary>
    public IReadOnlyList<string> Ids => [.. keys.Select(k => k.Id)];

    /// <summary>A first key, random.</summary>
    public static MasterKeys Create() => Parse(NewKey());

    /// <summary>Reads keys from text: one a line, base64 of 32 bytes; lines that begin with # and
    /// empty lines say nothing.</summary>
    /// <param name="text">The text of a key file or of an environment variable, in which commas
    /// part too.</param>
    /// <exception cref="RegisterException">A line is no key, or there is none or too many
    /// (<c>master-key-unreadable</c>). The message does not show the text.</exception>
    public static MasterKeys Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var found = new List<(string, string, AesGcm)>();
        var number = 0;
        foreach (var key in text.Split('\n').Select(line => line.Trim())
            .Where(line => line.Length > 0 && line[0] != '#').SelectMany(line => line.Split(',')))
        {
            number++;
            var bytes = new byte[Sealing.KeyBytes];
            if (!Convert.TryFromBase64String(key.Trim(), bytes, out var length)
                || length != bytes.Length)
            {
                throw Unreadable($"key {number} is not base64 of {Sealing.KeyBytes} bytes");
            }

            found.Add((IdOf(bytes), key.Trim(), Sealing.Cipher(bytes)));
            CryptographicOperations.ZeroMemory(bytes);
        }

        return found.Count is > 0 and <= MaxKeys
            ? new MasterKeys(found)
            : throw Unreadable($"it holds {found.Count} keys, and must hold 1 to {MaxKeys}");
    }

    /// <summary>The text that <see cref="Parse"/> reads. Whoever has it can open everything.
    /// </summary>
    public string Export() =>
        "# Master keys, newest first. Whoever has this file and the database can read it all.\n"
        + string.Concat(keys.Select(k => k.Text + "\n"));

    /// <summary>The same with a new random key in front.</summary>
    public MasterKeys WithNew() => Parse(NewKey() + "\n" + Export());

    /// <summary>The same with the current key alone.</summary>
    public MasterKeys CurrentOnly() => Parse(keys[0].Text);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var (_, _, cipher) in keys)
            cipher.Dispose();
    }

    internal byte[] Wrap(ReadOnlySpan<byte> key, ReadOnlySpan<byte> bound) =>
        Sealing.Seal(keys[0].Cipher, key, bound);

    internal byte[] Unwrap(string id, ReadOnlySpan<byte> wrapped, ReadOnlySpan<byte> bound)
    {
        var found = keys.Find(k => k.Id == id).Cipher
            ?? throw new RegisterException(
                "master-key-missing",
                $"The master key '{id}' is needed and is not among the keys given. Put back the "
                + "key file that belongs to this store.");
        return Sealing.Open(found, wrapped, bound);
    }

    private static string NewKey() =>
        Convert.ToBase64String(RandomNumberGenerator.GetBytes(Sealing.KeyBytes));

    private static string IdOf(ReadOnlySpan<byte> key) => Convert.ToHexStringLower(
        HMACSHA256.HashData(key, "proviso master key id"u8)[..8]);

    private static RegisterException Unreadable(string why) =>
        new("master-key-unreadable", $"The master key cannot be read: {why}.");
}
