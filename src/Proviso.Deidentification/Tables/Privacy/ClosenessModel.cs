using System.Globalization;
using Proviso.Deidentification.Tables.Hierarchies;

namespace Proviso.Deidentification.Tables.Privacy;

internal sealed class ClosenessModel(
    string description, string sensitive, double t, ValueDistance distance, Hierarchy? hierarchy)
    : PrivacyModel(description, sensitive)
{
    /// <summary>Most different sensitive values.</summary>
    public const int ValuesMax = 4_096;

    internal override ClassCriterion BindClass(ModelBinding binding)
    {
        var leafOf = new int[binding.Values.Count];
        for (var v = 0; v < leafOf.Length && hierarchy is not null; v++)
        {
            if (!hierarchy.TryFind(binding.Values[v], out leafOf[v]))
            {
                throw new TableProblemException("hierarchy-incomplete",
                    $"The hierarchy of '{Sensitive}' lacks a value that is in the table. "
                    + "Add a line for it.");
            }
        }

        return distance switch
        {
            _ when binding.Values.Count > ValuesMax => throw new TableProblemException(
                "sensitive-too-many",
                $"'{Sensitive}' has more than {ValuesMax:N0} values; t-closeness looks at fewer. "
                + "Group them, or use l-diversity."),
            ValueDistance.Equal => new Criterion(binding, t, new EqualDistance()),
            ValueDistance.Ordered => new Criterion(
                binding, t, new OrderedDistance(OrderOf(binding.Values, leafOf))),
            _ => new Criterion(binding, t, new TreeDistance(hierarchy!, leafOf)),
        };
    }

    private int[] OrderOf(IReadOnlyList<string> values, int[] leafOf)
    {
        var positions = Enumerable.Range(0, values.Count);
        if (hierarchy is not null)
            return [.. positions.OrderBy(v => leafOf[v])];
        return values.All(v => double.TryParse(v, CultureInfo.InvariantCulture, out _))
            ? [.. positions.OrderBy(v => double.Parse(values[v], CultureInfo.InvariantCulture))]
            : [.. positions.OrderBy(v => values[v], StringComparer.Ordinal)];
    }

    private sealed class Criterion(ModelBinding binding, double t, EarthMover distance)
        : ClassCriterion
    {
        /// <summary>A distance of exactly t is allowed; rounding must not say otherwise.</summary>
        private const double Rounding = 1e-12;

        /// <summary>Enough to know the rows that can be saved to one in a thousand.</summary>
        private const int SavableSteps = 10;

        private readonly double[] whole = [.. binding.Counts.Select(
            n => (double)n / binding.Counts.Sum(m => (long)m))];

        public override int Sensitive => binding.Position;

        public override ClassState Judge(
            long rows, long population, ReadOnlySpan<int> histogram)
        {
            Span<double> surplus = histogram.Length <= 256
                ? stackalloc double[histogram.Length]
                : new double[histogram.Length];
            for (var v = 0; v < surplus.Length; v++)
                surplus[v] = ((double)histogram[v] / rows) - whole[v];
            return distance.Between(surplus) <= t + Rounding
                ? ClassState.Good
                : Least(histogram, 0) > t + Rounding ? ClassState.Hopeless : ClassState.Bad;
        }

        public override long RowsSavable(long rows, ReadOnlySpan<int> histogram)
        {
            // The fewer rows are released, the freer is the choice among them.
            var (some, tooMany) = (0L, rows);
            for (var step = 0; step < SavableSteps && tooMany - some > 1; step++)
            {
                var middle = (some + tooMany) / 2;
                if (Least(histogram, middle) > t + Rounding)
                    tooMany = middle;
                else
                    some = middle;
            }

            return tooMany - 1;
        }

        /// <summary>The least distance that so many rows with these values can have, if they may
        /// be chosen; of any number of rows where it is 0.</summary>
        private double Least(ReadOnlySpan<int> histogram, long rows)
        {
            Span<double> room = histogram.Length <= 256
                ? stackalloc double[histogram.Length]
                : new double[histogram.Length];
            for (var v = 0; v < room.Length; v++)
            {
                var share = rows == 0
                    ? Math.Min(histogram[v], 1)
                    : Math.Min((double)histogram[v] / rows, 1);
                room[v] = share - whole[v];
            }

            return distance.LeastWithin(room);
        }
    }

    private abstract class EarthMover
    {
        /// <summary>The work of moving the surplus so that nothing is left over.</summary>
        public abstract double Between(ReadOnlySpan<double> surplus);

        /// <summary>At most the work of filling a demand from what there is room for, which
        /// may be more than the demand.</summary>
        /// <param name="room">Room less demand, by value.</param>
        public abstract double LeastWithin(ReadOnlySpan<double> room);
    }

    private sealed class EqualDistance : EarthMover
    {
        public override double Between(ReadOnlySpan<double> surplus)
        {
            var work = 0.0;
            foreach (var s in surplus)
                work += Math.Max(0, s);
            return work;
        }

        public override double LeastWithin(ReadOnlySpan<double> room)
        {
            var work = 0.0;
            foreach (var r in room)
                work += Math.Max(0, -r);
            return work;
        }
    }

    private sealed class OrderedDistance(int[] order) : EarthMover
    {
        public override double Between(ReadOnlySpan<double> surplus)
        {
            var work = 0.0;
            var carried = 0.0;
            foreach (var v in order)
            {
                carried += surplus[v];
                work += Math.Abs(carried);
            }

            return work / Math.Max(1, order.Length - 1);
        }

        // Over each cut of the line at least that must travel which one side lacks.
        public override double LeastWithin(ReadOnlySpan<double> room)
        {
            var all = 0.0;
            foreach (var r in room)
                all += r;
            var work = 0.0;
            var left = 0.0;
            foreach (var v in order)
            {
                left += room[v];
                work += Math.Max(0, Math.Max(-left, left - all));
            }

            return work / Math.Max(1, order.Length - 1);
        }
    }

    /// <summary>Distance in the tree of a hierarchy (Li and others 2007, section 5.3). Where the
    /// coarsest level still has several groups, one more level above holds them all. Nodes are
    /// numbered level by level, a value by its own number, the root last.</summary>
    private sealed class TreeDistance : EarthMover
    {
        private readonly int[] parent;
        private readonly double[] cost;
        private readonly int values;

        public TreeDistance(Hierarchy hierarchy, int[] leafOf)
        {
            values = leafOf.Length;
            var levels = hierarchy.LevelCount;
            var root = values;
            var first = new int[levels];
            for (var level = 1; level < levels; level++)
            {
                first[level] = root;
                root += hierarchy.GroupCount(level);
            }

            parent = new int[root + 1];
            cost = new double[root + 1];
            var top = levels - 1;
            var height = Math.Max(1, hierarchy.GroupCount(top) == 1 ? top : top + 1);
            for (var v = 0; v < values; v++)
                parent[v] = levels == 1 ? root : first[1] + hierarchy.GroupOf(leafOf[v], 1);
            for (var level = 1; level < levels; level++)
            {
                for (var g = 0; g < hierarchy.GroupCount(level); g++)
                {
                    cost[first[level] + g] = (double)level / height;
                    parent[first[level] + g] = level == top
                        ? root
                        : first[level + 1] + hierarchy.ParentOf(level, g);
                }
            }

            cost[root] = 1;
        }

        public override double Between(ReadOnlySpan<double> surplus)
        {
            Span<double> more = parent.Length <= 256
                ? stackalloc double[parent.Length]
                : new double[parent.Length];
            Span<double> less = parent.Length <= 256
                ? stackalloc double[parent.Length]
                : new double[parent.Length];
            more.Clear();
            less.Clear();
            var work = 0.0;
            for (var node = 0; node < parent.Length - 1; node++)
            {
                var net = node < values ? surplus[node] : more[node] - less[node];
                if (node >= values)
                    work += cost[node] * Math.Min(more[node], less[node]);
                if (net > 0)
                    more[parent[node]] += net;
                else
                    less[parent[node]] -= net;
            }

            return work + Math.Min(more[^1], less[^1]);
        }

        // Each group takes what it can from within, the nearest first, which in a tree is best.
        public override double LeastWithin(ReadOnlySpan<double> room) => Between(room);
    }
}
