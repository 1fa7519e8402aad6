using Proviso.Deidentification.Text.Entities;

namespace Proviso.Deidentification.Text.Known;

/// <summary>Finds every mention of the known people in one document.</summary>
internal sealed class KnownMatcher(KnownIdentities known, FoldedText folded, Token[] tokens)
{
    /// <summary>What one token, or a pair split by a line end, may name.</summary>
    private readonly record struct Match(int Tokens, List<int> People, string Reason);

    private readonly string text = folded.Folded;

    /// <summary>All mentions, in order, without overlaps.</summary>
    public List<Mention> Find()
    {
        var mentions = new List<Mention>();
        for (var i = 0; i < tokens.Length;)
        {
            var mention = PhraseAt(i) ?? NumberAt(i) ?? NameAt(i);
            if (mention is not null)
                mentions.Add(mention);
            i = mention?.End ?? i + 1;
        }

        return mentions;
    }

    private Mention? NameAt(int i)
    {
        var first = i;
        var at = i;
        // A title or an initial belongs to the name that follows it.
        while (at < tokens.Length && at < i + 6 && IsLead(at) && MatchAt(at) is null)
            at++;
        if (at >= tokens.Length || MatchAt(at) is not { } match)
            return InitialsAt(i);
        List<int>? people = null;
        var end = at;
        var reason = match.Reason;
        for (var next = match; ;)
        {
            var narrowed = people is null ? next.People : [.. people.Intersect(next.People)];
            if (narrowed.Count == 0)
                break;
            people = narrowed;
            end += next.Tokens;
            var skip = end;
            while (skip < tokens.Length && skip < end + 3 && IsLink(skip))
                skip++;
            if (skip >= tokens.Length || MatchAt(skip) is not { } more
                || tokens[skip].Gap == Gap.Paragraph)
            {
                break;
            }

            if (!people!.Intersect(more.People).Any())
                break;
            end = skip;
            next = more;
        }

        return Make(first, end, Choose(people!, first, at, end), FindingKind.PersonName, reason);
    }

    /// <summary>Title, initial or dot that may stand before a name.</summary>
    private bool IsLead(int at) => tokens[at].Has(WordClass.Title | WordClass.ProfessionTitle)
        || tokens[at].Form == TokenForm.SingleCapital
        || (at > 0 && tokens[at].Form == TokenForm.Symbol && text[tokens[at].Start] == '.'
            && (tokens[at - 1].Form == TokenForm.SingleCapital
                || tokens[at - 1].Has(WordClass.Title | WordClass.ProfessionTitle)));

    /// <summary>What may stand inside a name: a hyphen, a comma, an initial and its dot.</summary>
    private bool IsLink(int at) => (tokens[at].Form == TokenForm.Symbol
            && text[tokens[at].Start] is '-' or ',' or '.' && tokens[at].Gap == Gap.None)
        || tokens[at].Form == TokenForm.SingleCapital;

    private Match? MatchAt(int i)
    {
        ref readonly var token = ref tokens[i];
        if (!token.IsWord && token.Form != TokenForm.Alphanumeric)
            return null;
        // "Jo-", line end, "shi" is the longer name, though "Jo" is known as well.
        if (Split(i) is { } split)
            return split;
        if (known.Words.Exact(token.Hash) is { } word)
            return new Match(1, word.People, "a name that the record knows");
        // A slip must not turn everyday words into names, unless they are written as names. At
        // the start of a sentence that cannot be told, and nothing known may be missed.
        var everyday = token.Has(WordClass.Common | WordClass.Dictionary);
        if (token.Length < 3 || (everyday && !token.IsCapitalised))
            return null;
        var near = known.Words.Near(text.AsSpan(token.Start, token.Length));
        return near is null
            ? null : new Match(1, near.People, "a name that the record knows, with a slip");
    }

    /// <summary>"Pa-", line end, "tel"; or the same without a hyphen.</summary>
    private Match? Split(int i)
    {
        var next = i + 1;
        if (next < tokens.Length && tokens[next].Form == TokenForm.Symbol
            && text[tokens[next].Start] == '-' && tokens[next].Gap == Gap.None)
        {
            next++;
        }

        if (next >= tokens.Length || tokens[next].Gap != Gap.Line || !tokens[next].IsWord)
            return null;
        var joined = string.Concat(
            text.AsSpan(tokens[i].Start, tokens[i].Length),
            text.AsSpan(tokens[next].Start, tokens[next].Length));
        return known.Words.Exact(Tokeniser.HashOf(joined)) is { } word
            ? new Match(
                next - i + 1, word.People, "a name that the record knows, split by a line end")
            : null;
    }

    /// <summary>"J.S.", "J. S." or "JS" for a known Jane Smith.</summary>
    private Mention? InitialsAt(int i)
    {
        if (tokens[i].Form == TokenForm.Upper && tokens[i].Length is 2 or 3)
        {
            var letters = text.Substring(tokens[i].Start, tokens[i].Length);
            return !tokens[i].Has(WordClass.Common | WordClass.IdWord | WordClass.Professional
                    | WordClass.Title | WordClass.Clinical | WordClass.Unit)
                && known.Words.Initials.TryGetValue(letters, out var bearers)
                ? Make(i, i + 1, Choose(bearers, i, i, i + 1), FindingKind.PersonName,
                    "the initials of a name that the record knows")
                : null;
        }

        var found = new List<char>();
        var at = i;
        while (at < tokens.Length && found.Count < 4
            && tokens[at].Form == TokenForm.SingleCapital)
        {
            found.Add(text[tokens[at].Start]);
            at++;
            if (at < tokens.Length && tokens[at].Form == TokenForm.Symbol
                && text[tokens[at].Start] == '.')
            {
                at++;
            }
        }

        return found.Count >= 2
            && known.Words.Initials.TryGetValue(string.Concat(found), out var people)
            ? Make(i, at, Choose(people, i, i, at), FindingKind.PersonName,
                "the initials of a name that the record knows")
            : null;
    }

    private Mention? PhraseAt(int i)
    {
        if (tokens[i].Form == TokenForm.Symbol)
            return null;
        foreach (var (hashes, person) in known.Words.Phrases)
        {
            if (tokens[i].Hash != hashes[0])
                continue;
            var at = i;
            var matched = 0;
            while (at < tokens.Length && matched < hashes.Length)
            {
                if (tokens[at].Form == TokenForm.Symbol)
                    at++;
                else if (tokens[at].Hash == hashes[matched])
                    (at, matched) = (at + 1, matched + 1);
                else
                    break;
            }

            if (matched == hashes.Length)
            {
                var mail = known.People[person].Phrases.Any(
                    p => p.Contains('@', StringComparison.Ordinal));
                return Make(
                    i, at, person, mail && text.AsSpan(tokens[i].Start, tokens[at - 1].End
                        - tokens[i].Start).Contains('@') ? FindingKind.Email
                        : FindingKind.Address, "words that the record knows");
            }
        }

        return null;
    }

    private Mention? NumberAt(int i)
    {
        if (tokens[i].Form is not (TokenForm.Number or TokenForm.Alphanumeric)
            && !(tokens[i].Length <= 4 && tokens[i].IsCapitalised)
            && text[tokens[i].Start] is not ('+' or '('))
        {
            return null;
        }

        foreach (var (plain, person) in known.Words.Numbers)
        {
            var end = NumberEnd(tokens[i].Start, plain);
            if (end < 0)
                continue;
            var last = i;
            while (last < tokens.Length && tokens[last].Start < end)
                last++;
            return Make(i, last, person, KindOf(plain), "a number that the record knows");
        }

        return null;
    }

    private static FindingKind KindOf(string plain) =>
        plain.Length == 10 && Identifiers.NhsNumber.TryParse(plain, out _)
            ? FindingKind.NhsNumber
            : plain.Length >= 10 && plain[0] is '0' or '4' ? FindingKind.Phone
            : FindingKind.OtherNumber;

    /// <summary>
    /// Where a number ends that has these letters and digits, with signs between.
    /// </summary>
    private int NumberEnd(int at, string plain)
    {
        var signs = 0;
        var matched = 0;
        for (; at < text.Length && matched < plain.Length; at++)
        {
            if (char.IsAsciiLetterOrDigit(text[at]))
            {
                if (char.ToUpperInvariant(text[at]) != plain[matched])
                    return -1;
                matched++;
                signs = 0;
            }
            else if (++signs > 3 || text[at] is not (' ' or '-' or '.' or '(' or ')' or '+'
                or '/' or '\n' or '\r' or '\t'))
            {
                return -1;
            }
        }

        var whole = at >= text.Length || !char.IsAsciiLetterOrDigit(text[at]);
        return matched == plain.Length && whole ? at : -1;
    }

    /// <summary>Of several known people who bear the name, the one the words around tell of.
    /// </summary>
    private int Choose(List<int> people, int first, int at, int end)
    {
        if (people.Count == 1)
            return people[0];
        for (var i = first; i < at; i++)
        {
            if (tokens[i].Form != TokenForm.SingleCapital)
                continue;
            var letter = text[tokens[i].Start];
            var fitting = people.Where(p => known.People[p].Names.Any(n => n[0] == letter));
            if (fitting.Any())
                return fitting.First();
        }

        var cue = RoleCues.Of(text, tokens, first, end);
        foreach (var person in people)
        {
            if (known.People[person].Role == cue)
                return person;
        }

        // With nothing to tell them apart, the person whom the record is about.
        foreach (var person in people)
        {
            if (known.People[person].Role == PersonRole.Subject)
                return person;
        }

        return people[0];
    }

    private Mention Make(int first, int end, int person, FindingKind kind, string reason)
    {
        var start = folded.OriginalStart(tokens[first].Start);
        var stop = folded.OriginalEnd(tokens[end - 1].End);
        return new Mention
        {
            First = first,
            End = end,
            Known = person,
            Finding = new Finding(
                start, stop - start, kind, known.People[person].Role, 1, reason),
        };
    }
}
