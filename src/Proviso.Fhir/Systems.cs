namespace Proviso.Fhir;

/// <summary>The names by which identifiers, codes and extensions are told apart in FHIR.</summary>
internal static class Systems
{
    /// <summary>NHS numbers (UK Core).</summary>
    internal const string NhsNumber = "https://fhir.nhs.uk/Id/nhs-number";

    /// <summary>ODS codes (UK Core).</summary>
    internal const string OdsCode = "https://fhir.nhs.uk/Id/ods-organization-code";

    /// <summary>Types of identifiers; <c>MR</c> is an organisation's own number (HL7 table 0203).
    /// </summary>
    internal const string IdentifierType = "http://terminology.hl7.org/CodeSystem/v2-0203";

    /// <summary>The register's own ids.</summary>
    internal const string Id = "urn:proviso:id";

    /// <summary>The rule book's answers to the fact <c>item-kind</c>.</summary>
    internal const string ItemKind = "urn:proviso:item-kind";

    /// <summary>The rule book's answers to the fact <c>requester</c>.</summary>
    internal const string Requester = "urn:proviso:requester";

    /// <summary>The rule book's answers to the fact <c>purpose</c>.</summary>
    internal const string Purpose = "urn:proviso:purpose";

    /// <summary>What a wish says.</summary>
    internal const string Wish = "urn:proviso:wish";

    /// <summary>Reasons for using information (HL7 version 3).</summary>
    internal const string ActReason = "http://terminology.hl7.org/CodeSystem/v3-ActReason";

    /// <summary>Opting in and out, and sensitivities (HL7 version 3).</summary>
    internal const string ActCode = "http://terminology.hl7.org/CodeSystem/v3-ActCode";

    /// <summary>How confidential something is (HL7 version 3).</summary>
    internal const string Confidentiality =
        "http://terminology.hl7.org/CodeSystem/v3-Confidentiality";

    /// <summary>What an actor is to a consent (HL7 version 3).</summary>
    internal const string Participation =
        "http://terminology.hl7.org/CodeSystem/v3-ParticipationType";

    /// <summary>What a consent is about.</summary>
    internal const string ConsentScope = "http://terminology.hl7.org/CodeSystem/consentscope";

    /// <summary>Actions that a consent speaks of.</summary>
    internal const string ConsentAction = "http://terminology.hl7.org/CodeSystem/consentaction";

    /// <summary>What the purposes of the rule book are called in <see cref="ActReason"/>, where
    /// that has exactly the same.</summary>
    internal static readonly IReadOnlyDictionary<string, string> Reasons =
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["direct-care"] = "TREAT",
            ["emergency"] = "ETREAT",
            ["research"] = "HRESCH",
            ["population-health"] = "PUBHLTH",
        };

    /// <summary>Kinds of items by the sensitivities of <see cref="ActCode"/>.</summary>
    internal static readonly IReadOnlyDictionary<string, string> KindsBySensitivity =
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["GDIS"] = "genetic",
            ["HIV"] = "sexual-health",
            ["STD"] = "sexual-health",
            ["SEX"] = "sexual-health",
            ["PSY"] = "mental-health",
            ["MH"] = "mental-health",
        };

    /// <summary>The address of one of our extensions.</summary>
    internal static string Extension(string name) => "urn:proviso:extension:" + name;
}
