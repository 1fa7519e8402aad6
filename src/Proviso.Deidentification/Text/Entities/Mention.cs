namespace Proviso.Deidentification.Text.Entities;

/// <summary>
/// A finding with the tokens that it covers, while a document is being worked on.
/// </summary>
internal sealed class Mention
{
    public required int First { get; init; }

    /// <summary>Just after the last token.</summary>
    public required int End { get; init; }

    public required Finding Finding { get; set; }

    /// <summary>The known person whom it names; -1 where it is not known.</summary>
    public int Known { get; init; } = -1;
}
