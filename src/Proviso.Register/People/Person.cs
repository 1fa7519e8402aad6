using Proviso.Identifiers;

namespace Proviso.Register.People;

/// <summary>A person whom information is about.</summary>
[Kind("person")]
public sealed record Person : Kept
{
    /// <summary>The name.</summary>
    public required PersonName Name { get; init; }

    /// <summary>Earlier and other names.</summary>
    public IReadOnlyList<PersonName> FormerNames { get; init; } = [];

    /// <summary>The day of birth.</summary>
    public DateOnly? BornOn { get; init; }

    /// <summary>The day of death.</summary>
    public DateOnly? DiedOn { get; init; }

    /// <summary>The NHS number.</summary>
    public NhsNumber? NhsNumber { get; init; }

    /// <summary>The National Insurance number.</summary>
    public NationalInsuranceNumber? NationalInsuranceNumber { get; init; }

    /// <summary>The organisation's own number, such as a hospital number.</summary>
    public string? LocalNumber { get; init; }

    /// <summary>The sex as recorded, for letters and surrogates.</summary>
    public string? Sex { get; init; }

    /// <summary>Where they live and lived.</summary>
    public IReadOnlyList<Address> Addresses { get; init; } = [];

    /// <summary>How they are reached.</summary>
    public IReadOnlyList<Contact> Contacts { get; init; } = [];

    /// <summary>The language that they speak.</summary>
    public string Language { get; init; } = "English";

    /// <summary>What they need to understand and be understood.</summary>
    public string? CommunicationNeeds { get; init; }

    /// <summary>How they may be reached without danger, such as "not at home".</summary>
    public string? SafeContact { get; init; }

    /// <summary>What may happen if something is shared, with whom, such as a violent relative.
    /// </summary>
    public IReadOnlyList<string> RisksOfSharing { get; init; } = [];

    /// <summary>The teams that care for them.</summary>
    public IReadOnlyList<Guid> Teams { get; init; } = [];

    /// <summary>Kinds of items that are sensitive to this person (DF-6).</summary>
    public IReadOnlyList<string> SensitiveKinds { get; init; } = [];

    /// <inheritdoc/>
    internal override string State => DiedOn is null ? "living" : "dead";

    /// <inheritdoc/>
    internal override IEnumerable<LookUp> LookUps
    {
        get
        {
            var names = FormerNames.Prepend(Name).SelectMany(n => n.LookUps);
            if (NhsNumber is { } number)
                names = names.Append(LookUp.By("nhs-number", number.ToCompact()));
            if (BornOn is { } day)
                names = names.Append(LookUp.By("born", Words.Day(day)));
            if (LocalNumber is { Length: > 0 } local)
                names = names.Append(LookUp.By("local-number", Words.Fold(local)));
            return names.Concat(Teams.Select(t => LookUp.To("team", t)));
        }
    }
}

/// <summary>A name.</summary>
/// <param name="Family">The family name.</param>
/// <param name="Given">The given names.</param>
/// <param name="Title">Mr, Mrs, Dr …</param>
/// <param name="KnownAs">What they like to be called.</param>
public sealed record PersonName(
    string Family, string Given, string? Title = null, string? KnownAs = null) : Hidden
{
    /// <summary>The name as it is written: "Mrs Anita Patel".</summary>
    public string ToDisplay() => string.Join(
        ' ', new[] { Title, Given, Family }.Where(part => !string.IsNullOrEmpty(part)));

    internal IEnumerable<LookUp> LookUps =>
        Words.LookUpsOf("name", $"{Family} {Given} {KnownAs}");
}

/// <summary>A place to live.</summary>
/// <param name="Lines">Its lines, without the postcode.</param>
/// <param name="Postcode">Its postcode.</param>
/// <param name="Lived">When.</param>
public sealed record Address(
    IReadOnlyList<string> Lines, Postcode? Postcode, Period Lived) : Hidden;

/// <summary>A way of reaching somebody.</summary>
/// <param name="By">How.</param>
/// <param name="Value">The number or address.</param>
/// <param name="Note">When to use it, and whether it is safe.</param>
public sealed record Contact(ContactBy By, string Value, string? Note = null) : Hidden;

/// <summary>How somebody is reached.</summary>
public enum ContactBy
{
    /// <summary>A telephone.</summary>
    Phone,

    /// <summary>E-mail.</summary>
    Email,

    /// <summary>A text message.</summary>
    Text,

    /// <summary>A letter.</summary>
    Post,
}
