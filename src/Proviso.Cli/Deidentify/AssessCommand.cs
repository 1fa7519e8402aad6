using System.CommandLine;
using System.Text.Json;
using Proviso.Cli.Deidentify.Sources;
using Proviso.Deidentification.Tables.Columns;
using Proviso.Deidentification.Tables.Reading;
using Proviso.Deidentification.Tables.Risk;

namespace Proviso.Cli.Deidentify;

/// <summary>`proviso deidentify assess`: what is in a table, who stands out in it, and what to do
/// about it.</summary>
internal static class AssessCommand
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true };

    public static Command Create()
    {
        var source = new SourceOptions();
        var columns = new Option<string[]>("--columns")
        {
            Description = "Columns that someone may know; all but direct identifiers if not given",
            AllowMultipleArgumentsPerToken = true,
        };
        var threshold = new Option<double>("--threshold")
        {
            Description = "A row with a higher risk is at risk",
            DefaultValueFactory = _ => 0.2,
        };
        var json = new Option<bool>("--json") { Description = "Print JSON" };
        var command = new Command("assess", "Say what each column holds, measure the risk, and "
            + "propose a plan with reasons. Example: proviso deidentify assess "
            + "--data samples/tables/clinic.csv")
        {
            columns, threshold, json,
        };
        source.AddTo(command);
        command.SetAction(parsed => DeidentifyCommand.Guard(parsed, output =>
        {
            using var input = source.Open(parsed);
            var table = CsvTable.Read(input.Path, null, input.Delimiter);
            var findings = ColumnFinding.Of(table);
            var known = parsed.GetValue(columns) is { Length: > 0 } named
                ? named
                : [.. findings.Where(f => !f.IsDirectIdentifier).Select(f => f.Column)];
            var risk = RiskReport.Of(table, known, parsed.GetValue(threshold));
            var combinations = Combination.Find(table, known);
            if (parsed.GetValue(json))
                WriteJson(output, findings, known, risk, combinations);
            else
                WriteText(output, findings, known, risk, combinations);
            return ExitCodes.Ok;
        }));
        return command;
    }

    private static string Propose(ColumnFinding finding) => finding switch
    {
        { Kind: ColumnKind.FreeText } => "remove, or redact with proviso redact",
        { Kind: ColumnKind.Postcode } => "remove, or shorten to district or area",
        { Kind: ColumnKind.Date, IsDirectIdentifier: true } => "replace by age in bands",
        { IsDirectIdentifier: true } => "remove",
        _ => "generalise with a hierarchy, or keep if nobody outside could know it",
    };

    private static void WriteText(
        TextWriter output,
        IReadOnlyList<ColumnFinding> findings,
        IReadOnlyList<string> known,
        RiskReport risk,
        IReadOnlyList<Combination> combinations)
    {
        foreach (var finding in findings)
            output.WriteLine($"{finding.Column}: {finding.Reason}; {Propose(finding)}");
        output.WriteLine($"To someone who knows: {string.Join(", ", known)}");
        Figures.WriteRisk(output, "As it is", risk);
        foreach (var combination in combinations)
        {
            output.WriteLine($"  {string.Join(" + ", combination.Columns)} single out "
                + $"{combination.ShareUnique:P1} of the rows");
        }

        output.WriteLine("Proposed: k = 5 (no record's risk above 0.2, the common limit), at most "
            + "5 rows in a hundred left out (more would bend what is left), and each column as "
            + "said above. A reference that replaces an identifier does not make data anonymous.");
    }

    private static void WriteJson(
        TextWriter output,
        IReadOnlyList<ColumnFinding> findings,
        IReadOnlyList<string> known,
        RiskReport risk,
        IReadOnlyList<Combination> combinations) =>
        output.WriteLine(JsonSerializer.Serialize(
            new
            {
                columns = findings.Select(f => new
                {
                    column = f.Column,
                    kind = f.Kind.ToString(),
                    directIdentifier = f.IsDirectIdentifier,
                    reason = f.Reason,
                    proposal = Propose(f),
                }),
                known,
                risk = Figures.RiskAsJson(risk),
                combinations = combinations.Select(
                    c => new { columns = c.Columns, unique = c.ShareUnique }),
                plan = new { k = 5, suppression = 0.05, measure = "loss" },
            },
            Json));
}
