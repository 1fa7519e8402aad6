using Proviso.Deidentification.Text.Entities;
using Proviso.Deidentification.Text.Structured;
using Proviso.Deidentification.Text.Tagging;

namespace Proviso.Deidentification.Text;

/// <summary>Brings exact findings and those of the tagger together, exact ones first.</summary>
internal static class FindingMerger
{
    public static List<Finding> Merge(
        FoldedText folded, Token[] tokens, List<Hit> hits, List<Tag> tags)
    {
        var findings = new List<Finding>(hits.Count + tags.Count);
        foreach (var hit in hits)
            findings.Add(OfHit(folded, hit));
        var next = 0;
        foreach (var tag in tags)
            AddUncovered(folded, tokens, hits, tag, ref next, findings);
        findings.Sort((a, b) => a.Start.CompareTo(b.Start));
        return findings;
    }

    /// <summary>Known mentions take the place of whatever else was found where they are.</summary>
    public static void PutKnownFirst(
        string text, List<Finding> findings, List<Mention> known)
    {
        if (known.Count == 0)
            return;
        var kept = new List<Finding>(findings.Count + known.Count);
        var next = 0;
        foreach (var finding in findings)
        {
            while (next < known.Count && known[next].Finding.End <= finding.Start)
                next++;
            AddAround(text, finding, known, next, kept);
        }

        foreach (var mention in known)
            kept.Add(mention.Finding);
        kept.Sort((a, b) => a.Start.CompareTo(b.Start));
        findings.Clear();
        findings.AddRange(kept);
    }

    /// <summary>Keeps of a finding what lies outside the known mentions from one on.</summary>
    private static void AddAround(
        string text, Finding finding, List<Mention> known, int next, List<Finding> kept)
    {
        var from = finding.Start;
        for (; next < known.Count && known[next].Finding.Start < finding.End; next++)
        {
            var mention = known[next].Finding;
            AddRest(text, finding, from, mention.Start, kept);
            from = Math.Max(from, mention.End);
        }

        AddRest(text, finding, from, finding.End, kept);
    }

    /// <summary>A bracket or a comma that is left over is no finding of its own.</summary>
    private static void AddRest(
        string text, Finding finding, int from, int end, List<Finding> kept)
    {
        while (from < end && !char.IsLetterOrDigit(text[from]))
            from++;
        while (end > from && !char.IsLetterOrDigit(text[end - 1]))
            end--;
        if (end > from)
            kept.Add(finding with { Start = from, Length = end - from });
    }

    private static void AddUncovered(
        FoldedText folded, Token[] tokens, List<Hit> hits, Tag tag, ref int next,
        List<Finding> findings)
    {
        var from = -1;
        for (var t = tag.First; t <= tag.End; t++)
        {
            var covered = t == tag.End || IsCovered(tokens[t], hits, ref next);
            if (!covered && from < 0)
                from = t;
            if (covered && from >= 0)
            {
                AddTag(folded, tokens, tag, from, t, findings);
                from = -1;
            }
        }
    }

    private static bool IsCovered(in Token token, List<Hit> hits, ref int next)
    {
        while (next < hits.Count && hits[next].End <= token.Start)
            next++;
        return next < hits.Count && hits[next].Start < token.End;
    }

    private static void AddTag(
        FoldedText folded, Token[] tokens, Tag tag, int from, int end, List<Finding> findings)
    {
        // What is left at the edge of an exact finding is only signs: a comma, a bracket.
        var text = folded.Folded;
        while (from < end && IsLooseSign(text, tokens[from], opening: true))
            from++;
        while (end > from && IsLooseSign(text, tokens[end - 1], opening: false))
            end--;
        if (from >= end)
            return;
        var start = folded.OriginalStart(tokens[from].Start);
        findings.Add(new Finding(
            start,
            folded.OriginalEnd(tokens[end - 1].End) - start,
            KindOf(tag.Class),
            PersonRole.Unknown,
            Math.Round(tag.Confidence, 2),
            ReasonOf(tag.Class)));
    }

    private static bool IsLooseSign(string text, in Token token, bool opening) =>
        token.Form == TokenForm.Symbol && token.Length == 1
        && (opening ? text[token.Start] != '(' : text[token.Start] is not ('.' or ')'));

    private static Finding OfHit(FoldedText folded, Hit hit)
    {
        var start = folded.OriginalStart(hit.Start);
        return new Finding(
            start, folded.OriginalEnd(hit.End) - start, hit.Kind, PersonRole.Unknown,
            Math.Round(hit.Confidence, 2), hit.Reason);
    }

    private static FindingKind KindOf(TagClass tag) => tag switch
    {
        TagClass.Person => FindingKind.PersonName,
        TagClass.Address => FindingKind.Address,
        TagClass.Place => FindingKind.Place,
        TagClass.Organisation => FindingKind.Organisation,
        TagClass.Date => FindingKind.Date,
        TagClass.Code => FindingKind.OtherNumber,
        _ => FindingKind.Detail,
    };

    private static string ReasonOf(TagClass tag) => tag switch
    {
        TagClass.Person => "reads like a person's name here",
        TagClass.Address => "reads like part of an address here",
        TagClass.Place => "reads like a place here",
        TagClass.Organisation => "reads like an organisation here",
        TagClass.Date => "reads like a time that dates an event",
        TagClass.Code => "reads like a number that stands for somebody",
        _ => "reads like a detail that helps to tell who it is",
    };
}
