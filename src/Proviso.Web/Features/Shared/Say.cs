using System.Text;
using Proviso.DesignSystem;
using Proviso.Register.Cases;
using Proviso.Register.Organisation;
using Proviso.Register.People;
using Proviso.Register.Wishes;

namespace Proviso.Web.Features.Shared;

/// <summary>Words and colours of codes.</summary>
internal static class Say
{
    /// <summary>"Caldicott guardian" for a role.</summary>
    internal static string Of(Role role) => role switch
    {
        Role.CaldicottGuardian => "Caldicott Guardian",
        Role.Siro => "Senior information risk owner",
        Role.Dpo => "Data protection officer",
        Role.IgLead => "Information governance lead",
        _ => Spaced(role.ToString()),
    };

    /// <summary>A verdict as a tag.</summary>
    internal static Content Tag(string verdict) => verdict switch
    {
        "must-share" => Nhs.Tag("Must share", TagColour.Green),
        "share" => Nhs.Tag("May share", TagColour.Green),
        "share-anonymised" => Nhs.Tag("Anonymised only", TagColour.Yellow),
        "seek-advice" => Nhs.Tag("Ask first", TagColour.Orange),
        "do-not-share" => Nhs.Tag("Do not share", TagColour.Red),
        "otherwise" => Nhs.Tag("Decided otherwise", TagColour.Purple),
        _ => Nhs.Tag(Spaced(verdict.Replace('-', ' ')), TagColour.Grey),
    };

    /// <summary>A day as the service manual writes it: 3 May 2026.</summary>
    internal static string Day(DateOnly day) =>
        day.ToString("d MMMM yyyy", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A moment in the service's time zone.</summary>
    internal static string Moment(DateTimeOffset at) => at.ToLocalTime().ToString(
        "d MMMM yyyy, HH:mm", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A channel in words.</summary>
    internal static string Channel(Channel how) => how switch
    {
        Register.Cases.Channel.Verbal => "Told, face to face or by telephone",
        Register.Cases.Channel.OnScreen => "Shown on a screen",
        Register.Cases.Channel.Paper => "On paper",
        Register.Cases.Channel.SecureEmail => "By secure e-mail",
        Register.Cases.Channel.ProtectedFile => "In a file that a password protects",
        Register.Cases.Channel.OneTimeLink => "By a link that opens once",
        _ => "Not shared",
    };

    /// <summary>What somebody said, in words.</summary>
    internal static string Wish(WishKind says) => says switch
    {
        WishKind.Consent => "Agreed",
        WishKind.Refusal => "Was asked and said no",
        WishKind.Objection => "Objected",
        WishKind.NationalOptOut => "National data opt-out",
        WishKind.PracticeOptOut => "Objection that lies with the GP practice",
        _ => "No Summary Care Record",
    };

    /// <summary>An authority in words.</summary>
    internal static string Authority(AuthorityKind kind) => kind switch
    {
        AuthorityKind.AttorneyHealthAndWelfare => "attorney for health and welfare",
        AuthorityKind.AttorneyPropertyAndFinance => "attorney for property and finance",
        AuthorityKind.Deputy => "deputy of the Court of Protection",
        AuthorityKind.ParentalResponsibility => "parental responsibility",
        AuthorityKind.PersonalRepresentative => "personal representative",
        _ => "claim that arises from the death",
    };

    private static string Spaced(string name)
    {
        var text = new StringBuilder();
        foreach (var c in name)
        {
            if (char.IsUpper(c) && text.Length > 0)
                text.Append(' ').Append(char.ToLowerInvariant(c));
            else
                text.Append(text.Length == 0 ? char.ToUpperInvariant(c) : c);
        }

        return text.ToString();
    }
}
