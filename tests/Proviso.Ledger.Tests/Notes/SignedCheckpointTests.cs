using System.Security.Cryptography;
using System.Text;
using Proviso.Ledger.Merkle;
using Proviso.Ledger.Notes;

namespace Proviso.Ledger.Tests.Notes;

public sealed class SignedCheckpointTests : IDisposable
{
    private readonly LedgerSigner signer = LedgerSigner.Create(Ledgers.Name);

    public void Dispose() => signer.Dispose();

    [Fact]
    public void Open_OwnSignature_GivesTheCheckpoint()
    {
        var note = signer.Sign(Text(5));

        Assert.True(SignedCheckpoint.TryOpen(note, signer.PublicKey, out var opened, out _));
        Assert.Equal(5UL, opened.Size);
        Assert.StartsWith("care.example/ledger\n5\n", note, StringComparison.Ordinal);
        Assert.Contains("\n\n\u2014 care.example/ledger ", note, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_WithAWitnessesSignatureToo_IgnoresThat()
    {
        using var witness = LedgerSigner.Create("witness.example");
        var theirs = witness.Sign(Text(5));
        var line = theirs[(theirs.IndexOf("\n\n", StringComparison.Ordinal) + 2)..];

        Assert.True(SignedCheckpoint.TryOpen(
            signer.Sign(Text(5)) + line, signer.PublicKey, out _, out _));
    }

    [Fact]
    public void Open_EachCorruption_IsNamed()
    {
        var good = signer.Sign(Text(5));
        using var stranger = LedgerSigner.Create(Ledgers.Name);
        foreach (var (note, code) in ((string, string)[])
            [
                ("", "note-malformed"),
                (good.TrimEnd('\n'), "note-malformed"),
                (good.Replace("\n", "\r\n", StringComparison.Ordinal), "note-malformed"),
                (good.Replace("\n\n", "\n", StringComparison.Ordinal), "note-malformed"),
                (good.Replace("\u2014 ", "- ", StringComparison.Ordinal), "note-malformed"),
                (good + new string('x', SignedNote.MaxBytes), "note-malformed"),
                (good.Replace("\n5\n", "\n6\n", StringComparison.Ordinal), "signature-wrong"),
                (stranger.Sign(Text(5)), "signature-missing"),
                (signer.Sign("only a text\n"), "checkpoint-malformed"),
                (signer.Sign(Text(5).Replace("5", "05", StringComparison.Ordinal)),
                    "checkpoint-malformed"),
                (signer.Sign(Text(5).Replace("5", "-5", StringComparison.Ordinal)),
                    "checkpoint-malformed"),
                (signer.Sign($"{Ledgers.Name}\n0\n{default(TreeHash)}\n"), "checkpoint-malformed"),
                (signer.Sign(Text(5).Replace("care", "scare", StringComparison.Ordinal)),
                    "origin-wrong"),
            ])
        {
            Assert.False(SignedCheckpoint.TryOpen(note, signer.PublicKey, out _, out var fault));
            Assert.Equal((code, note), (fault.Code, note));
        }
    }

    [Theory]
    [InlineData(16, true)]
    [InlineData(17, false)]
    public void Parse_ManySignatures_UpToTheLimit(int count, bool allowed)
    {
        var good = signer.Sign(Text(5));
        var gap = good.IndexOf("\n\n", StringComparison.Ordinal) + 2;
        var note = good[..gap] + string.Concat(Enumerable.Repeat(good[gap..], count));

        Assert.Equal(allowed, SignedNote.TryParse(note, out _, out _));
    }

    [Fact]
    public void Key_AsText_ReadsBackAndAnyOtherTextIsRefused()
    {
        var text = signer.PublicKey.ToString();
        Assert.True(LedgerPublicKey.TryParse(" " + text + "\n", out var key, out _));
        Assert.Equal(signer.PublicKey.KeyId, key.KeyId);
        using var large = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        var wrongCurve = large.ExportSubjectPublicKeyInfo();
        foreach (var wrong in (string[])
            [
                "", "a+b", text[..^4], "x" + text[1..].Replace("+", "+0", StringComparison.Ordinal),
                text.Replace("+", " ", StringComparison.Ordinal),
                // The Ed25519 key of the signed-note specification's example.
                "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                $"n+{Convert.ToHexStringLower(SHA256.HashData(wrongCurve))[..8]}+"
                    + Convert.ToBase64String([2, .. wrongCurve]),
            ])
        {
            Assert.False(LedgerPublicKey.TryParse(wrong, out _, out var fault), wrong);
            Assert.Equal("key-malformed", fault.Code);
        }
    }

    [Fact]
    public void Signer_FromItsPem_IsTheSameKey()
    {
        Assert.True(LedgerSigner.TryFromPem(Ledgers.Name, signer.ToPem(), out var again, out _));
        using (again)
            Assert.Equal(signer.PublicKey.ToString(), again.PublicKey.ToString());
        using var large = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var own = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        foreach (var pem in (string[])
            ["", "secret", large.ExportPkcs8PrivateKeyPem(), own.ExportSubjectPublicKeyInfoPem()])
        {
            Assert.False(LedgerSigner.TryFromPem(Ledgers.Name, pem, out _, out var fault));
            Assert.Equal("key-malformed", fault.Code);
        }

        Assert.Throws<LedgerException>(() => LedgerSigner.Create("two words"));
    }

    private static string Text(ulong size) => new Checkpoint(
        Ledgers.Name, size, TreeHashing.Leaf(Encoding.UTF8.GetBytes("x"))).ToText();
}
