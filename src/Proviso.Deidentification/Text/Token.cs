namespace Proviso.Deidentification.Text;

/// <summary>What stands before a token.</summary>
internal enum Gap : byte
{
    None,
    Space,
    Line,
    Paragraph,
}

/// <summary>What a token is made of.</summary>
internal enum TokenForm : byte
{
    Lower,
    Capital,
    Upper,
    SingleCapital,
    MixedCase,
    Number,
    Alphanumeric,
    Symbol,
}

/// <summary>A word, a number or a sign of a folded text.</summary>
internal struct Token
{
    /// <summary>Offset of the first character in the folded text.</summary>
    public int Start;

    /// <summary>Offset just after the last character.</summary>
    public int End;

    /// <summary>Hash of the word in lower case.</summary>
    public ulong Hash;

    /// <summary>What the lexicon and the gazetteers know about the word.</summary>
    public WordClass Class;

    /// <summary>What stands before it.</summary>
    public Gap Gap;

    /// <summary>What it is made of.</summary>
    public TokenForm Form;

    public readonly int Length => End - Start;

    public readonly bool IsWord => Form <= TokenForm.MixedCase;

    /// <summary>Begins with a capital, as names do.</summary>
    public readonly bool IsCapitalised => Form is TokenForm.Capital or TokenForm.Upper
        or TokenForm.SingleCapital or TokenForm.MixedCase;

    public readonly bool Has(WordClass any) => (Class & any) != WordClass.None;
}
