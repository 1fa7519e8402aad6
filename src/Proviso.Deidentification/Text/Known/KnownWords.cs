using System.Numerics;
using Proviso.Deidentification.Text.Entities;

namespace Proviso.Deidentification.Text.Known;

/// <summary>A word of a known name, and whose it is.</summary>
internal sealed record KnownWord(string Text, uint Letters, bool IsGivenForm, List<int> People);

/// <summary>The words of the known names, looked up exactly or with a slip.</summary>
internal sealed class KnownWords
{
    private readonly Dictionary<ulong, KnownWord> exact = [];
    private readonly List<KnownWord> all = [];

    /// <summary>Whose initials two or three capitals are.</summary>
    public Dictionary<string, List<int>> Initials { get; } = new(StringComparer.Ordinal);

    /// <summary>Digits and letters of known numbers, longest first.</summary>
    public List<(string Plain, int Person)> Numbers { get; } = [];

    /// <summary>Known phrases as hashes of their words.</summary>
    public List<(ulong[] Hashes, int Person)> Phrases { get; } = [];

    public static KnownWords Of(IReadOnlyList<KnownPerson> people)
    {
        var words = new KnownWords();
        for (var i = 0; i < people.Count; i++)
            words.Add(people[i], i);
        words.Numbers.Sort((a, b) => b.Plain.Length.CompareTo(a.Plain.Length));
        return words;
    }

    /// <summary>The known word that this is, exactly.</summary>
    public KnownWord? Exact(ulong hash) => exact.GetValueOrDefault(hash);

    /// <summary>The known word that this is with one slip, or two in a long word.</summary>
    public KnownWord? Near(ReadOnlySpan<char> word)
    {
        if (word.Length < 3)
            return null;
        var letters = LettersOf(word);
        foreach (var known in all)
        {
            var limit = Math.Min(Slips(known.Text.Length), Slips(word.Length + 1));
            if (limit == 0 || Math.Abs(known.Text.Length - word.Length) > limit
                || BitOperations.PopCount(known.Letters ^ letters) > 2 * limit)
            {
                continue;
            }

            if (EditDistance.Within(word, known.Text, limit))
                return known;
        }

        return null;
    }

    private static int Slips(int length) => length >= 8 ? 2 : length >= 4 ? 1 : 0;

    private void Add(KnownPerson person, int index)
    {
        foreach (var name in person.Names)
            AddName(name, index);
        foreach (var nickname in person.Nicknames)
            AddWords(nickname, index, given: true);
        foreach (var number in person.Numbers)
        {
            var plain = string.Concat(number.Where(char.IsAsciiLetterOrDigit))
                .ToUpperInvariant();
            if (plain.Length >= 5)
                Numbers.Add((plain, index));
            // A national number may be written with the country code, and the other way round.
            if (plain.Length >= 10 && plain[0] == '0' && plain[1] != '0')
                Numbers.Add(("44" + plain[1..], index));
            if (plain.Length >= 11 && plain.StartsWith("44", StringComparison.Ordinal))
                Numbers.Add(("0" + plain[2..], index));
        }

        foreach (var phrase in person.Phrases)
        {
            var folded = FoldedText.Of(phrase).Folded;
            var hashes = Tokeniser.Cut(folded).Where(t => t.Form != TokenForm.Symbol)
                .Select(t => t.Hash).ToArray();
            if (hashes.Length > 0)
                Phrases.Add((hashes, index));
        }
    }

    private void AddName(string name, int index)
    {
        var parts = FoldedText.Of(name).Folded
            .Split([' ', '-', ','], StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < parts.Length; i++)
        {
            var given = i < parts.Length - 1 || parts.Length == 1;
            AddWords(parts[i], index, given);
            if (!given)
                continue;
            foreach (var form in Entities.Nicknames.Of(parts[i]))
                AddWords(form, index, given: true);
        }

        var letters = string.Concat(parts.Select(p => char.ToUpperInvariant(p[0])));
        AddInitials(letters, index);
        // "Adam Al-Sayed" signs A.A. as well as A.A.S.
        AddInitials(
            string.Concat(name.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries)
                .Select(p => char.ToUpperInvariant(FoldedText.Of(p).Folded.FirstOrDefault()))),
            index);
        if (letters.Length > 2)
            AddInitials($"{letters[0]}{letters[^1]}", index);
    }

    private void AddInitials(string letters, int index)
    {
        if (letters.Length is < 2 or > 4)
            return;
        if (!Initials.TryGetValue(letters, out var bearers))
            Initials[letters] = bearers = [];
        if (!bearers.Contains(index))
            bearers.Add(index);
    }

    private void AddWords(string text, int index, bool given)
    {
        foreach (var part in text.Split(' ', '-'))
        {
            var word = part.Trim('.', '\'', '"', '(', ')').ToLowerInvariant();
            if (word.Length < 2)
                continue;
            AddWord(word, index, given);
            // "the Patels", "both Rosses"
            AddWord(word + (word[^1] == 's' ? "es" : "s"), index, given);
            if (word.Contains('\'', StringComparison.Ordinal))
                AddWord(word.Replace("'", "", StringComparison.Ordinal), index, given);
        }
    }

    private void AddWord(string word, int index, bool given)
    {
        var hash = Tokeniser.HashOf(word);
        if (!exact.TryGetValue(hash, out var known))
        {
            known = new KnownWord(word, LettersOf(word), given, []);
            exact[hash] = known;
            all.Add(known);
        }

        if (!known.People.Contains(index))
            known.People.Add(index);
    }

    private static uint LettersOf(ReadOnlySpan<char> word)
    {
        var letters = 0u;
        foreach (var c in word)
        {
            var lower = (char)(c | 32);
            if (char.IsAsciiLetterLower(lower))
                letters |= 1u << (lower - 'a');
        }

        return letters;
    }
}
