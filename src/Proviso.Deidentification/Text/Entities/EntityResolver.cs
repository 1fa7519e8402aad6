namespace Proviso.Deidentification.Text.Entities;

/// <summary>Gives every finding its entity, and every name its role.</summary>
internal static class EntityResolver
{
    public static List<Finding> Resolve(
        FoldedText folded, Token[] tokens, List<Finding> findings, List<Mention> known,
        EntityBook book)
    {
        var knownAt = known.ToDictionary(m => m.Finding.Start, m => m.Known);
        var covered = Coverage.Of(folded, tokens, findings);
        var firsts = new int[findings.Count];
        var ends = new int[findings.Count];
        for (var i = 0; i < tokens.Length; i++)
        {
            if (covered[i] < 0)
                continue;
            if (ends[covered[i]] == 0)
                firsts[covered[i]] = i;
            ends[covered[i]] = i + 1;
        }

        for (var f = 0; f < findings.Count; f++)
        {
            var finding = findings[f];
            if (knownAt.TryGetValue(finding.Start, out var person)
                && finding.Kind == FindingKind.PersonName)
            {
                findings[f] = finding with { Entity = book.NumberOfKnown(person) };
            }
            else if (finding.Kind == FindingKind.PersonName)
            {
                findings[f] = Name(folded.Folded, tokens, firsts[f], ends[f], finding, book);
            }
            else if (!finding.IsWarning)
            {
                var value = folded.Original.Substring(finding.Start, finding.Length);
                findings[f] = finding with { Entity = book.NumberOf(finding.Kind, value) };
            }
        }

        // A later mention may have told the role of an earlier one.
        for (var f = 0; f < findings.Count; f++)
        {
            if (findings[f] is { Kind: FindingKind.PersonName, Role: PersonRole.Unknown })
                findings[f] = findings[f] with { Role = book.RoleOf(findings[f].Entity) };
        }

        return findings;
    }

    private static Finding Name(
        string text, Token[] tokens, int first, int end, Finding finding, EntityBook book)
    {
        var parts = new List<string>();
        for (var i = first; i < end; i++)
        {
            if (tokens[i].IsWord && !tokens[i].Has(WordClass.Title | WordClass.ProfessionTitle))
                parts.Add(text.Substring(tokens[i].Start, tokens[i].Length));
        }

        var role = RoleCues.Of(text, tokens, first, end);
        if (parts.Count == 0)
            return finding with { Role = role, Entity = book.NumberOf(finding.Kind, text) };
        var (number, told) = book.NumberOf(parts, role);
        return finding with { Entity = number, Role = told };
    }
}
