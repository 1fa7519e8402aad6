namespace Proviso.Deidentification.Text.Tagging;

/// <summary>What the tagger can say of a stretch of text.</summary>
internal enum TagClass
{
    Person,
    Address,
    Place,
    Organisation,
    Date,
    Code,
    Detail,
}

/// <summary>The labels of the tagger: outside, and begin and inside of each class.</summary>
internal static class Label
{
    /// <summary>Number of labels in use.</summary>
    public const int Count = 15;

    /// <summary>Room for labels, so that a row fills whole vector registers.</summary>
    public const int Width = 16;

    /// <summary>The label of a token that belongs to nothing.</summary>
    public const int Outside = 0;

    public static int Begin(TagClass tag) => 1 + (2 * (int)tag);

    public static int Inside(TagClass tag) => 2 + (2 * (int)tag);

    public static TagClass ClassOf(int label) => (TagClass)((label - 1) / 2);

    public static bool IsBegin(int label) => label > 0 && (label & 1) == 1;

    /// <summary>False for an inside label that does not carry on from its own class.</summary>
    public static bool MayFollow(int before, int label) =>
        label == Outside || IsBegin(label)
        || (before != Outside && ClassOf(before) == ClassOf(label));
}
