using Proviso.Deidentification.Tables;
using Proviso.Deidentification.Tables.Hierarchies;
using Proviso.Deidentification.Tables.Measures;
using Proviso.Deidentification.Tables.Privacy;
using Xunit.Abstractions;

namespace Proviso.Deidentification.Tests.Tables.Search;

/// <summary>Every optimum that an independent tool finds on the public data sets.</summary>
public sealed class ExpectedTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(5, 0.00, "0,4,1,1,3,2,2,1,0", 0.57315097, 0, 24)]
    [InlineData(5, 0.05, "0,3,0,0,2,1,1,2,0", 0.24193237, 1346, 397)]
    [InlineData(5, 1.00, "0,3,0,0,2,1,1,1,0", 0.22041193, 2553, 602)]
    [InlineData(2, 0.05, "0,3,0,0,1,1,1,1,0", 0.16900586, 1350, 1468)]
    [InlineData(10, 0.05, "0,3,0,1,2,1,1,2,0", 0.29127002, 1437, 196)]
    [InlineData(100, 0.05, "0,4,0,2,3,1,1,2,0", 0.46654315, 1339, 20)]
    public void Find_AdultGeometricLoss_IsTheKnownOptimum(
        int k, double limit, string levels, double loss, long suppressed, long classes)
    {
        if (SharedTables.Adult(output) is not { } adult)
            return;
        var result = Find(adult.Require(PrivacyModel.KAnonymity(k)).SuppressAtMost(limit));
        Check(result, levels, loss, suppressed);
        Assert.Equal(classes, result.Classes);
        Assert.True(result.IsOptimal);
    }

    [Fact]
    public void Find_AdultArithmeticLoss_IsTheKnownOptimum()
    {
        if (SharedTables.Adult(output) is not { } adult)
            return;
        var result = Find(adult.Require(PrivacyModel.KAnonymity(5)).SuppressAtMost(0.05)
            .Minimise(UtilityMeasure.LossArithmetic));
        Check(result, "0,3,0,0,2,1,1,2,0", 0.26963466, 1346);
        Assert.Equal(result.Measure, 1 - result.Granularity, 12);
    }

    [Theory]
    [InlineData("distinct", 0.00, "0,4,1,2,3,2,0,0", 0.54221083, 0)]
    [InlineData("distinct", 0.05, "0,3,0,0,2,1,1,0", 0.17170218, 1400)]
    [InlineData("entropy", 0.05, "0,3,0,1,2,1,1,0", 0.21544934, 1180)]
    [InlineData("recursive", 0.05, "0,3,0,0,2,1,1,0", 0.17214244, 1417)]
    [InlineData("tree", 0.00, "0,4,1,1,3,2,2,1", 0.75917631, 0)]
    [InlineData("tree", 0.05, "1,4,0,0,3,1,2,1", 0.61280650, 1384)]
    [InlineData("equal", 0.05, "1,4,1,1,3,1,2,1", 0.81500319, 235)]
    public void Find_AdultWithSensitiveOccupation_IsTheKnownOptimum(
        string model, double limit, string levels, double loss, long suppressed)
    {
        const string Column = "occupation";
        if (SharedTables.Adult(output, Column) is not { } adult)
            return;
        var tree = HierarchyFile.ReadFolder(
            SharedTables.Folder("adult", output)!, [Column])[0];
        if (model != "recursive")
            adult = adult.Require(PrivacyModel.KAnonymity(5));
        adult = adult.SuppressAtMost(limit).Require(model switch
        {
            "distinct" => PrivacyModel.DistinctDiversity(Column, 3),
            "entropy" => PrivacyModel.EntropyDiversity(Column, 3),
            "recursive" => PrivacyModel.RecursiveDiversity(Column, 4, 3),
            "tree" => PrivacyModel.Closeness(Column, 0.2, ValueDistance.Hierarchical, tree),
            _ => PrivacyModel.Closeness(Column, 0.2, ValueDistance.Equal),
        });
        Check(Find(adult), levels, loss, suppressed);
    }

    [Theory]
    [InlineData(0.00, "4,2,1,2,2,1,1,1,1", 0.55097405, 0)]
    [InlineData(0.05, "3,2,0,0,1,3,1,1,0", 0.26355842, 3343)]
    public void Find_MachFirstNineColumns_IsTheKnownOptimum(
        double limit, string levels, double loss, long suppressed)
    {
        string[] nine =
            ["age", "familysize", "gender", "married", "race", "religion", "Q1A", "Q2A", "Q3A"];
        if (SharedTables.Load("mach2019", "mach2019.csv", output, nine.Contains) is not { } mach)
            return;
        var result = Find(mach.Require(PrivacyModel.KAnonymity(5)).SuppressAtMost(limit)
            .Minimise(UtilityMeasure.LossArithmetic));
        Check(result, levels, loss, suppressed);
    }

    [Fact]
    public void FindLocal_Adult_KeepsMoreThanTheIndependentToolAndEveryClassHasFiveRows()
    {
        if (SharedTables.Adult(output) is not { } adult)
            return;
        var result = adult.Require(PrivacyModel.KAnonymity(5)).SuppressAtMost(0.05)
            .Minimise(UtilityMeasure.LossArithmetic).FindLocal();
        output.WriteLine($"granularity {result.Granularity}");
        Assert.True(result.Granularity > 0.8011);
        var released = Enumerable.Range(0, adult.Table.RowCount).Where(result.IsKept)
            .Select(r => string.Join('|', result.Request.Columns.Select((c, j) =>
                c.Hierarchy.TryFind(c.Column[r], out var leaf)
                    ? c.Hierarchy.LabelOf(leaf, result.LevelOf(r, j)) : "")))
            .GroupBy(row => row).ToList();
        Assert.All(released, g => Assert.True(g.Count() >= 5));
        Assert.Equal(adult.Table.RowCount - result.Suppressed, released.Sum(g => g.Count()));
    }

    [Theory]
    [InlineData(0.00, "0,0,0,3,1,2,0,1,1", 0.36767589, 0)]
    [InlineData(0.05, "1,0,0,2,3,0,0,0,1", 0.19291015, 56_447)]
    [InlineData(1.00, "1,0,0,2,3,0,0,0,1", 0.19291015, 56_447)]
    public void Find_MillionRowsOfIhis_IsTheKnownOptimum(
        double limit, string levels, double loss, long suppressed)
    {
        if (SharedTables.Ihis(output) is not { } ihis)
            return;
        Check(Find(ihis.Require(PrivacyModel.KAnonymity(5)).SuppressAtMost(limit)),
            levels, loss, suppressed);
    }

    private AnonymisationResult Find(Anonymisation request)
    {
        var result = request.Find(new SearchOptions());
        output.WriteLine($"{result.SearchTime.TotalMilliseconds:0} ms, "
            + $"{result.Evaluated} of {result.LatticeSize} evaluated");
        return result;
    }

    private static void Check(
        AnonymisationResult result, string levels, double loss, long suppressed)
    {
        Assert.Equal(loss, result.Measure, 8);
        Assert.Equal(levels, string.Join(',', result.Levels));
        Assert.Equal(suppressed, result.Suppressed);
    }
}
