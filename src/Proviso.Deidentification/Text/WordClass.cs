namespace Proviso.Deidentification.Text;

/// <summary>What is known about a word before its context is read.</summary>
[Flags]
internal enum WordClass
{
    None = 0,
    GivenName = 1 << 0,
    FamilyName = 1 << 1,
    Common = 1 << 2,
    Dictionary = 1 << 3,
    Place = 1 << 4,
    Country = 1 << 5,
    People = 1 << 6,
    Month = 1 << 7,
    Weekday = 1 << 8,
    Title = 1 << 9,
    ProfessionTitle = 1 << 10,
    Relative = 1 << 11,
    ThirdParty = 1 << 12,
    Professional = 1 << 13,
    Subject = 1 << 14,
    Street = 1 << 15,
    Dwelling = 1 << 16,
    Organisation = 1 << 17,
    Eponym = 1 << 18,
    Disease = 1 << 19,
    NumberWord = 1 << 20,
    Unit = 1 << 21,
    IdWord = 1 << 22,
    Clinical = 1 << 23,
    Legal = 1 << 24,
    CommonName = 1 << 25,
}
