using Proviso.Deidentification.Tables;
using Proviso.Deidentification.Tables.Hierarchies;
using Proviso.Deidentification.Tables.Measures;
using Proviso.Deidentification.Tables.Privacy;
using Proviso.Deidentification.Tables.Reading;
using Proviso.Deidentification.Tables.Risk;

namespace Proviso.Deidentification.Tests.Tables.Search;

/// <summary>On small random tables the search finds what trying everything finds, for every
/// model, measure and limit.</summary>
public sealed class AgainstBruteForceTests
{
    private static readonly int TablesEach =
        Environment.GetEnvironmentVariable("PROVISO_LONG") == "1" ? 100 : 5;

    private static readonly double[] Limits = [0, 0.05, 0.3, 1];

    public static TheoryData<UtilityMeasure, string> Cases()
    {
        var cases = new TheoryData<UtilityMeasure, string>();
        foreach (var measure in Enum.GetValues<UtilityMeasure>())
        {
            foreach (var model in new[]
            {
                "k", "distinct", "entropy", "recursive", "equal", "ordered", "tree", "average",
                "map", "presence", "pitman", "zayatz", "dankar",
            })
            {
                cases.Add(measure, model);
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Find_SmallTable_IsWhatTryingEverythingFinds(UtilityMeasure measure, string model)
    {
        for (var seed = 0; seed < TablesEach; seed++)
        {
            foreach (var limit in Limits)
                Compare(new SmallTable(new Random(seed)), measure, model, limit);
        }
    }

    private static void Compare(
        SmallTable small, UtilityMeasure measure, string model, double limit)
    {
        var request = small.Request.SuppressAtMost(limit).Minimise(measure);
        request = request.Require(small.Model(model));
        var brute = new BruteForce(
            small.Table, small.Hierarchies, limit, measure)
        {
            IsGood = (rows, levels) => small.IsGood(model, rows, levels),
            ReleaseIsGood = small.ReleaseIsGood(model),
        };
        var wanted = brute.Best();
        if (wanted is null)
        {
            var error = Assert.Throws<TableProblemException>(
                () => request.Find(new SearchOptions()));
            Assert.Equal("nothing-fits", error.Problems[0].Code);
            return;
        }

        var result = request.Find(new SearchOptions { Threads = 2 });
        var at = brute.At([.. result.Levels]);
        Assert.NotNull(at);
        Assert.Equal(wanted.Value, result.Measure, 7);
        Assert.Equal(at.Value.Measure, result.Measure, 7);
        Assert.Equal(at.Value.Suppressed, result.Suppressed);
        Assert.Equal(at.Value.Classes, result.Classes);
        Assert.True(result.IsOptimal);
        Assert.Equal(
            at.Value.Suppressed,
            Enumerable.Range(0, small.Table.RowCount).Count(r => !result.IsKept(r)));
    }

    /// <summary>A random table of up to 40 rows, two or three columns to generalise, a sensitive
    /// one, and a population that it is part of.</summary>
    private sealed class SmallTable
    {
        private readonly Table population;
        private readonly Hierarchy sensitive;
        private readonly int k;

        public SmallTable(Random random)
        {
            k = random.Next(2, 5);
            var columns = random.Next(2, 4);
            Hierarchies = [.. Enumerable.Range(0, columns).Select(c => Tree($"c{c}", random))];
            sensitive = Tree("s", random);
            var names = Hierarchies.Select(h => h.Name).Append("s").ToList();
            var people = Enumerable.Range(0, random.Next(20, 80))
                .Select(_ => Hierarchies.Append(sensitive).Select(h => Leaf(h, random)).ToArray())
                .ToList();
            population = Table.FromRows(names, people);
            Table = Table.FromRows(names, [.. people.Take(random.Next(1, 40))]);
            Request = Anonymisation.Of(Table).Within(population);
            foreach (var h in Hierarchies)
                Request = Request.Generalise(h.Name, h);
        }

        public Hierarchy[] Hierarchies { get; }

        public Table Table { get; }

        public Anonymisation Request { get; }

        public PrivacyModel Model(string name) => name switch
        {
            "k" => PrivacyModel.KAnonymity(k),
            "distinct" => PrivacyModel.DistinctDiversity("s", 2),
            "entropy" => PrivacyModel.EntropyDiversity("s", 1.7),
            "recursive" => PrivacyModel.RecursiveDiversity("s", 1.5, 2),
            "equal" => PrivacyModel.Closeness("s", 0.4, ValueDistance.Equal),
            "ordered" => PrivacyModel.Closeness("s", 0.25, ValueDistance.Ordered, sensitive),
            "tree" => PrivacyModel.Closeness("s", 0.3, ValueDistance.Hierarchical, sensitive),
            "average" => PrivacyModel.AverageRisk(0.4),
            "map" => PrivacyModel.KMap(k + 1),
            "pitman" => PrivacyModel.PopulationUniqueness(0.1, 500, UniquenessEstimate.Pitman),
            "zayatz" => PrivacyModel.PopulationUniqueness(0.1, 80, UniquenessEstimate.Zayatz),
            "dankar" => PrivacyModel.PopulationUniqueness(0.1, 250, UniquenessEstimate.Dankar),
            _ => PrivacyModel.Presence(0.1, 0.6),
        };

        public bool IsGood(string model, IReadOnlyList<int> rows, int[] levels) => model switch
        {
            "k" => rows.Count >= k,
            "distinct" => Values(rows).Distinct().Count() >= 2,
            "entropy" => Values(rows).GroupBy(v => v).Sum(
                g => -(double)g.Count() / rows.Count * Math.Log((double)g.Count() / rows.Count))
                > Math.Log(1.7),
            "recursive" => IsRecursive(rows),
            "average" or "pitman" or "zayatz" or "dankar" => true,
            "map" => People(rows[0], levels) >= k + 1,
            "presence" => (double)rows.Count / People(rows[0], levels) is >= 0.1 and <= 0.6,
            _ => Distance(model, rows) <= (model == "equal" ? 0.4 : model == "tree" ? 0.3 : 0.25)
                + 1e-12,
        };

        public Func<IReadOnlyList<int>, bool>? ReleaseIsGood(string model) => model switch
        {
            "average" => sizes => (double)sizes.Count / sizes.Sum() <= 0.4,
            "pitman" => sizes => PopulationUniqueness.Pitman(Risk(sizes), 500) <= 0.1,
            "zayatz" => sizes => PopulationUniqueness.Zayatz(Risk(sizes), 80) <= 0.1,

            // At most a tenth of 250 people: Pitman's, if it fits.
            "dankar" => sizes => (sizes.Sum() <= 25
                ? PopulationUniqueness.Pitman(Risk(sizes), 250)
                    ?? PopulationUniqueness.Zayatz(Risk(sizes), 250)
                : PopulationUniqueness.Zayatz(Risk(sizes), 250)) <= 0.1,
            _ => null,
        };

        private static RiskReport Risk(IReadOnlyList<int> sizes) => RiskReport.Of(
            Table.FromRows(["class"], [.. sizes.SelectMany((size, i) =>
                Enumerable.Repeat<string[]>([$"{i}"], size))]),
            ["class"]);

        private int People(int row, int[] levels)
        {
            string Look(Table table, int at) => string.Join('|', Hierarchies.Select((h, j) =>
            {
                Assert.True(h.TryFind(table.Columns[j][at], out var leaf));
                return h.LabelOf(leaf, levels[j]);
            }));
            return Enumerable.Range(0, population.RowCount)
                .Count(p => Look(population, p) == Look(Table, row));
        }

        private bool IsRecursive(IReadOnlyList<int> rows)
        {
            var sizes = Values(rows).GroupBy(v => v).Select(g => g.Count())
                .OrderDescending().ToList();
            return sizes.Count >= 2 && sizes[0] < 1.5 * sizes.Skip(1).Sum();
        }

        /// <summary>The work of moving one distribution to the other along a line or a tree,
        /// by cutting every edge once.</summary>
        private double Distance(string model, IReadOnlyList<int> rows)
        {
            var all = Enumerable.Range(0, Table.RowCount).ToList();
            double Share(IReadOnlyList<int> of, Func<string, bool> which) =>
                (double)Values(of).Count(which) / of.Count;
            double Gap(Func<string, bool> which) => Share(rows, which) - Share(all, which);
            var values = Values(all).Distinct().ToList();
            if (model == "equal")
                return values.Sum(v => Math.Abs(Gap(x => x == v))) / 2;
            if (model == "ordered")
            {
                var line = values.OrderBy(Number).ToList();
                return line.Sum(v => Math.Abs(Gap(x => Number(x) <= Number(v))))
                    / Math.Max(1, line.Count - 1);
            }

            // Each edge of the tree is half a level long, so that two leaves whose lowest
            // group is at level h of H are h/H apart.
            var height = sensitive.LevelCount - 1;
            var work = 0.0;
            for (var level = 0; level < height; level++)
            {
                var labels = values.Select(v => sensitive.LabelOf(Number(v), level)).Distinct();
                work += labels.Sum(label => Math.Abs(
                    Gap(x => sensitive.LabelOf(Number(x), level) == label))) / 2 / height;
            }

            return work;
        }

        private int Number(string value)
        {
            Assert.True(sensitive.TryFind(value, out var leaf));
            return leaf;
        }

        private IEnumerable<string> Values(IEnumerable<int> rows) =>
            rows.Select(r => Table["s"][r]);

        private static string Leaf(Hierarchy h, Random random) =>
            h.LabelOf((int)(h.LeafCount * random.NextDouble() * random.NextDouble()), 0);

        /// <summary>A random tree of up to seven values; one group of all at the top.</summary>
        private static Hierarchy Tree(string name, Random random)
        {
            var leaves = random.Next(2, 8);
            var rows = Enumerable.Range(0, leaves)
                .Select(v => new List<string> { $"{name}-{v}" }).ToList();
            var groups = Enumerable.Range(0, leaves).ToArray();
            for (var level = 1; level <= random.Next(0, 3); level++)
            {
                var into = groups.Distinct().ToDictionary(g => g, _ => random.Next(3));
                for (var v = 0; v < leaves; v++)
                    rows[v].Add($"{name}-{level}-{groups[v] = into[groups[v]]}");
            }

            foreach (var row in rows)
                row.Add("*");
            return Hierarchy.Create(name, rows);
        }
    }
}
