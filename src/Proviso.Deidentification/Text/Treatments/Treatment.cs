namespace Proviso.Deidentification.Text.Treatments;

/// <summary>What is done with a finding.</summary>
public enum Treatment
{
    /// <summary>A label that is the same for the same person or thing: "[relative 1]".</summary>
    Label,

    /// <summary>A bar that tells neither length nor kind.</summary>
    Mask,

    /// <summary>An invented value of the same form, the same for the same person or thing.
    /// </summary>
    Surrogate,

    /// <summary>A coarser value: the month, the postcode area, "90 or over".</summary>
    Generalise,

    /// <summary>Nothing.</summary>
    Keep,
}
