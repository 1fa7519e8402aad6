namespace Proviso.Deidentification.Tables.Release;

/// <summary>What happens to a column on its way out.</summary>
public enum Treatment
{
    /// <summary>Taken out: direct identifiers.</summary>
    Remove,

    /// <summary>Made coarser.</summary>
    Generalise,

    /// <summary>Left as it is; its values are looked at by a model (sensitive).</summary>
    Sensitive,

    /// <summary>Left as it is, because someone said so by name.</summary>
    Keep,
}
