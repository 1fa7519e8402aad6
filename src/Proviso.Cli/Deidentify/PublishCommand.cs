using System.CommandLine;
using System.Text.Json;
using Proviso.Cli.Deidentify.Sources;
using Proviso.Deidentification.Tables;
using Proviso.Deidentification.Tables.Counts;
using Proviso.Deidentification.Tables.Reading;

namespace Proviso.Cli.Deidentify;

/// <summary>`proviso deidentify publish`: counts or sums by some columns, with what would give
/// people away hidden.</summary>
internal static class PublishCommand
{
    private static readonly SourceOptions Source = new();

    private static readonly Option<string[]> By = new("--by")
    {
        Description = "The columns to count by",
        Required = true,
        AllowMultipleArgumentsPerToken = true,
    };

    private static readonly Option<string?> Across = new("--across")
    {
        Description = "One more column, whose values go across",
    };

    private static readonly Option<string?> Sum = new("--sum")
    {
        Description = "Add this column up instead of counting rows; a sum is hidden below 10 "
            + "rows, where two rows make up more than 0.90 of it, or where the rest is less than "
            + "0.10 of the largest",
    };

    private static readonly Option<string?> Rule = new("--rule")
    {
        Description = string.Join("; ",
            SmallNumberRule.All.Select(r => $"{r.Name}: {r.Description}"))
            + "; hide-1-7 if none is named",
    };

    private static readonly Option<string[]> Earlier = new("--earlier")
    {
        Description = "Earlier output of this command with --json: what it gives away together "
            + "with this one is hidden too",
        AllowMultipleArgumentsPerToken = true,
    };

    private static readonly Option<bool> Json = new("--json") { Description = "Print JSON" };

    public static Command Create()
    {
        var command = new Command("publish", "Count by some columns and hide what would give "
            + "people away. Example: proviso deidentify publish --data samples/tables/clinic.csv "
            + "--by area --across sex")
        {
            By, Across, Sum, Rule, Earlier, Json,
        };
        Source.AddTo(command);
        command.SetAction(parsed => DeidentifyCommand.Guard(parsed, output =>
        {
            var shown = Publish(parsed);
            if (parsed.GetValue(Json))
                shown.WriteJson(output);
            else
                shown.WriteText(output);
            return ExitCodes.Ok;
        }));
        return command;
    }

    private static PublishedCells Publish(ParseResult parsed)
    {
        using var input = Source.Open(parsed);
        string[] by = [.. parsed.GetValue(By)!, .. Of(parsed.GetValue(Across))];
        var sum = parsed.GetValue(Sum);
        var earlier = (parsed.GetValue(Earlier) ?? []).Select(ReadEarlier).ToList();
        var table = CsvTable.Read(input.Path, [.. by, .. Of(sum)], input.Delimiter);
        if (sum is null)
        {
            var published = Publication.Of(CountTable.Of(table, by), RuleOf(parsed), earlier);
            return new PublishedCells(published.Table.Dimensions, at => published.Show(at),
                published.Rule.Name, published.Rule.Description, published.HiddenCount);
        }

        if (parsed.GetValue(Rule) is not null || earlier.Count > 0)
        {
            throw new TableProblemException("rule-unknown",
                "--sum has a rule of its own; --rule and --earlier are for counts.");
        }

        var sums = MagnitudePublication.Of(
            MagnitudeTable.Of(table, by, sum), new DominanceRule());
        return new PublishedCells(sums.Table.Counts.Dimensions, at => sums.Show(at),
            "dominance", $"sums of {sum}; below 10 rows, above 0.90 from two rows, or less than "
            + "0.10 of the largest from the rest is hidden", sums.HiddenCount);
    }

    private static string[] Of(string? name) => name is null ? [] : [name];

    private static SmallNumberRule RuleOf(ParseResult parsed)
    {
        var name = parsed.GetValue(Rule) ?? SmallNumberRule.HideToSeven.Name;
        return SmallNumberRule.All.FirstOrDefault(r => r.Name == name)
            ?? throw new TableProblemException("rule-unknown",
                "Choose one of the rules: "
                + string.Join(", ", SmallNumberRule.All.Select(r => r.Name)) + ".");
    }

    private static EarlierRelease ReadEarlier(string path)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            var root = json.RootElement;
            return EarlierRelease.Create(
                [.. root.GetProperty("by").EnumerateArray().Select(e => e.GetString()!)],
                [.. root.GetProperty("cells").EnumerateArray().Select(cell => (
                    (IReadOnlyList<string?>)[.. cell.GetProperty("at").EnumerateArray()
                        .Select(e => e.GetString())],
                    cell.GetProperty("shown").GetString()!))]);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException
            or InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            throw new TableProblemException("earlier-invalid",
                $"'{path}' is not an earlier release: give what publish --json wrote.");
        }
    }
}
