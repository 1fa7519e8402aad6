namespace Proviso.Rulebook;

/// <summary>The five verdicts, from the most to the least that they allow.</summary>
public enum Verdict
{
    /// <summary>The law, or a duty of care, requires sharing.</summary>
    MustShare,

    /// <summary>Sharing is allowed, on the duties that come with it.</summary>
    Share,

    /// <summary>Only information from which nobody can be identified may be shared.</summary>
    ShareAnonymised,

    /// <summary>Somebody in a named role has to advise or approve first.</summary>
    SeekAdvice,

    /// <summary>Nothing permits sharing, or something forbids it.</summary>
    DoNotShare,
}

/// <summary>The verdicts' names as the books, case files and JSON write them.</summary>
public static class VerdictNames
{
    /// <summary>All names, in the order of <see cref="Verdict"/>.</summary>
    public static readonly IReadOnlyList<string> All =
        ["must-share", "share", "share-anonymised", "seek-advice", "do-not-share"];

    /// <summary>The name of a verdict, such as <c>do-not-share</c>.</summary>
    public static string Name(this Verdict verdict) => All[(int)verdict];

    /// <summary>The verdict in the words of a care worker.</summary>
    public static string Words(this Verdict verdict) => verdict switch
    {
        Verdict.MustShare => "You must share this",
        Verdict.Share => "You may share this",
        Verdict.ShareAnonymised => "Share only what cannot identify anyone",
        Verdict.SeekAdvice => "Ask for advice before you decide",
        _ => "Do not share this",
    };

    /// <summary>Whether identifiable information may go out.</summary>
    public static bool IsSharing(this Verdict verdict) => verdict <= Verdict.Share;

    /// <summary>Reads a name.</summary>
    /// <returns>False when there is no verdict of that name.</returns>
    public static bool TryParse(string name, out Verdict verdict)
    {
        for (var i = 0; i < All.Count; i++)
        {
            if (All[i] == name)
            {
                verdict = (Verdict)i;
                return true;
            }
        }

        verdict = Verdict.DoNotShare;
        return false;
    }
}
