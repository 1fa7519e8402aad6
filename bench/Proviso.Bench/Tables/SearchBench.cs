using System.Diagnostics;
using System.Globalization;
using Proviso.Deidentification.Tables;
using Proviso.Deidentification.Tables.Hierarchies;
using Proviso.Deidentification.Tables.Privacy;
using Proviso.Deidentification.Tables.Reading;
using Proviso.Deidentification.Tables.Search;

namespace Proviso.Bench.Tables;

/// <summary>The search alone against the plainest single-thread exhaustion of the same lattice in
/// the same run, and against a tenth of what an independent tool took on two cores. Needs the
/// public data of PROVISO_SHARED; for ihis also PROVISO_IHIS, the file that make_ihis_synth.py
/// writes.</summary>
internal static class SearchBench
{
    /// <summary>Sampled in the exhaustion of ihis unless the whole is asked for.</summary>
    private const int EveryNth = 101;

    private const int CallsMin = 3;
    private const int CallsMax = 101;

    /// <summary>Time after which the compiler is done with its second look.</summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(6);

    private sealed record Case(
        string Name, string Data, double Limit, double PeerMs, string? Model = null);

    private static readonly Case[] Cases =
    [
        new("Adult k=5, 0 %", "adult", 0, 41.6),
        new("Adult k=5, 5 %", "adult", 0.05, 1061),
        new("Adult k=5, 100 %", "adult", 1, 3547),
        new("Adult 3-diversity, 0 %", "adult", 0, 43, "distinct"),
        new("Adult 3-diversity, 5 %", "adult", 0.05, 533, "distinct"),
        new("Adult 0.2-closeness, 0 %", "adult", 0, 17.4, "closeness"),
        new("Adult 0.2-closeness, 5 %", "adult", 0.05, 1098, "closeness"),
        new("ihis k=5, 0 %", "ihis", 0, 4970),
        new("ihis k=5, 5 %", "ihis", 0.05, 127_000),
        new("ihis k=5, 100 %", "ihis", 1, 663_000),
    ];

    /// <summary>Runs the cases whose name begins with a word.</summary>
    /// <param name="args">First letters of the cases; <c>--whole</c> exhausts ihis wholly, which
    /// takes the better part of an hour; <c>--search-only</c> leaves the exhaustion out.</param>
    public static void Run(string[] args)
    {
        var options = args.Where(a => a.StartsWith("--", StringComparison.Ordinal)).ToArray();
        var named = args.Except(options).ToArray();
        Console.WriteLine($"{Environment.ProcessorCount} cores, load "
            + $"{(File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg")[..4] : "?")}; "
            + "median of warm calls of the search alone");
        Console.WriteLine("case | wall ms | CPU ms | a tenth of the peer, ms | evaluated | "
            + "exhaustion on one thread, ms | times as fast");
        foreach (var one in Cases.Where(c => named.Length == 0
            || named.Any(n => c.Name.StartsWith(n, StringComparison.OrdinalIgnoreCase))))
        {
            Run(one, options);
        }

        Console.WriteLine($"peak memory {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MB");
    }

    private static void Run(Case one, string[] options)
    {
        var request = RequestOf(one);
        var problem = Packing.Pack(request, null).Problem;
        var wall = new List<double>();
        var busy = new List<double>();
        Searcher.Outcome? outcome = null;
        var whole = Stopwatch.StartNew();
        while (wall.Count < CallsMin || (wall.Count < CallsMax && whole.Elapsed < Longest))
        {
            var before = Process.GetCurrentProcess().TotalProcessorTime;
            var watch = Stopwatch.StartNew();
            outcome = Searcher.Run(
                request, problem, new SearchOptions(), CancellationToken.None);
            var took = watch.Elapsed;
            var cpu = Process.GetCurrentProcess().TotalProcessorTime - before;
            if (whole.Elapsed < WarmUp && wall.Count == 0)
                continue;
            wall.Add(took.TotalMilliseconds);
            busy.Add(cpu.TotalMilliseconds);
        }

        var text = string.Create(CultureInfo.InvariantCulture,
            $"{one.Name} | {Median(wall):N1} | {Median(busy):N1} | {one.PeerMs / 10:N1} | "
            + $"{outcome!.Evaluated} of {outcome.LatticeSize:N0} | ");
        if (!options.Contains("--search-only"))
            text += Exhaust(one, request, problem, outcome, Median(wall), options);
        Console.WriteLine(text);
    }

    private static string Exhaust(
        Case one,
        Anonymisation request,
        SearchProblem problem,
        Searcher.Outcome outcome,
        double ours,
        string[] options)
    {
        var nth = one.Data == "ihis" && !options.Contains("--whole") ? EveryNth : 1;
        var watch = Stopwatch.StartNew();
        var (score, evaluated) = PlainExhaustion.Best(request, problem, nth);
        var took = watch.Elapsed.TotalMilliseconds * (outcome.LatticeSize / evaluated);
        if (nth == 1 && score != outcome.Best.Score)
            throw new InvalidOperationException("The search and the exhaustion do not agree.");
        return string.Create(CultureInfo.InvariantCulture, $"{took:N0}"
            + $"{(nth == 1 ? "" : $" (scaled up from every {nth}th)")} | {took / ours:N0}");
    }

    private static double Median(List<double> figures) =>
        figures.Order().ElementAt(figures.Count / 2);

    private static Anonymisation RequestOf(Case one)
    {
        var folder = Path.Combine(
            Environment.GetEnvironmentVariable("PROVISO_SHARED") ?? "../shared",
            "data", "tables", one.Data);
        var file = one.Data == "adult"
            ? Path.Combine(folder, "adult.csv")
            : Environment.GetEnvironmentVariable("PROVISO_IHIS")
                ?? throw new InvalidOperationException("Set PROVISO_IHIS to the synthetic rows.");
        var table = CsvTable.Read(file);
        var sensitive = one.Model is null ? "" : "occupation";
        var trees = HierarchyFile.ReadFolder(folder, table.Columns.Select(c => c.Name));
        var request = Anonymisation.Of(table).SuppressAtMost(one.Limit)
            .Require(PrivacyModel.KAnonymity(5));
        foreach (var h in trees.Where(h => h.Name != sensitive))
            request = request.Generalise(h.Name, h);
        return one.Model switch
        {
            "distinct" => request.Require(PrivacyModel.DistinctDiversity(sensitive, 3)),
            "closeness" => request.Require(PrivacyModel.Closeness(
                sensitive, 0.2, ValueDistance.Hierarchical,
                trees.Single(h => h.Name == sensitive))),
            _ => request,
        };
    }
}
