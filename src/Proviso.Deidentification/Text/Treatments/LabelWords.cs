namespace Proviso.Deidentification.Text.Treatments;

/// <summary>The plain words that a label has.</summary>
public static class LabelWords
{
    /// <summary>"relative", "phone number", "postcode" …</summary>
    public static string Of(FindingKind kind, PersonRole role) => kind switch
    {
        FindingKind.PersonName => role switch
        {
            PersonRole.Subject => "subject",
            PersonRole.Relative => "relative",
            PersonRole.ThirdParty => "third party",
            PersonRole.Professional => "professional",
            _ => "person",
        },
        FindingKind.Address => "address",
        FindingKind.Postcode => "postcode",
        FindingKind.Place => "place",
        FindingKind.Organisation => "organisation",
        FindingKind.DateOfBirth => "date of birth",
        FindingKind.Date => "date",
        FindingKind.AgeOver89 => "age over 89",
        FindingKind.NhsNumber => "NHS number",
        FindingKind.NationalInsuranceNumber => "National Insurance number",
        FindingKind.HospitalNumber => "hospital number",
        FindingKind.Phone => "phone number",
        FindingKind.Email => "email address",
        FindingKind.WebAddress => "web address",
        FindingKind.SocialName => "social media name",
        FindingKind.NetworkAddress => "network address",
        FindingKind.DeviceNumber => "device number",
        FindingKind.VehicleRegistration => "vehicle registration",
        FindingKind.Passport => "passport number",
        FindingKind.DrivingLicence => "driving licence number",
        FindingKind.BankDetails => "bank details",
        FindingKind.CaseNumber => "case number",
        FindingKind.OtherNumber => "number",
        FindingKind.RelationPhrase => "relation",
        FindingKind.RareAttribute => "rare attribute",
        _ => "detail",
    };
}
