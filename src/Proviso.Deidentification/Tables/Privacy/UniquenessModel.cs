using Proviso.Deidentification.Tables.Reading;
using Proviso.Deidentification.Tables.Risk;

namespace Proviso.Deidentification.Tables.Privacy;

internal sealed class UniquenessModel(
    double shareMax, long people, UniquenessEstimate estimate)
    : PrivacyModel($"at most {shareMax:0.####} of the rows unique in a population of "
        + $"{people:N0} ({estimate})")
{
    internal override void Check(Table table)
    {
        if (people < table.RowCount)
        {
            throw new TableProblemException("population-invalid",
                $"The population of {people:N0} is smaller than the table. Give the number of "
                + "people that the table was drawn from.");
        }
    }

    internal override ReleaseCriterion BindRelease() => new Criterion(shareMax, people, estimate);

    private sealed class Criterion(
        double shareMax, long people, UniquenessEstimate estimate) : ReleaseCriterion
    {
        // An estimate can rise when classes are merged: nothing is ruled out by it.
        public override bool MergingKeepsGood => false;

        public override bool IsMet(IReadOnlyList<(int Size, int Classes)> sizes) =>
            sizes.Count == 0 || sizes[0].Size > 1
            || Risk.PopulationUniqueness.Of(
                estimate, RiskReport.OfSizes(sizes), people) <= shareMax;
    }
}
