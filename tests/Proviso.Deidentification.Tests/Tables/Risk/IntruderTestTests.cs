using Proviso.Deidentification.Tables;
using Proviso.Deidentification.Tables.Hierarchies;
using Proviso.Deidentification.Tables.Measures;
using Proviso.Deidentification.Tables.Privacy;
using Proviso.Deidentification.Tables.Reading;
using Proviso.Deidentification.Tables.Risk;

namespace Proviso.Deidentification.Tests.Tables.Risk;

public sealed class IntruderTestTests
{
    private static readonly Hierarchy Age = HierarchyFile.Read(
        "age", new StringReader("30;30-39;*\n31;30-39;*\n45;40-49;*\n"));

    private static readonly Hierarchy Sex = HierarchyFile.Read(
        "sex", new StringReader("F;*\nM;*\n"));

    private static readonly string[] Headings = ["who", "age", "sex"];

    [Fact]
    public void Of_RowsAsTheyAre_CountsTrueAndFalseMatches()
    {
        // B is in the file with a wrong age, so that C is taken for B; D fits two people.
        var table = Table.FromRows(Headings,
            [["A", "45", "F"], ["B", "31", "F"], ["D", "30", "M"], ["G", "31", "M"]]);
        var people = Table.FromRows(Headings,
            [["A", "45", "F"], ["B", "30", "F"], ["C", "31", "F"], ["D", "30", "M"],
                ["E", "30", "M"], ["F", "99", "M"]]);
        var found = IntruderTest.Of(Release(table, [0, 0]), people, "who");
        Assert.Equal(new IntruderTest(4, 1, 2, 1, 1.5, 1), found);
        Assert.Equal(1, found.FalseMatches);
    }

    [Fact]
    public void Of_CoarserRows_FitMorePeople()
    {
        var table = Table.FromRows(Headings, [["A", "45", "F"], ["B", "31", "F"]]);
        var people = Table.FromRows(Headings, [["A", "45", "F"], ["B", "31", "F"]]);
        Assert.Equal(new IntruderTest(2, 0, 2, 2, 2, 0),
            IntruderTest.Of(Release(table, [1, 0]), people, "who"));
        Assert.Equal(new IntruderTest(2, 0, 0, 0, 1, 0),
            IntruderTest.Of(Release(table, [2, 0]), people, "who"));
        Assert.Equal(new IntruderTest(2, 0, 0, null, null, 0),
            IntruderTest.Of(Release(table, [2, 1]), people));
    }

    [Fact]
    public void Of_RandomTables_IsWhatLookingAtEveryPairFinds()
    {
        for (var seed = 0; seed < 50; seed++)
        {
            var random = new Random(seed);
            string[] Person(int who) => [$"p{who}", random.Next(3) switch
            {
                0 => "30",
                1 => "31",
                _ => "45",
            }, random.Next(2) == 0 ? "F" : "M"];
            var people = Enumerable.Range(0, random.Next(1, 30)).Select(Person).ToList();
            var rows = people.Take(random.Next(1, people.Count + 1)).ToList();
            int[] levels = [random.Next(3), random.Next(2)];
            var found = IntruderTest.Of(
                Release(Table.FromRows(Headings, rows), levels),
                Table.FromRows(Headings, people), "who");
            string Coarse(string[] person) =>
                Label(Age, person[1], levels[0]) + Label(Sex, person[2], levels[1]);
            var fits = rows.Select(r => people.Where(p => Coarse(p) == Coarse(r)).ToList())
                .ToList();
            Assert.Equal(fits.Count(f => f.Count == 1), found.Claims);
            Assert.Equal(fits.Count(f => f.Count == 1), found.TrueMatches);
            Assert.Equal(fits.Sum(f => 1.0 / f.Count), found.RightGuesses!.Value, 9);
        }
    }

    private static string Label(Hierarchy h, string value, int level)
    {
        Assert.True(h.TryFind(value, out var leaf));
        return h.LabelOf(leaf, level) + "|";
    }

    private static AnonymisationResult Release(Table table, int[] levels) =>
        Anonymisation.Of(table).Generalise("age", Age).Generalise("sex", Sex)
            .Require(PrivacyModel.KAnonymity(1)).Minimise(UtilityMeasure.Precision).At(levels);
}
