namespace Proviso.Register.Access;

/// <summary>Somebody looked at a person without a relationship, and said why.</summary>
[Kind("glass-break")]
public sealed record GlassBreak : Kept
{
    /// <summary>The member of staff.</summary>
    public required Guid By { get; init; }

    /// <summary>The reason that they gave.</summary>
    public required string Why { get; init; }

    /// <summary>What the Guardian found when reviewing it; null while that is open.</summary>
    public string? Review { get; init; }

    /// <inheritdoc/>
    internal override string State => Review is null ? "open" : "reviewed";

    /// <inheritdoc/>
    internal override IEnumerable<LookUp> LookUps => [LookUp.To("by", By)];
}
