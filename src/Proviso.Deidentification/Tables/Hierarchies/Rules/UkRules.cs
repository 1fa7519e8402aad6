namespace Proviso.Deidentification.Tables.Hierarchies.Rules;

/// <summary>Rules built in for use in the United Kingdom.</summary>
public static class UkRules
{
    private static readonly Dictionary<string, string> BuiltIn = new()
    {
        // Five-year bands to 90 and over, as in mid-year population estimates; then ten years;
        // then children, people of working age and older people.
        ["uk-age"] = "bands:0,5,10,15,20,25,30,35,40,45,50,55,60,65,70,75,80,85,90"
            + "|0,5,15,25,35,45,55,65,75,85|0,15,65",
        ["uk-postcode"] = "postcodes:sector,district,area,region",
        ["uk-date"] = "dates:day,month,quarter,year,decade",
    };

    /// <summary>Where most of each postcode area lies: areas do not keep to the borders of
    /// regions (HP, SY, TD and others lie in two), so this is for grouping, not for
    /// geography.</summary>
    private static readonly (string Region, string Areas)[] Regions =
    [
        ("North East", "DH DL NE SR TS"),
        ("North West", "BB BL CA CH CW FY L LA M OL PR SK WA WN"),
        ("Yorkshire and the Humber", "BD DN HD HG HU HX LS S WF YO"),
        ("East Midlands", "DE LE LN NG NN"),
        ("West Midlands", "B CV DY HR ST SY TF WR WS WV"),
        ("East of England", "AL CB CM CO IP LU NR PE SG SS WD"),
        ("London", "BR CR E EC EN HA IG KT N NW RM SE SM SW TW UB W WC"),
        ("South East", "BN CT DA GU HP ME MK OX PO RG RH SL SO TN"),
        ("South West", "BA BH BS DT EX GL PL SN SP TA TQ TR"),
        ("Wales", "CF LD LL NP SA"),
        ("Scotland", "AB DD DG EH FK G HS IV KA KW KY ML PA PH TD ZE"),
        ("Northern Ireland", "BT"),
        ("Channel Islands and Isle of Man", "GY IM JE"),
    ];

    /// <summary>Ethnic category codes (NHS Data Dictionary, 2001 census), with their
    /// groups.</summary>
    private static readonly (string Group, string Codes)[] Ethnicities =
    [
        ("White", "A B C"),
        ("Mixed", "D E F G"),
        ("Asian or Asian British", "H J K L"),
        ("Black or Black British", "M N P"),
        ("Other ethnic groups", "R S"),
        ("Not stated or not known", "Z 99"),
    ];

    /// <summary>First and last category of each chapter of ICD-10 (WHO, fifth edition, 2016; the
    /// edition used in the United Kingdom).</summary>
    private static readonly string[] Chapters =
    [
        "A00-B99", "C00-D48", "D50-D89", "E00-E90", "F00-F99", "G00-G99", "H00-H59", "H60-H95",
        "I00-I99", "J00-J99", "K00-K93", "L00-L99", "M00-M99", "N00-N99", "O00-O99", "P00-P96",
        "Q00-Q99", "R00-R99", "S00-T98", "U00-U99", "V01-Y98", "Z00-Z99",
    ];

    private static readonly Dictionary<string, string> RegionByArea = Spread(Regions);
    private static readonly Dictionary<string, string> GroupByEthnicity = Spread(Ethnicities);

    /// <summary>The names of the rules.</summary>
    public static IReadOnlyList<string> Names => [.. BuiltIn.Keys, "uk-ethnicity", "uk-icd10"];

    /// <summary>The rule that a name stands for; null if it is not one of these.</summary>
    internal static HierarchyRule? Find(string name) => name switch
    {
        "uk-ethnicity" => HierarchyRule.Make(name,
            "ethnic category codes of the NHS Data Dictionary", Ethnicity),
        "uk-icd10" => HierarchyRule.Make(name, "ICD-10 codes", Icd10),
        _ => BuiltIn.TryGetValue(name, out var rule) ? HierarchyRule.Parse(rule, name) : null,
    };

    /// <summary>The region in which most of a postcode area lies.</summary>
    internal static string RegionOf(string area) => RegionByArea[area];

    /// <summary>The group of an ethnic category code; null if it is not one.</summary>
    private static string[]? Ethnicity(string code) =>
        GroupByEthnicity.TryGetValue(code.Trim().ToUpperInvariant(), out var group)
            ? [group]
            : null;

    /// <summary>Category of three letters and chapter of an ICD-10 code; null if it is
    /// none.</summary>
    private static string[]? Icd10(string code)
    {
        var plain = code.Trim().ToUpperInvariant();
        if (plain.Length < 3 || !char.IsAsciiLetterUpper(plain[0])
            || !char.IsAsciiDigit(plain[1]) || !char.IsAsciiDigit(plain[2]))
        {
            return null;
        }

        var category = plain[..3];
        var chapter = Array.Find(Chapters, c =>
            string.CompareOrdinal(c, 0, category, 0, 3) <= 0
            && string.CompareOrdinal(category, 0, c, 4, 3) <= 0);
        return chapter is null ? null : [category, chapter];
    }

    private static Dictionary<string, string> Spread((string Group, string Members)[] groups) =>
        groups.SelectMany(g => g.Members.Split(' ').Select(member => (member, g.Group)))
            .ToDictionary(pair => pair.member, pair => pair.Group);
}
