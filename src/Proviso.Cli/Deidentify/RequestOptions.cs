using System.CommandLine;
using Proviso.Cli.Deidentify.Sources;

namespace Proviso.Cli.Deidentify;

/// <summary>The options that say what is to be done with a table.</summary>
internal sealed class RequestOptions
{
    private readonly SourceOptions source = new();

    private readonly Option<string?> counts = new("--counts")
    {
        Description = "The rows are distinct combinations, and this column says how many people "
            + "have each: see proviso deidentify sql",
    };

    private readonly Option<string?> delimiter = new("--delimiter")
    {
        Description = "One character, or the word tab; found in the heading if not given",
    };

    private readonly Option<string?> hierarchies = new("--hierarchies")
    {
        Description = "Folder of hierarchy_COLUMN.csv files: each column that has one is made "
            + "coarser",
    };

    private readonly Option<int?> k = new("--k")
    {
        Description = "Every released row looks like at least k - 1 others",
    };

    private readonly Option<double> suppression = new("--suppression")
    {
        Description = "Largest share of rows that may be left out, from 0 to 1",
    };

    private readonly Option<string> measure = new("--measure")
    {
        Description = "What is kept small: loss, loss-arithmetic, precision, discernibility, "
            + "class-size or entropy",
        DefaultValueFactory = _ => "loss",
    };

    private readonly Option<string?> sensitive = new("--sensitive")
    {
        Description = "A column that stays as it is and needs a model of its own",
    };

    private readonly Option<int?> distinct = new("--distinct")
    {
        Description = "Distinct l-diversity of the sensitive column",
    };

    private readonly Option<double?> entropy = new("--entropy")
    {
        Description = "Entropy l-diversity of the sensitive column",
    };

    private readonly Option<string?> recursive = new("--recursive")
    {
        Description = "Recursive (c,l)-diversity of the sensitive column, as in 4,3",
    };

    private readonly Option<double?> closeness = new("--closeness")
    {
        Description = "t-closeness of the sensitive column",
    };

    private readonly Option<string> distance = new("--distance")
    {
        Description = "Distance for --closeness: equal, ordered or hierarchical",
        DefaultValueFactory = _ => "equal",
    };

    private readonly Option<double?> averageRisk = new("--average-risk")
    {
        Description = "Highest average risk of re-identification",
    };

    private readonly Option<int?> kMap = new("--k-map")
    {
        Description = "Every released row looks like at least k people of the population",
    };

    private readonly Option<string?> population = new("--population")
    {
        Description = "A table of the population, with the same headings",
    };

    private readonly Option<string[]> remove = new("--remove")
    {
        Description = "Columns to take out",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string[]> keep = new("--keep")
    {
        Description = "Columns to release as they are",
        AllowMultipleArgumentsPerToken = true,
    };

    public void AddTo(Command command)
    {
        Option[] all =
        [
            counts, delimiter, hierarchies, k, suppression, measure, sensitive, distinct, entropy,
            recursive, closeness, distance, averageRisk, kMap, population, remove, keep,
        ];
        source.AddTo(command);
        foreach (var option in all)
            command.Add(option);
    }

    public TableRequest Read(ParseResult parsed) => new()
    {
        Data = source.Data(parsed) ?? "",
        Database = source.Database(parsed),
        Query = source.Query(parsed),
        Counts = parsed.GetValue(counts),
        Delimiter = parsed.GetValue(delimiter),
        Hierarchies = parsed.GetValue(hierarchies),
        K = parsed.GetValue(k),
        Suppression = parsed.GetValue(suppression),
        Measure = parsed.GetValue(measure) ?? "loss",
        Sensitive = parsed.GetValue(sensitive),
        Distinct = parsed.GetValue(distinct),
        Entropy = parsed.GetValue(entropy),
        Recursive = parsed.GetValue(recursive),
        Closeness = parsed.GetValue(closeness),
        Distance = parsed.GetValue(distance) ?? "equal",
        AverageRisk = parsed.GetValue(averageRisk),
        KMap = parsed.GetValue(kMap),
        Population = parsed.GetValue(population),
        Remove = [.. parsed.GetValue(remove) ?? []],
        Keep = [.. parsed.GetValue(keep) ?? []],
    };
}
