namespace Proviso.Deidentification.Text;

/// <summary>What a finding is: the part that it plays in telling who somebody is (DF-2).</summary>
public enum FindingKind
{
    /// <summary>A person's name, in whole or in part, with its title.</summary>
    PersonName,

    /// <summary>A postal address or a part of one.</summary>
    Address,

    /// <summary>A postcode in full, or a sector or district of one.</summary>
    Postcode,

    /// <summary>A town, district, county, country or other place.</summary>
    Place,

    /// <summary>A care home, hospital, practice, school, employer or other body.</summary>
    Organisation,

    /// <summary>A date of birth.</summary>
    DateOfBirth,

    /// <summary>Any other date.</summary>
    Date,

    /// <summary>An age of 90 or more, which few people share.</summary>
    AgeOver89,

    /// <summary>An NHS number.</summary>
    NhsNumber,

    /// <summary>A National Insurance number.</summary>
    NationalInsuranceNumber,

    /// <summary>A hospital's or practice's own number for a person.</summary>
    HospitalNumber,

    /// <summary>A telephone or fax number.</summary>
    Phone,

    /// <summary>An e-mail address.</summary>
    Email,

    /// <summary>A web address or domain name.</summary>
    WebAddress,

    /// <summary>A name on a social network.</summary>
    SocialName,

    /// <summary>An IP or hardware address.</summary>
    NetworkAddress,

    /// <summary>The number of a device.</summary>
    DeviceNumber,

    /// <summary>A vehicle's registration mark.</summary>
    VehicleRegistration,

    /// <summary>A passport number.</summary>
    Passport,

    /// <summary>A driving licence number.</summary>
    DrivingLicence,

    /// <summary>A sort code, account number, IBAN or card number.</summary>
    BankDetails,

    /// <summary>A case, claim or court number.</summary>
    CaseNumber,

    /// <summary>Another number or code that stands for one person.</summary>
    OtherNumber,

    /// <summary>
    /// Something else that helps to point at somebody: a group, a sum, an office.
    /// </summary>
    Detail,

    /// <summary>Words that point at one person through a relation; a warning (MN-7).</summary>
    RelationPhrase,

    /// <summary>A rare attribute; a warning that a few such identify together (AN-3).</summary>
    RareAttribute,
}
