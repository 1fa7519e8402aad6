using System.CommandLine;
using System.Text.Json;
using Proviso.Cli.Deidentify.Sources;
using Proviso.Deidentification.Tables;
using Proviso.Deidentification.Tables.Counts;
using Proviso.Deidentification.Tables.Reading;

namespace Proviso.Cli.Deidentify;

/// <summary>`proviso deidentify publish`: counts by two columns, small numbers hidden.</summary>
internal static class PublishCommand
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true };

    public static Command Create()
    {
        var source = new SourceOptions();
        var by = new Option<string>("--by")
        {
            Description = "The column whose values go down",
            Required = true,
        };
        var across = new Option<string>("--across")
        {
            Description = "The column whose values go across",
            Required = true,
        };
        var rule = new Option<string>("--rule")
        {
            Description = string.Join("; ",
                SmallNumberRule.All.Select(r => $"{r.Name}: {r.Description}")),
            DefaultValueFactory = _ => SmallNumberRule.HideToSeven.Name,
        };
        var json = new Option<bool>("--json") { Description = "Print JSON" };
        var command = new Command("publish", "Count by two columns and hide what would give "
            + "people away. Example: proviso deidentify publish --data samples/tables/clinic.csv "
            + "--by area --across sex")
        {
            by, across, rule, json,
        };
        source.AddTo(command);
        command.SetAction(parsed => DeidentifyCommand.Guard(parsed, output =>
        {
            using var input = source.Open(parsed);
            var named = SmallNumberRule.All.FirstOrDefault(r => r.Name == parsed.GetValue(rule))
                ?? throw new TableProblemException("rule-unknown",
                    "Choose one of the rules: "
                    + string.Join(", ", SmallNumberRule.All.Select(r => r.Name)) + ".");
            string[] columns = [parsed.GetValue(by)!, parsed.GetValue(across)!];
            var table = CsvTable.Read(input.Path, columns, input.Delimiter);
            var published = Publication.Of(CountTable.Of(table, columns[0], columns[1]), named);
            if (parsed.GetValue(json))
                WriteJson(output, published, columns);
            else
                WriteText(output, published, columns);
            return ExitCodes.Ok;
        }));
        return command;
    }

    private static IEnumerable<string> RowOf(Publication published, int row) =>
        Enumerable.Range(0, published.Table.Columns.Count).Select(c => published.Show(row, c));

    private static IEnumerable<string> Totals(Publication published) =>
        Enumerable.Range(0, published.Table.Columns.Count).Select(published.ShowColumnTotal);

    private static void WriteText(TextWriter output, Publication published, string[] columns)
    {
        output.WriteLine(string.Join('\t',
            [columns[0], .. published.Table.Columns, "total"]));
        for (var r = 0; r < published.Table.Rows.Count; r++)
        {
            output.WriteLine(string.Join('\t',
                [published.Table.Rows[r], .. RowOf(published, r), published.ShowRowTotal(r)]));
        }

        output.WriteLine(string.Join('\t', ["total", .. Totals(published)]));
        output.WriteLine($"{published.Rule.Description}; {published.HiddenCount} counts hidden");
    }

    private static void WriteJson(TextWriter output, Publication published, string[] columns) =>
        output.WriteLine(JsonSerializer.Serialize(
            new
            {
                by = columns[0],
                across = columns[1],
                rule = published.Rule.Name,
                columns = published.Table.Columns,
                rows = published.Table.Rows.Select((label, r) => new
                {
                    label,
                    counts = RowOf(published, r),
                    total = published.ShowRowTotal(r),
                }),
                totals = Totals(published),
                hidden = published.HiddenCount,
            },
            Json));
}
