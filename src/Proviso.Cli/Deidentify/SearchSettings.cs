using System.CommandLine;
using Proviso.Deidentification.Tables;

namespace Proviso.Cli.Deidentify;

/// <summary>The options that say how to search.</summary>
internal sealed class SearchSettings
{
    private const double SecondsMax = 7 * 24 * 3600;
    private const long MemoryMax = 1L << 40;

    private readonly Option<double> seconds = new("--seconds")
    {
        Description = "Longest time to search; the best result so far is then used, with a "
            + "proved bound",
        DefaultValueFactory = _ => 300,
    };

    private readonly Option<int> threads = new("--threads")
    {
        Description = "Threads to use",
        DefaultValueFactory = _ => Environment.ProcessorCount,
    };

    private readonly Option<long?> memory = new("--memory")
    {
        Description = "Most memory for the search in MB; it then takes longer rather than more, "
            + "and is refused where the table alone needs more",
    };

    public void AddTo(Command command)
    {
        command.Add(seconds);
        command.Add(threads);
        command.Add(memory);
    }

    public SearchOptions Read(ParseResult parsed)
    {
        var time = parsed.GetValue(seconds);
        var count = parsed.GetValue(threads);
        var most = parsed.GetValue(memory);
        if (time is not (> 0 and <= SecondsMax) || count is < 1 or > 1024
            || most is < 1 or > MemoryMax)
        {
            throw new TableProblemException("search-invalid",
                "--seconds must be above 0 and at most a week, --threads from 1 to 1024, "
                + "--memory at least 1.");
        }

        return new SearchOptions
        {
            TimeMax = TimeSpan.FromSeconds(time),
            Threads = count,
            MemoryMax = most * 1024 * 1024,
        };
    }
}
