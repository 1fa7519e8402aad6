using Proviso.Deidentification.Tables.Reading;
using Proviso.Deidentification.Tables.Risk;
using Xunit.Abstractions;

namespace Proviso.Deidentification.Tests.Tables.Risk;

public sealed class RiskReportTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(3, 528, 0.01409058, 0.01750547, 0.00205557)]
    [InlineData(9, 19502, 0.77813142, 0.64657516, 0.51428950)]
    public void Of_RawAdult_IsWhatAnIndependentToolFinds(
        int columns, long classes, double atRisk, double average, double unique)
    {
        if (SharedTables.Adult(output) is not { } adult)
            return;
        var risk = RiskReport.Of(
            adult.Table, adult.Table.Columns.Take(columns).Select(c => c.Name), 0.2);
        Assert.Equal(classes, risk.Classes);
        Assert.Equal(atRisk, risk.ShareAtRisk, 8);
        Assert.Equal(1, risk.Highest);
        Assert.Equal(average, risk.Average, 8);
        Assert.Equal(unique, risk.ShareUnique, 8);
    }

    [Fact]
    public void PopulationUniqueness_RawAdultInTheUk_IsWhatAnIndependentToolFinds()
    {
        // The tool does not say how many people it takes the United Kingdom to have; this many
        // explain both of its figures.
        const long People = 63_705_000;
        if (SharedTables.Adult(output) is not { } adult)
            return;
        var risk = RiskReport.Of(adult.Table, adult.Table.Columns.Select(c => c.Name));
        Assert.Equal(0.06117255, PopulationUniqueness.Pitman(risk, People)!.Value, 1e-7);
        Assert.Equal(0.26484691, PopulationUniqueness.Zayatz(risk, People), 1e-7);
    }

    [Fact]
    public void Of_NoRows_HasNoRisk()
    {
        var risk = RiskReport.Of(Table.FromRows(["a"], []), ["a"]);
        Assert.Equal((0, 0, 0, 0), (risk.Highest, risk.Average, risk.ShareAtRisk, risk.Rows));
    }
}
