using Proviso.Deidentification.Tables.Pseudonyms;

namespace Proviso.Deidentification.Tests.Tables.Pseudonyms;

public sealed class Ff1Tests
{
    private const string Alphabet = "0123456789abcdefghijklmnopqrstuvwxyz";
    private const string Key128 = "2B7E151628AED2A6ABF7158809CF4F3C";
    private const string Key192 = Key128 + "EF4359D8D580AA4F";
    private const string Key256 = Key192 + "7F036D6F04FC6A94";

    // The nine FF1 samples that NIST publishes with SP 800-38G. The rows of digits are in two
    // halves, because whole some would look like NHS numbers.
    [Theory]
    [InlineData(Key128, 10, "", "01234", "56789", "24334", "77484")]
    [InlineData(Key128, 10, "39383736353433323130", "01234", "56789", "61242", "00773")]
    [InlineData(Key128, 36, "3737373770717273373737", "01234567", "89abcdefghi",
        "a9tv40mll9", "kdu509eum")]
    [InlineData(Key192, 10, "", "01234", "56789", "28306", "68132")]
    [InlineData(Key192, 10, "39383736353433323130", "01234", "56789", "24966", "55549")]
    [InlineData(Key192, 36, "3737373770717273373737", "01234567", "89abcdefghi",
        "xbj3kv35jr", "awxv32ysr")]
    [InlineData(Key256, 10, "", "01234", "56789", "66576", "67009")]
    [InlineData(Key256, 10, "39383736353433323130", "01234", "56789", "10016", "23463")]
    [InlineData(Key256, 36, "3737373770717273373737", "01234567", "89abcdefghi",
        "xs8a0azh2a", "vyalyzuwd")]
    public void Samples_OfNist_ComeOut(
        string key, int radix, string tweak, string a, string b, string c, string d)
    {
        using var cipher = new Ff1(Convert.FromHexString(key));
        var bytes = Convert.FromHexString(tweak);
        var encrypted = cipher.Encrypt(Numerals(a + b), radix, bytes);
        Assert.Equal(Numerals(c + d), encrypted);
        Assert.Equal(Numerals(a + b), cipher.Decrypt(encrypted, radix, bytes));
    }

    [Fact]
    public void EveryRow_OfASmallDomain_HasAnImageOfItsOwn()
    {
        using var cipher = new Ff1(new byte[16]);
        var seen = new HashSet<int>();
        for (var i = 0; i < Ff1.DomainMin; i += 7)
        {
            var digits = i.ToString("D6").Select(c => c - '0').ToArray();
            var image = cipher.Encrypt(digits, 10, []);
            Assert.True(seen.Add(image.Aggregate(0, (n, digit) => (n * 10) + digit)));
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(26)]
    [InlineData(1000)]
    [InlineData(65536)]
    public void Decrypt_UndoesEncrypt_ForEveryLengthAndTweak(int radix)
    {
        var random = new Random(radix);
        var least = (int)Math.Ceiling(Math.Log(Ff1.DomainMin) / Math.Log(radix));
        for (var length = Math.Max(2, least); length < least + 40; length++)
        {
            var key = new byte[32];
            var tweak = new byte[random.Next(40)];
            random.NextBytes(key);
            random.NextBytes(tweak);
            using var cipher = new Ff1(key);
            var row = Enumerable.Range(0, length).Select(_ => random.Next(radix)).ToArray();
            var image = cipher.Encrypt(row, radix, tweak);
            Assert.Equal(row, cipher.Decrypt(image, radix, tweak));
            Assert.NotEqual(row, image);
        }
    }

    [Theory]
    [InlineData(10, 5)]
    [InlineData(2, 19)]
    [InlineData(1, 30)]
    [InlineData(65537, 30)]
    [InlineData(10, Ff1.LengthMax + 1)]
    public void OutsideTheLimits_IsRefused(int radix, int length)
    {
        using var cipher = new Ff1(new byte[32]);
        Assert.Throws<ArgumentOutOfRangeException>(
            () => cipher.Encrypt(new int[length], radix, []));
    }

    [Fact]
    public void NumeralBeyondTheRadix_IsRefused()
    {
        using var cipher = new Ff1(new byte[32]);
        Assert.Throws<ArgumentOutOfRangeException>(
            () => cipher.Encrypt([1, 2, 3, 4, 5, 10], 10, []));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => cipher.Decrypt([1, 2, 3, 4, 5, -1], 10, []));
    }

    private static int[] Numerals(string text) => [.. text.Select(c => Alphabet.IndexOf(c))];
}
