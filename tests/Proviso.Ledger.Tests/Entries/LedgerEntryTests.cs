using System.Text;
using Proviso.Ledger.Entries;
using Proviso.Ledger.Merkle;

namespace Proviso.Ledger.Tests.Entries;

public sealed class LedgerEntryTests
{
    [Fact]
    public void Bytes_OfAnEntry_AreThisCanonicalJson()
    {
        var entry = LedgerEntry.Create(
            new LedgerEntryParts(
                "decision.recorded", Ledgers.Id(1), Ledgers.Id(2),
                new DateTimeOffset(2026, 11, 21, 21, 0, 0, 123, TimeSpan.FromHours(1)))
            {
                Book = "england-1.2.0",
                Codes = new Dictionary<string, string> { ["verdict"] = "do-not-share" },
            });

        Assert.Equal(
            "{\"actor\":\"00000002-0007-002a-0102-030405060708\","
            + "\"at\":\"2026-11-21T20:00:00.123Z\",\"book\":\"england-1.2.0\","
            + "\"codes\":{\"verdict\":\"do-not-share\"},\"kind\":\"decision.recorded\","
            + "\"subject\":\"00000001-0007-002a-0102-030405060708\",\"v\":1}",
            Encoding.UTF8.GetString(entry.Bytes.Span));
    }

    [Fact]
    public void Parse_OwnBytes_GivesTheSameEntry()
    {
        var entry = Ledgers.Entry(3);

        Assert.True(LedgerEntry.TryParse(entry.Bytes, out var read, out _));
        Assert.Equal(entry.Bytes.ToArray(), read.Bytes.ToArray());
        Assert.Equal(entry.Parts.Hashes["facts"], read.Parts.Hashes["facts"]);
    }

    [Theory]
    [InlineData("\"v\":1", "\"v\":2")]
    [InlineData("\"v\":1", "\"v\":1,\"w\":1")]
    [InlineData("{\"actor\"", "{ \"actor\"")]
    [InlineData(".000Z", ".000+00:00")]
    [InlineData("\"verdict\":\"share\"", "\"verdict\":\"Mrs Patel\"")]
    [InlineData("\"subject\":\"", "\"subject\":\"x")]
    [InlineData("decision.recorded", "decision..recorded")]
    public void Parse_BytesThatWeWouldNotWrite_AreRefused(string old, string changed)
    {
        var text = Encoding.UTF8.GetString(Ledgers.Entry(3).Bytes.Span);
        Assert.Contains(old, text, StringComparison.Ordinal);

        Assert.False(LedgerEntry.TryParse(
            Encoding.UTF8.GetBytes(text.Replace(old, changed, StringComparison.Ordinal)),
            out _, out var fault));
        Assert.Equal("entry-malformed", fault.Code);
    }

    [Theory]
    [InlineData("Mrs Patel")]
    [InlineData("9990000018")]
    [InlineData("m@example.com")]
    [InlineData("")]
    [InlineData("a234567890123456789012345678901234567890123456789012345678901234x")]
    public void Create_TextThatIsNoCode_IsRefusedWithoutShowingIt(string text)
    {
        foreach (var parts in (LedgerEntryParts[])
            [
                Plain with { Kind = text },
                Plain with { Book = text },
                Plain with { Codes = new Dictionary<string, string> { ["reason"] = text } },
                Plain with { Codes = new Dictionary<string, string> { [text] = "x" } },
                Plain with { Links = new Dictionary<string, Guid> { [text] = Guid.Empty } },
                Plain with { Hashes = new Dictionary<string, TreeHash> { [text] = default } },
            ])
        {
            var error = Assert.Throws<LedgerException>(() => LedgerEntry.Create(parts));
            Assert.Equal("entry-malformed", error.Fault.Code);
            if (text.Length > 0)
                Assert.DoesNotContain(text, error.ToString(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(32, true)]
    [InlineData(33, false)]
    public void Create_ManyCodes_UpToTheLimit(int count, bool allowed)
    {
        var parts = Plain with
        {
            Codes = Enumerable.Range(0, count).ToDictionary(
                i => $"{new string('n', 60)}-{i}", i => new string('c', 64)),
            Hashes = Enumerable.Range(0, count).ToDictionary(
                i => $"{new string('n', 60)}-{i}", _ => default(TreeHash)),
            Links = Enumerable.Range(0, count).ToDictionary(
                i => $"{new string('n', 60)}-{i}", _ => Guid.Empty),
        };

        if (allowed)
            Assert.InRange(LedgerEntry.Create(parts).Bytes.Length, 1, LedgerEntry.MaxBytes);
        else
            Assert.Throws<LedgerException>(() => LedgerEntry.Create(parts));
    }

    [Fact]
    public void Create_CallerChangesItsListAfterwards_EntryStays()
    {
        var codes = new Dictionary<string, string> { ["verdict"] = "share" };
        var entry = LedgerEntry.Create(Plain with { Codes = codes });
        codes["verdict"] = "do-not-share";

        Assert.Equal("share", entry.Parts.Codes["verdict"]);
    }

    [Fact]
    public void SaltedHash_OtherSaltOrContent_IsAnother()
    {
        var salt = SaltedHash.NewSalt();
        var hash = SaltedHash.Of(salt, "seen"u8);

        Assert.Equal(hash, SaltedHash.Of(salt, "seen"u8));
        Assert.NotEqual(hash, SaltedHash.Of(salt, "not seen"u8));
        Assert.NotEqual(hash, SaltedHash.Of(SaltedHash.NewSalt(), "seen"u8));
        Assert.Throws<ArgumentException>(() => SaltedHash.Of(salt.AsSpan(1), "seen"u8));
    }

    private static LedgerEntryParts Plain { get; } =
        new("note.made", Ledgers.Id(1), Ledgers.Id(2), Ledgers.Monday);
}
