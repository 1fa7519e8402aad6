using System.Security.Cryptography;
using System.Text;
using Proviso.Deidentification.Text.Lexicon;

namespace Proviso.Deidentification.Text.Treatments;

/// <summary>
/// Invented values of the same form. Each is derived from the plan's secret and the value, so
/// the same value has the same surrogate everywhere; a name keeps sex and origin as far as the
/// lists know them, and its form: initials, capitals, title, order.
/// </summary>
internal sealed class Surrogates(string secret)
{
    private const int MostShift = 364;
    private readonly byte[] key = Encoding.UTF8.GetBytes("proviso surrogate\n" + secret);

    /// <summary>The surrogate, or null where a kind has none and a label must do.</summary>
    public string? Of(Finding finding, string value) => finding.Kind switch
    {
        FindingKind.PersonName => Name(value),
        FindingKind.Date or FindingKind.DateOfBirth => Date(value),
        FindingKind.AgeOver89 => "90 or over",
        FindingKind.Place => Match(value, Pick(NameLists.Places, "place", value)),
        FindingKind.Postcode => Postcode(value),
        FindingKind.Email => Word("mail", value) + "@example.org",
        FindingKind.WebAddress => "www.example.org/" + Word("web", value),
        FindingKind.SocialName => "@" + Word("social", value),
        FindingKind.Phone => "07700 900" + (Number("phone", Digits(value)) % 1000)
            .ToString("000", System.Globalization.CultureInfo.InvariantCulture),
        FindingKind.NhsNumber => Nhs(value),
        FindingKind.Address or FindingKind.Organisation or FindingKind.Detail
            or FindingKind.RelationPhrase or FindingKind.RareAttribute => null,
        _ => SameForm(value),
    };

    private string? Date(string value)
    {
        if (DateForm.Read(value) is not { } form)
            return null;
        // One shift for the whole record, so that the days between events stay right.
        var shift = (int)(Number("shift", "") % (2 * MostShift)) - MostShift;
        if (shift >= 0)
            shift++;
        return form.Write(form.Date.AddDays(shift));
    }

    private string Name(string value)
    {
        var name = new StringBuilder(value.Length);
        var tokens = Tokeniser.Cut(value);
        var from = 0;
        for (var i = 0; i < tokens.Length; i++)
        {
            var token = tokens[i];
            name.Append(value, from, token.Start - from);
            var word = value.Substring(token.Start, token.Length);
            name.Append(token.IsWord && !IsTitle(token) ? NamePart(word, i, tokens) : word);
            from = token.End;
        }

        return name.Append(value, from, value.Length - from).ToString();
    }

    private static bool IsTitle(Token token) =>
        WordLists.ByHash.TryGetValue(token.Hash, out var known)
        && (known & (WordClass.Title | WordClass.ProfessionTitle)) != WordClass.None;

    private string NamePart(string word, int at, Token[] tokens)
    {
        if (word.Length == 1)
            return ((char)('A' + (Number("initial", word) % 26))).ToString();
        var lower = FoldedText.Of(word).Folded.ToLowerInvariant();
        var given = NameLists.AllGiven.Where(g => g.Name == lower).ToArray();
        var family = NameLists.AllFamily.Where(f => f.Name == lower).ToArray();
        var last = !tokens.Skip(at + 1).Any(t => t.IsWord);
        var asGiven = given.Length > 0 && (family.Length == 0 || !last || tokens.Length == 1);
        if (asGiven || (given.Length == 0 && !last))
        {
            var like = given.Length > 0 ? given[0] : new NameLists.Given(
                lower, HasMasculineTitle(tokens) ? 'm' : 'f', "british");
            var same = NameLists.AllGiven.Where(g => g.Sex == like.Sex
                && g.Origin == like.Origin && g.Name != lower).Select(g => g.Name);
            return Match(word, Pick([.. same], "given", lower));
        }

        var origin = family.Length > 0 ? family[0].Origin : "british";
        var alike = NameLists.AllFamily.Where(f => f.Origin == origin && f.Name != lower)
            .Select(f => f.Name);
        return Match(word, Pick([.. alike], "family", lower));
    }

    private static bool HasMasculineTitle(Token[] tokens) => Array.Exists(
        tokens, t => t.Hash == Tokeniser.HashOf("mr") || t.Hash == Tokeniser.HashOf("master"));

    private string Postcode(string value)
    {
        const string Letters = "ABDEFGHJLNPQRSTUWXYZ";
        var area = string.Concat(value.TakeWhile(char.IsAsciiLetter)).ToUpperInvariant();
        var number = Number("postcode", value.ToUpperInvariant());
        return $"{area}{1 + (number % 9)} {number / 9 % 10}"
            + $"{Letters[(int)(number / 90 % 20)]}{Letters[(int)(number / 1800 % 20)]}";
    }

    private string Nhs(string value)
    {
        for (var attempt = 0; ; attempt++)
        {
            var body = "999" + (Number("nhs" + attempt, Digits(value)) % 1_000_000)
                .ToString("000000", System.Globalization.CultureInfo.InvariantCulture);
            var sum = 0;
            for (var i = 0; i < 9; i++)
                sum += (body[i] - '0') * (10 - i);
            var check = (11 - (sum % 11)) % 11;
            if (check < 10)
                return Fill(value, body + (char)('0' + check));
        }
    }

    /// <summary>Writes digits where the value has digits, and keeps the signs between.</summary>
    private static string Fill(string value, string digits)
    {
        if (Digits(value).Length != digits.Length)
            return digits;
        var next = 0;
        return string.Concat(value.Select(c => char.IsAsciiDigit(c) ? digits[next++] : c));
    }

    private string SameForm(string value)
    {
        var hash = HashOf("form", value);
        var at = 0;
        return string.Concat(value.Select(c =>
        {
            var random = hash[at++ % hash.Length];
            if (char.IsAsciiDigit(c))
                return (char)('0' + (random % 10));
            if (char.IsAsciiLetterUpper(c))
                return (char)('A' + (random % 26));
            return char.IsAsciiLetterLower(c) ? (char)('a' + (random % 26)) : c;
        }));
    }

    /// <summary>Gives a name in lower case the capitals of the one it stands for.</summary>
    private static string Match(string like, string name)
    {
        if (like.All(c => !char.IsLetter(c) || char.IsUpper(c)))
            return name.ToUpperInvariant();
        return char.IsUpper(like[0]) ? NameLists.Capitalise(name) : name.ToLowerInvariant();
    }

    private string Word(string use, string value) =>
        Pick([.. NameLists.AllGiven.Select(g => g.Name)], use, value)
        + (Number(use + " digits", value) % 1000);

    private string Pick(IReadOnlyList<string> from, string use, string value) =>
        from[(int)(Number(use, value) % (ulong)from.Count)];

    private ulong Number(string use, string value) =>
        BitConverter.ToUInt64(HashOf(use, value)) & long.MaxValue;

    private byte[] HashOf(string use, string value) =>
        HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(use + "\n" + value.ToLowerInvariant()));

    private static string Digits(string value) => string.Concat(value.Where(char.IsAsciiDigit));
}
