namespace Proviso.Deidentification.Text.Entities;

/// <summary>
/// Warns of what identifies without a name (MN-7, AN-3): a relation that points at one person
/// ("her brother the head teacher"), and attributes that few people have.
/// </summary>
internal static class Warnings
{
    private static readonly HashSet<ulong> Owners = Hashes("his her their my your the");

    private static readonly HashSet<ulong> Offices = Hashes(
        "teacher headteacher head councillor mayor mp vicar priest imam rabbi sergeant inspector "
        + "magistrate judge footballer actor actress singer pilot firefighter paramedic midwife "
        + "dentist vet butcher farmer publican postman postmaster undertaker chief director "
        + "chairman chairwoman captain governor broadcaster author journalist jockey");

    private static readonly HashSet<ulong> Rare = Hashes(
        "triplet triplets quadruplets conjoined amputee transgender intersex albinism dwarfism "
        + "achondroplasia haemophilia tracheostomy hiv asylum refugee surrogacy ivf murdered "
        + "manslaughter lottery olympic paralympic mbe obe cbe knighted centenarian sole "
        + "beekeeper falconer lighthouse");

    public static void Add(FoldedText folded, Token[] tokens, List<Finding> findings)
    {
        var covered = Coverage.Of(folded, tokens, findings);
        var count = findings.Count;
        var end = -1;
        for (var i = 0; i < tokens.Length; i++)
        {
            if (covered[i] >= 0 || !tokens[i].IsWord)
                continue;
            if (tokens[i].Has(WordClass.Relative) && i > 0 && Owners.Contains(tokens[i - 1].Hash))
            {
                end = OfficeEnd(tokens, covered, findings, i);
                if (end > 0 && covered[i - 1] < 0)
                {
                    findings.Add(Warn(
                        folded, tokens, i - 1, end, FindingKind.RelationPhrase,
                        "a relation and an office that together point at one person"));
                    i = end - 1;
                }
            }
            else if (Rare.Contains(tokens[i].Hash))
            {
                findings.Add(Warn(
                    folded, tokens, i, i + 1, FindingKind.RareAttribute,
                    "few people have this; with a place or a date it may identify"));
            }
        }

        if (findings.Count > count)
            findings.Sort((a, b) => a.Start.CompareTo(b.Start));
    }

    private static int OfficeEnd(
        Token[] tokens, int[] covered, List<Finding> findings, int relative)
    {
        for (var k = relative + 1; k < tokens.Length && k <= relative + 5; k++)
        {
            if (tokens[k].Gap == Gap.Paragraph)
                return -1;
            // The office itself may have been found already, as a detail to be masked.
            if (covered[k] >= 0)
                return findings[covered[k]].Kind == FindingKind.Detail ? k : -1;
            if (!Offices.Contains(tokens[k].Hash))
                continue;
            var next = k + 1;
            return next < tokens.Length && covered[next] < 0
                && Offices.Contains(tokens[next].Hash) ? next + 1 : next;
        }

        return -1;
    }

    private static Finding Warn(
        FoldedText folded, Token[] tokens, int first, int end, FindingKind kind, string reason)
    {
        var start = folded.OriginalStart(tokens[first].Start);
        return new Finding(
            start, folded.OriginalEnd(tokens[end - 1].End) - start, kind, PersonRole.Unknown,
            0.5, reason);
    }

    private static HashSet<ulong> Hashes(string words) =>
        [.. words.Split(' ').Select(w => Tokeniser.HashOf(w))];
}
