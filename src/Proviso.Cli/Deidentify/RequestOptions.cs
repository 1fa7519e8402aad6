using System.CommandLine;
using Proviso.Cli.Deidentify.Sources;
using Proviso.Deidentification.Tables;

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

    private readonly Option<string[]> rules = new("--hierarchy")
    {
        Description = "COLUMN=RULE: make a column coarser by a rule, such as age=uk-age, "
            + "seen_on=dates:month,year, ward=prefix:1 or diagnosis=tree:FILE; the guide "
            + "lists them",
        AllowMultipleArgumentsPerToken = true,
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

    private readonly Option<double?> uniqueness = new("--uniqueness")
    {
        Description = "Largest share of the released rows that may be unique in the population, "
            + "as estimated from --people",
    };

    private readonly Option<long?> people = new("--people")
    {
        Description = "How many people the table was drawn from, for --uniqueness",
    };

    private readonly Option<string> estimate = new("--estimate")
    {
        Description = "Estimate for --uniqueness: pitman, zayatz or dankar, which chooses",
        DefaultValueFactory = _ => "dankar",
    };

    private readonly Option<int?> kMap = new("--k-map")
    {
        Description = "Every released row looks like at least k people of the population",
    };

    private readonly Option<string?> population = new("--population")
    {
        Description = "A table of the population, with the same headings",
    };

    private readonly Option<string?> identity = new("--identity")
    {
        Description = "For --intruder: a column of both tables that says who a row is about",
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
            counts, delimiter, hierarchies, rules, k, suppression, measure, sensitive, distinct,
            entropy, recursive, closeness, distance, averageRisk, uniqueness, people, estimate,
            kMap, population, identity, remove, keep,
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
        Rules = RulesOf(parsed.GetValue(rules) ?? []),
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
        Uniqueness = parsed.GetValue(uniqueness),
        People = parsed.GetValue(people),
        Estimate = parsed.GetValue(estimate) ?? "dankar",
        KMap = parsed.GetValue(kMap),
        Population = parsed.GetValue(population),
        Identity = parsed.GetValue(identity),
        Remove = [.. parsed.GetValue(remove) ?? []],
        Keep = [.. parsed.GetValue(keep) ?? []],
    };

    private static Dictionary<string, string> RulesOf(IEnumerable<string> texts)
    {
        var found = new Dictionary<string, string>();
        foreach (var text in texts)
        {
            var at = text.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0 || !found.TryAdd(text[..at], text[(at + 1)..]))
            {
                throw new TableProblemException("rule-invalid",
                    $"'{text}' does not say which column, or names one that has a rule already: "
                    + "write COLUMN=RULE once for each.");
            }
        }

        return found;
    }
}
