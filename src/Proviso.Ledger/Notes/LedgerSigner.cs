using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Proviso.Ledger.Notes;

/// <summary>
/// The private key that signs a ledger's checkpoints, with its name. Keep it where the servers that
/// sequence the ledger can read it and nobody else can.
/// </summary>
public sealed class LedgerSigner : IDisposable
{
    private readonly ECDsa key;
    private readonly Lock gate = new();

    private LedgerSigner(string name, ECDsa key)
    {
        this.key = key;
        PublicKey = LedgerPublicKey.Of(name, key);
    }

    /// <summary>The public half, to be given to everybody who may want to check.</summary>
    public LedgerPublicKey PublicKey { get; }

    /// <summary>Makes a new key.</summary>
    /// <param name="name">The ledger's name, best an address without scheme such as
    /// <c>care.example/ledger</c>: 1 to 200 characters, no space, no plus.</param>
    /// <exception cref="LedgerException">The name cannot be one
    /// (<c>key-malformed</c>).</exception>
    public static LedgerSigner Create(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!SignedNote.IsKeyName(name))
            throw new LedgerException(BadName);
        return new LedgerSigner(name, ECDsa.Create(ECCurve.NamedCurves.nistP256));
    }

    /// <summary>Takes a key from its PEM text.</summary>
    /// <param name="name">The ledger's name.</param>
    /// <param name="pem">A private key as <see cref="ToPem"/> writes it.</param>
    /// <param name="signer">The key, when it is one. The caller disposes it.</param>
    /// <param name="fault">What is wrong, when it is not (<c>key-malformed</c>). It never shows
    /// the key.</param>
    public static bool TryFromPem(
        string name, string pem,
        [NotNullWhen(true)] out LedgerSigner? signer,
        [NotNullWhen(false)] out LedgerFault? fault)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(pem);
        signer = null;
        fault = SignedNote.IsKeyName(name) ? null : BadName;
        if (fault is not null)
            return false;
        var imported = ECDsa.Create();
        try
        {
            imported.ImportFromPem(pem);
            fault = LedgerPublicKey.CheckCurve(imported);
            // A public key in PEM also imports; signing with it would fail much later.
            if (fault is null)
                _ = imported.ExportECPrivateKey();
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            fault = new("key-malformed", "This is not the private key of a ledger in PEM form.");
        }

        if (fault is not null)
        {
            imported.Dispose();
            return false;
        }

        signer = new LedgerSigner(name, imported);
        return true;
    }

    /// <summary>The private key as PEM (PKCS #8), unencrypted: the caller keeps it safe.</summary>
    public string ToPem()
    {
        lock (gate)
            return key.ExportPkcs8PrivateKeyPem() + "\n";
    }

    /// <summary>Signs a text.</summary>
    /// <param name="text">The text, ending in a newline.</param>
    /// <returns>The whole signed note.</returns>
    public string Sign(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        byte[] signature;
        lock (gate)
        {
            signature = key.SignData(
                Encoding.UTF8.GetBytes(text), HashAlgorithmName.SHA256,
                DSASignatureFormat.Rfc3279DerSequence);
        }

        return SignedNote.Format(
            text, new NoteSignature(PublicKey.Name, PublicKey.KeyId, signature));
    }

    /// <inheritdoc/>
    public void Dispose() => key.Dispose();

    private static LedgerFault BadName { get; } = new(
        "key-malformed",
        "A ledger's name has 1 to 200 characters and no space, plus or control character.");
}
