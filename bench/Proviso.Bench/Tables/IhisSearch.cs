using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;
using Proviso.Deidentification.Tables;
using Proviso.Deidentification.Tables.Hierarchies;
using Proviso.Deidentification.Tables.Privacy;
using Proviso.Deidentification.Tables.Reading;
using Proviso.Deidentification.Tables.Search;

namespace Proviso.Bench.Tables;

/// <summary>The search alone on 1,185,424 synthetic rows. There is no baseline in this run:
/// exhausting 25,920 generalisations of a million rows takes the better part of an hour. Needs
/// PROVISO_SHARED, and PROVISO_IHIS with the file that make_ihis_synth.py writes.</summary>
[SimpleJob(RunStrategy.Monitoring, launchCount: 1, warmupCount: 1, iterationCount: 3)]
[MemoryDiagnoser]
public class IhisSearch
{
    private Anonymisation request = null!;
    private SearchProblem problem = null!;

    [Params(0, 0.05, 1)]
    public double Limit { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        var folder = Path.Combine(
            Environment.GetEnvironmentVariable("PROVISO_SHARED") ?? "../shared",
            "data", "tables", "ihis");
        var table = CsvTable.Read(Environment.GetEnvironmentVariable("PROVISO_IHIS")
            ?? throw new InvalidOperationException("Set PROVISO_IHIS to the synthetic rows."));
        request = Anonymisation.Of(table).SuppressAtMost(Limit)
            .Require(PrivacyModel.KAnonymity(5));
        foreach (var h in HierarchyFile.ReadFolder(folder, table.Columns.Select(c => c.Name)))
            request = request.Generalise(h.Name, h);
        problem = Packing.Pack(request, null).Problem;
    }

    [Benchmark]
    public double Search() => Searcher.Run(
        request, problem, new SearchOptions(), CancellationToken.None).Best.Score;
}
