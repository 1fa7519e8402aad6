using Proviso.Deidentification.Tables;
using Proviso.Deidentification.Tables.Hierarchies;
using Proviso.Deidentification.Tables.Hierarchies.Rules;
using Proviso.Deidentification.Tables.Reading;
using Proviso.Identifiers;

namespace Proviso.Deidentification.Tests.Tables.Hierarchies;

public sealed class HierarchyRuleTests
{
    [Theory]
    [InlineData("intervals:5,10", "44", "40-44;40-49;*")]
    [InlineData("intervals:5,10", "-3", "-5 to -1;-10 to -1;*")]
    [InlineData("intervals:0.5", "1.7", "1.5 to below 2;*")]
    [InlineData("intervals:1,5", "44", "44;40-44;*")]
    [InlineData("bands:0,5,18,65,85|0,18,65", "17", "5-17;0-17;*")]
    [InlineData("bands:0,5,18,65,85|0,18,65", "90", "85+;65+;*")]
    [InlineData("bands:18", "3", "below 18;*")]
    [InlineData("dates:day,month,quarter,year,decade", "31/12/2019",
        "2019-12-31;2019-12;2019-Q4;2019;2010s;*")]
    [InlineData("dates:day,week", "2019-12-31", "2019-12-31;2020-W01;*")]
    [InlineData("ages:2026-01-01,5,10", "1981-01-02", "44;40-44;40-49;*")]
    [InlineData("ages:2026-01-01,5,10", "1981-01-01", "45;45-49;40-49;*")]
    [InlineData("postcodes:unit,sector,district,area,region", "ls13ab",
        "LS1 3AB;LS1 3;LS1;LS;Yorkshire and the Humber;*")]
    [InlineData("postcodes:district,region", "ZZ99 3VZ", "ZZ99 3VZ;no region;*")]
    [InlineData("prefix:3,1", "A01.2", "A01**;A****;*")]
    [InlineData("prefix:3,1", "A0", "A0;A*;*")]
    [InlineData("list", "red", "*")]
    [InlineData("uk-age", "44", "40-44;35-44;15-64;*")]
    [InlineData("uk-age", "97", "90+;85+;65+;*")]
    [InlineData("uk-postcode", "EC1A 1BB", "EC1A 1;EC1A;EC;London;*")]
    [InlineData("uk-date", "2026-06-19", "2026-06-19;2026-06;2026-Q2;2026;2020s;*")]
    [InlineData("uk-ethnicity", "H", "Asian or Asian British;*")]
    [InlineData("uk-ethnicity", "99", "Not stated or not known;*")]
    [InlineData("uk-icd10", "J45.9", "J45;J00-J99;*")]
    [InlineData("uk-icd10", "D50", "D50;D50-D89;*")]
    public void Build_OneValue_GoesUpTheseLevels(string rule, string value, string levels)
    {
        var h = HierarchyRule.Parse(rule).Build(Column(value));
        Assert.Equal(levels, string.Join(';',
            Enumerable.Range(1, h.LevelCount - 1).Select(level => h.LabelOf(0, level))));
        Assert.Equal(value, h.LabelOf(0, 0));
    }

    [Theory]
    [InlineData("")]
    [InlineData("stars:5")]
    [InlineData("intervals")]
    [InlineData("intervals:0")]
    [InlineData("intervals:10,5")]
    [InlineData("intervals:4,6")]
    [InlineData("intervals:five")]
    [InlineData("bands:18,5")]
    [InlineData("bands:0,18|0,20")]
    [InlineData("dates:")]
    [InlineData("dates:month,day")]
    [InlineData("dates:week,month")]
    [InlineData("dates:fortnight")]
    [InlineData("ages:5")]
    [InlineData("ages:2026-01-01,0.5")]
    [InlineData("postcodes:town")]
    [InlineData("prefix:1,3")]
    [InlineData("prefix:0")]
    public void Parse_NotARule_IsRefused(string rule)
    {
        var error = Assert.Throws<TableProblemException>(() => HierarchyRule.Parse(rule));
        Assert.Equal("rule-invalid", error.Problems[0].Code);
    }

    [Theory]
    [InlineData("intervals:5", "forty")]
    [InlineData("uk-date", "2026-02-30")]
    [InlineData("ages:2026-01-01,5", "2026-01-02")]
    [InlineData("uk-postcode", "LS1")]
    [InlineData("uk-ethnicity", "Q")]
    [InlineData("uk-icd10", "D49")]
    public void Build_ValueOfAnotherKind_IsRefusedWithoutNamingIt(string rule, string value)
    {
        var error = Assert.Throws<TableProblemException>(
            () => HierarchyRule.Parse(rule).Build(Column("", value)));
        Assert.Equal("value-unfit", error.Problems[0].Code);
        Assert.Contains("row 2 ", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain($"'{value}'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Build_EmptyValue_StaysEmptyUpToTheLastLevel()
    {
        var h = HierarchyRule.Parse("intervals:5,10").Build(Column("7", ""));
        Assert.Equal(["", "", "", "*"],
            Enumerable.Range(0, 4).Select(level => h.LabelOf(1, level)));
    }

    [Fact]
    public void Build_EveryPostcodeArea_HasARegion()
    {
        var letters = Enumerable.Range('A', 26).Select(c => ((char)c).ToString()).ToList();
        var areas = letters.Concat(letters.SelectMany(a => letters.Select(b => a + b)))
            .Select(area => $"{area}1 1AA")
            .Where(p => Postcode.TryParse(p, out var read) && read.Kind == PostcodeKind.Place)
            .ToArray();
        var h = HierarchyRule.Parse("postcodes:area,region").Build(Column(areas));
        Assert.InRange(areas.Length, 120, 124);
        Assert.Equal(13, h.GroupCount(2));
    }

    [Fact]
    public void Tree_CodesOfDifferentDepth_GoUpStepByStep()
    {
        var tree = CodeTree.Read(new StringReader("J45.9;J45\nJ45;J\nJ;\nK;\n"));
        var h = tree.AsRule("tree:x").Build(Column("J45.9", "J45", "K"));
        Assert.Equal("J45.9;J45;J;*", Levels(h, 0));
        Assert.Equal("J45;J45;J;*", Levels(h, 1));
        Assert.Equal("K;K;K;*", Levels(h, 2));
    }

    [Theory]
    [InlineData("a;b\nb;a\n")]
    [InlineData("a;b\na;c\n")]
    [InlineData("a\n")]
    [InlineData("")]
    [InlineData("a;a\n")]
    public void Tree_NotATree_IsRefused(string text)
    {
        var error = Assert.Throws<TableProblemException>(
            () => CodeTree.Read(new StringReader(text)));
        Assert.Equal("tree-invalid", error.Problems[0].Code);
    }

    private static string Levels(Hierarchy h, int leaf) => string.Join(';',
        Enumerable.Range(0, h.LevelCount).Select(level => h.LabelOf(leaf, level)));

    private static Column Column(params string[] values) =>
        Table.FromRows(["c"], [.. values.Select(string[] (v) => [v])]).Columns[0];
}
