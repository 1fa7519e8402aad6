using Proviso.Deidentification.Text.Entities;
using Proviso.Deidentification.Text.Known;

namespace Proviso.Deidentification.Text;

/// <summary>
/// What goes from one text to the next when several belong together: the known people, the names
/// found so far, and which mentions are of the same person. Memory is bounded.
/// </summary>
/// <param name="known">The people whom the record knows of; null for none.</param>
public sealed class FindingContext(KnownIdentities? known = null)
{
    /// <summary>The people whom the record knows of; null for none.</summary>
    public KnownIdentities? Known { get; } = known;

    internal CarriedNames Names { get; } = new();

    internal EntityBook Book { get; } = new();
}
