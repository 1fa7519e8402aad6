namespace Proviso.Deidentification.Tables.Privacy;

internal sealed class SizeModel(string description, int rowsMin) : PrivacyModel(description)
{
    internal override ClassCriterion BindClass(ModelBinding binding) => new Criterion(rowsMin);

    private sealed class Criterion(int rowsMin) : ClassCriterion
    {
        public override int RowsMin => rowsMin;
    }
}

internal sealed class PopulationModel(string description, int peopleMin)
    : PrivacyModel(description)
{
    public override bool NeedsPopulation => true;

    internal override ClassCriterion BindClass(ModelBinding binding) => new Criterion(peopleMin);

    private sealed class Criterion(int peopleMin) : ClassCriterion
    {
        public override int PopulationMin => peopleMin;
    }
}

internal sealed class PresenceModel(double shareMin, double shareMax)
    : PrivacyModel($"({shareMin:0.####}, {shareMax:0.####})-presence")
{
    public override bool NeedsPopulation => true;

    internal override ClassCriterion BindClass(ModelBinding binding) =>
        new Criterion(shareMin, shareMax);

    private sealed class Criterion(double least, double most) : ClassCriterion
    {
        public override bool LooksAtSizes => true;

        // Merged with people of whom none is in the table, the share falls.
        public override bool MergingKeepsGood => least <= 0;

        public override ClassState Judge(
            long rows, long population, ReadOnlySpan<int> histogram)
        {
            if (rows == 0)
                return ClassState.Good;
            var share = population == 0 ? 1 : (double)rows / population;
            return share >= least && share <= most ? ClassState.Good : ClassState.Bad;
        }
    }
}

internal sealed class AverageRiskModel(double riskMax)
    : PrivacyModel($"average re-identification risk at most {riskMax:0.####}")
{
    internal override ReleaseCriterion BindRelease() => new Criterion(riskMax);

    private sealed class Criterion(double riskMax) : ReleaseCriterion
    {
        public override bool MergingKeepsGood => true;

        public override bool IsMet(IReadOnlyList<(int Size, int Classes)> sizes)
        {
            var rows = sizes.Sum(s => (long)s.Size * s.Classes);
            return rows == 0 || (double)sizes.Sum(s => (long)s.Classes) / rows <= riskMax;
        }
    }
}
