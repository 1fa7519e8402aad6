using System.Globalization;
using Proviso.Identifiers;

namespace Proviso.Deidentification.Tables.Hierarchies.Rules;

/// <summary>Rules for codes that carry their groups in their letters.</summary>
internal static class CodeRules
{
    private static readonly string[] Units = ["unit", "sector", "district", "area", "region"];

    /// <summary>Coarser parts of a postcode. A postcode that is no place, such as the NHS code
    /// for no fixed abode, is its own unit, sector, district and area, and has no
    /// region.</summary>
    public static HierarchyRule Postcodes(string text, string rest)
    {
        var units = rest.Split(',', StringSplitOptions.TrimEntries);
        var order = units.Select(u => Array.IndexOf(Units, u)).ToArray();
        if (order.Any(at => at < 0) || !order.SequenceEqual(order.Distinct().Order()))
        {
            throw HierarchyRule.Invalid(text, "After the colon come parts, the finest first: "
                + string.Join(", ", Units) + ".");
        }

        return HierarchyRule.Make(text, "full postcodes",
            value => Postcode.TryParse(value, out var postcode)
                ? [.. units.Select(u => Part(postcode, u))]
                : null);
    }

    /// <summary>The first letters, the rest masked by a star each.</summary>
    public static HierarchyRule Prefixes(string text, string rest)
    {
        var lengths = rest.Split(',').Select(n =>
            int.TryParse(n, NumberStyles.None, CultureInfo.InvariantCulture, out var length)
                ? length
                : -1).ToArray();
        if (lengths.Any(n => n is < 1 or > 1000)
            || !lengths.SequenceEqual(lengths.Distinct().OrderDescending()))
        {
            throw HierarchyRule.Invalid(text, "After the colon come how many letters are kept, "
                + "falling from level to level: prefix:5,3,1.");
        }

        return HierarchyRule.Make(text, "text", value => [.. lengths.Select(n =>
            n >= value.Length ? value : value[..n] + new string('*', value.Length - n))]);
    }

    private static string Part(Postcode postcode, string unit)
    {
        if (postcode.Kind != PostcodeKind.Place)
            return unit == "region" ? "no region" : postcode.Unit;
        return unit switch
        {
            "unit" => postcode.Unit,
            "sector" => postcode.Sector,
            "district" => postcode.District,
            "area" => postcode.Area,
            _ => UkRules.RegionOf(postcode.Area),
        };
    }
}
