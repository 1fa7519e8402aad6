using System.Collections.Frozen;

namespace Proviso.Deidentification.Text.Treatments;

/// <summary>Which finding gets which treatment: by role first, then by kind.</summary>
public sealed class TreatmentPlan
{
    private readonly FrozenDictionary<FindingKind, Treatment> kinds;
    private readonly FrozenDictionary<PersonRole, Treatment> roles;
    private readonly Treatment usual;

    private TreatmentPlan(
        Treatment usual,
        IReadOnlyDictionary<FindingKind, Treatment> kinds,
        IReadOnlyDictionary<PersonRole, Treatment> roles,
        string secret)
    {
        this.usual = usual;
        this.kinds = kinds.ToFrozenDictionary();
        this.roles = roles.ToFrozenDictionary();
        Secret = secret;
    }

    /// <summary>Labels everything and keeps warnings.</summary>
    public static TreatmentPlan Labels { get; } =
        Of(Treatment.Label, new Dictionary<FindingKind, Treatment>(),
            new Dictionary<PersonRole, Treatment>(), "");

    /// <summary>Decides surrogates and date shifts; whoever has it can make them again.</summary>
    internal string Secret { get; }

    /// <summary>Makes a plan.</summary>
    /// <param name="usual">For whatever is not named below.</param>
    /// <param name="kinds">By kind of finding.</param>
    /// <param name="roles">For names, by whose they are; goes before the kind.</param>
    /// <param name="secret">Text that surrogates and shifts are derived from. Keep it from
    /// whoever receives the result; the same secret gives the same surrogates.</param>
    public static TreatmentPlan Of(
        Treatment usual,
        IReadOnlyDictionary<FindingKind, Treatment> kinds,
        IReadOnlyDictionary<PersonRole, Treatment> roles,
        string secret)
    {
        ArgumentNullException.ThrowIfNull(kinds);
        ArgumentNullException.ThrowIfNull(roles);
        ArgumentNullException.ThrowIfNull(secret);
        return new TreatmentPlan(usual, kinds, roles, secret);
    }

    /// <summary>The treatment of one finding; a warning is always kept.</summary>
    public Treatment For(Finding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        if (finding.IsWarning)
            return kinds.GetValueOrDefault(finding.Kind, Treatment.Keep);
        if (finding.Kind == FindingKind.PersonName
            && roles.TryGetValue(finding.Role, out var byRole))
        {
            return byRole;
        }

        return kinds.GetValueOrDefault(finding.Kind, usual);
    }
}
