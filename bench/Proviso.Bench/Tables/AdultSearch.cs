using BenchmarkDotNet.Attributes;
using Proviso.Deidentification.Tables;
using Proviso.Deidentification.Tables.Hierarchies;
using Proviso.Deidentification.Tables.Privacy;
using Proviso.Deidentification.Tables.Reading;
using Proviso.Deidentification.Tables.Search;

namespace Proviso.Bench.Tables;

/// <summary>The search alone on Adult, with the plainest single-thread exhaustion of the lattice
/// as the baseline of the same run. Needs PROVISO_SHARED.</summary>
[SimpleJob(launchCount: 1, warmupCount: 2, iterationCount: 5)]
[MemoryDiagnoser]
public class AdultSearch
{
    private Anonymisation request = null!;
    private SearchProblem problem = null!;

    [Params("k=5, 0 %", "k=5, 5 %", "k=5, 100 %", "3-diversity, 0 %", "3-diversity, 5 %",
        "0.2-closeness, 0 %", "0.2-closeness, 5 %")]
    public string Case { get; set; } = "";

    [GlobalSetup]
    public void Prepare()
    {
        var folder = Path.Combine(
            Environment.GetEnvironmentVariable("PROVISO_SHARED") ?? "../shared",
            "data", "tables", "adult");
        var table = CsvTable.Read(Path.Combine(folder, "adult.csv"));
        var limit = Case.EndsWith(" 0 %", StringComparison.Ordinal) ? 0
            : Case.EndsWith(" 5 %", StringComparison.Ordinal) ? 0.05 : 1;
        var sensitive = Case.StartsWith('k') ? "" : "occupation";
        var trees = HierarchyFile.ReadFolder(folder, table.Columns.Select(c => c.Name));
        request = Anonymisation.Of(table).SuppressAtMost(limit)
            .Require(PrivacyModel.KAnonymity(5));
        foreach (var h in trees.Where(h => h.Name != sensitive))
            request = request.Generalise(h.Name, h);
        if (Case.StartsWith('3'))
            request = request.Require(PrivacyModel.DistinctDiversity(sensitive, 3));
        if (Case.StartsWith("0.2", StringComparison.Ordinal))
        {
            request = request.Require(PrivacyModel.Closeness(
                sensitive, 0.2, ValueDistance.Hierarchical,
                trees.Single(h => h.Name == sensitive)));
        }

        problem = Packing.Pack(request, null).Problem;
    }

    [Benchmark]
    public double Search() => Searcher.Run(
        request, problem, new SearchOptions(), CancellationToken.None).Best.Score;

    [Benchmark(Baseline = true)]
    public double Exhaustion() => PlainExhaustion.Best(request, problem);
}
