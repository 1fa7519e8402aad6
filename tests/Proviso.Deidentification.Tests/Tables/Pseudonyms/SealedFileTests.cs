using Proviso.Deidentification.Tables;
using Proviso.Deidentification.Tables.Pseudonyms;

namespace Proviso.Deidentification.Tests.Tables.Pseudonyms;

public sealed class SealedFileTests
{
    private const int Chunk = 1 << 20;
    private const int Tag = 16;
    private static readonly SecretText Key = SecretText.Parse(SecretText.GenerateKey());

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(Chunk - 1)]
    [InlineData(Chunk)]
    [InlineData(Chunk + 1)]
    [InlineData((3 * Chunk) + 7)]
    public void WhatWasSealed_IsOpened(int length)
    {
        var content = Content(length);
        Assert.Equal(content, Open(Seal(content, Key), Key));
    }

    [Fact]
    public void Passphrase_OpensWhatItSealed_AndNothingElseDoes()
    {
        var phrase = SecretText.Parse("correct horse battery staple");
        var bytes = Seal(Content(10), phrase);
        Assert.Equal(Content(10), Open(bytes, phrase));
        Refused(bytes, SecretText.Parse("correct horse battery stable"));
        Refused(bytes, Key);
        Refused(Seal(Content(10), Key), phrase);
    }

    [Fact]
    public void SameContent_IsNeverSealedAlike() =>
        Assert.NotEqual(Seal(Content(100), Key), Seal(Content(100), Key));

    [Fact]
    public void AnyByteChanged_IsNoticed()
    {
        var bytes = Seal(Content(50), Key);
        for (var i = 0; i < bytes.Length; i++)
        {
            var changed = (byte[])bytes.Clone();
            changed[i] ^= 1;
            Refused(changed, Key);
        }
    }

    [Fact]
    public void CutAnywhere_IsNoticed()
    {
        var bytes = Seal(Content(50), Key);
        for (var length = 0; length < bytes.Length; length++)
            Refused(bytes[..length], Key);
        Refused([.. bytes, 0], Key);
    }

    [Fact]
    public void ChunksLeftOutMovedOrRepeated_AreNoticed()
    {
        var bytes = Seal(Content(3 * Chunk), Key);
        var header = Array.IndexOf(bytes, (byte)'\n') + 1;
        const int Size = 4 + Chunk + Tag;
        byte[] Part(int n) => bytes[(header + (n * Size))..(header + ((n + 1) * Size))];
        Assert.Equal(header + (3 * Size), bytes.Length);
        var head = bytes[..header];
        Assert.Equal(3 * Chunk, Open([.. head, .. Part(0), .. Part(1), .. Part(2)], Key).Length);
        Refused([.. head, .. Part(0), .. Part(1)], Key);
        Refused([.. head, .. Part(0), .. Part(2)], Key);
        Refused([.. head, .. Part(1), .. Part(0), .. Part(2)], Key);
        Refused([.. head, .. Part(0), .. Part(0), .. Part(1), .. Part(2)], Key);
        Refused([.. head, .. Part(2)], Key);
    }

    [Fact]
    public void KeyThatIsAskedToWorkTooLong_IsRefused()
    {
        var text = $"proviso-sealed-1 {SecretText.IterationsMax + 1} {new string('0', 64)}\n";
        Refused(System.Text.Encoding.ASCII.GetBytes(text), SecretText.Parse(new string('x', 20)));
    }

    private static byte[] Content(int length)
    {
        var content = new byte[length];
        new Random(length).NextBytes(content);
        return content;
    }

    private static byte[] Seal(byte[] content, SecretText secret)
    {
        using var output = new MemoryStream();
        SealedFile.Write(output, secret, stream => stream.Write(content));
        return output.ToArray();
    }

    private static byte[] Open(byte[] bytes, SecretText secret)
    {
        using var stream = SealedFile.Open(new MemoryStream(bytes), secret);
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }

    private static void Refused(byte[] bytes, SecretText secret) =>
        Assert.Equal("sealed-unreadable", Assert.Throws<TableProblemException>(
            () => Open(bytes, secret)).Problems[0].Code);
}
