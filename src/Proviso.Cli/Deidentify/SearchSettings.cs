using System.CommandLine;
using Proviso.Deidentification.Tables;

namespace Proviso.Cli.Deidentify;

/// <summary>The options that say how to search.</summary>
internal sealed class SearchSettings
{
    private const double SecondsMax = 7 * 24 * 3600;

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

    public void AddTo(Command command)
    {
        command.Add(seconds);
        command.Add(threads);
    }

    public SearchOptions Read(ParseResult parsed)
    {
        var time = parsed.GetValue(seconds);
        var count = parsed.GetValue(threads);
        if (time is not (> 0 and <= SecondsMax) || count is < 1 or > 1024)
        {
            throw new TableProblemException("search-invalid",
                "--seconds must be above 0 and at most a week, --threads from 1 to 1024.");
        }

        return new SearchOptions { TimeMax = TimeSpan.FromSeconds(time), Threads = count };
    }
}
