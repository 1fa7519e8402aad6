namespace Proviso.Deidentification.Tables.Privacy;

/// <summary>Distinct l-diversity, and recursive (c,l)-diversity where c is given.</summary>
internal sealed class DiversityModel(string description, string sensitive, int l, double? c)
    : PrivacyModel(description, sensitive)
{
    internal override ClassCriterion BindClass(ModelBinding binding) =>
        new Criterion(binding.Position, l, c);

    private sealed class Criterion(int sensitive, int l, double? c) : ClassCriterion
    {
        public override int Sensitive => sensitive;

        // l different values need l rows.
        public override int RowsMin => l;

        public override ClassState Judge(
            long rows, long population, ReadOnlySpan<int> histogram)
        {
            if (Diversity.CountDistinct(histogram) < l)
                return ClassState.Hopeless;
            return c is not { } ratio || IsRecursive(histogram, ratio)
                ? ClassState.Good
                : ClassState.Bad;
        }

        /// <summary>Of the most frequent value so many rows are left out that it is rare
        /// enough; the others then release all their rows at the most.</summary>
        public override long RowsSavable(long rows, ReadOnlySpan<int> histogram)
        {
            if (c is not { } ratio)
                return rows;
            var sorted = histogram.ToArray();
            Array.Sort(sorted, (a, b) => b.CompareTo(a));
            var rare = sorted.Skip(l - 1).Sum(n => (long)n);
            var most = (long)Math.Ceiling(ratio * rare);
            return sorted.Sum(n => Math.Min(n, most));
        }

        private bool IsRecursive(ReadOnlySpan<int> histogram, double ratio)
        {
            var sorted = histogram.ToArray();
            Array.Sort(sorted, (a, b) => b.CompareTo(a));
            return sorted[0] < ratio * sorted.Skip(l - 1).Sum(n => (long)n);
        }
    }
}

internal sealed class EntropyModel(string description, string sensitive, double l)
    : PrivacyModel(description, sensitive)
{
    internal override ClassCriterion BindClass(ModelBinding binding) =>
        new Criterion(binding.Position, l);

    private sealed class Criterion(int sensitive, double l) : ClassCriterion
    {
        /// <summary>A class that lies at log l but for rounding is not released: an error of
        /// arithmetic must never be what lets a row out.</summary>
        private const double Rounding = 1e-12;

        public override int Sensitive => sensitive;

        public override ClassState Judge(
            long rows, long population, ReadOnlySpan<int> histogram)
        {
            // The entropy of m values is at most log m, and so is that of any part of the class.
            if (Diversity.CountDistinct(histogram) < l)
                return ClassState.Hopeless;

            var entropy = 0.0;
            foreach (var n in histogram)
            {
                if (n > 0)
                    entropy -= (double)n / rows * Math.Log((double)n / rows);
            }

            return entropy > Math.Log(l) + Rounding ? ClassState.Good : ClassState.Bad;
        }
    }
}

internal static class Diversity
{
    public static int CountDistinct(ReadOnlySpan<int> histogram)
    {
        var distinct = 0;
        foreach (var n in histogram)
            distinct += n > 0 ? 1 : 0;
        return distinct;
    }
}
