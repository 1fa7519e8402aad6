using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Proviso.Ledger.Notes;

/// <summary>
/// The public key of a ledger, with its name: all that a stranger needs to check the ledger. It is
/// an ECDSA key on the curve P-256, C2SP signature type 0x02, and is written as the C2SP verifier
/// key <c>name+keyid+base64</c>.
/// </summary>
public sealed class LedgerPublicKey
{
    private const byte EcdsaType = 2;
    private const string P256 = "1.2.840.10045.3.1.7";
    private readonly byte[] info;

    private LedgerPublicKey(string name, byte[] info)
    {
        Name = name;
        this.info = info;
        // For this type the id is taken over the key alone, without name and type.
        KeyId = BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(info));
    }

    /// <summary>The key's name, which is also the origin of the ledger's checkpoints.</summary>
    public string Name { get; }

    /// <summary>The first four bytes of the SHA-256 of the key in SubjectPublicKeyInfo
    /// form.</summary>
    public uint KeyId { get; }

    /// <summary>Reads a verifier key.</summary>
    /// <param name="text">The key as <see cref="ToString"/> writes it; white space around it is
    /// allowed.</param>
    /// <param name="key">The key, when it is one.</param>
    /// <param name="fault">What is wrong, when it is not (<c>key-malformed</c>).</param>
    public static bool TryParse(
        string text,
        [NotNullWhen(true)] out LedgerPublicKey? key,
        [NotNullWhen(false)] out LedgerFault? fault)
    {
        ArgumentNullException.ThrowIfNull(text);
        key = null;
        var parts = text.Trim().Split('+', 3);
        if (parts.Length != 3 || !SignedNote.IsKeyName(parts[0]))
        {
            fault = Malformed("it is not of the form name+keyid+base64");
            return false;
        }

        var bytes = new byte[parts[2].Length];
        if (!Convert.TryFromBase64String(parts[2], bytes, out var length) || length < 2)
        {
            fault = Malformed("its last part is not base64");
            return false;
        }

        if (bytes[0] != EcdsaType)
        {
            fault = Malformed("it is not of type 0x02, ECDSA, the only type a ledger uses");
            return false;
        }

        var encoded = bytes[1..length];
        fault = CheckCurve(encoded);
        if (fault is not null)
            return false;
        var made = new LedgerPublicKey(parts[0], encoded);
        if (!string.Equals(parts[1], made.IdText, StringComparison.Ordinal))
        {
            fault = Malformed("its key id does not belong to its key; it was changed or cut");
            return false;
        }

        key = made;
        return true;
    }

    /// <summary>Checks a signature over a text.</summary>
    /// <param name="text">The text, exactly as signed.</param>
    /// <param name="signature">An ASN.1 DER signature.</param>
    /// <returns>Whether this key made it.</returns>
    public bool Verify(string text, ReadOnlySpan<byte> signature)
    {
        using var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(info, out _);
        return key.VerifyData(
            Encoding.UTF8.GetBytes(text), signature, HashAlgorithmName.SHA256,
            DSASignatureFormat.Rfc3279DerSequence);
    }

    /// <summary>The verifier key, for giving to others: <c>name+keyid+base64</c>.</summary>
    public override string ToString() =>
        $"{Name}+{IdText}+{Convert.ToBase64String([EcdsaType, .. info])}";

    /// <summary>The public half of a key that is at hand.</summary>
    internal static LedgerPublicKey Of(string name, ECDsa key) =>
        new(name, key.ExportSubjectPublicKeyInfo());

    /// <summary>Says what is wrong with a key that is not on P-256.</summary>
    internal static LedgerFault? CheckCurve(ECDsa key)
    {
        var curve = key.ExportParameters(includePrivateParameters: false).Curve;
        return curve.IsNamed && (curve.Oid.Value == P256 || curve.Oid.FriendlyName == "nistP256")
            ? null
            : Malformed("it is not on the curve P-256");
    }

    private string IdText => KeyId.ToString("x8", CultureInfo.InvariantCulture);

    private static LedgerFault? CheckCurve(byte[] encoded)
    {
        using var key = ECDsa.Create();
        try
        {
            key.ImportSubjectPublicKeyInfo(encoded, out var read);
            return read == encoded.Length
                ? CheckCurve(key)
                : Malformed("bytes follow its key");
        }
        catch (CryptographicException)
        {
            return Malformed("its last part is not a public key");
        }
    }

    private static LedgerFault Malformed(string why) =>
        new("key-malformed", $"This is not a ledger's public key: {why}. Copy the whole line.");
}
