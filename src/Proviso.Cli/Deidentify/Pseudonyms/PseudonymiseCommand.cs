using System.CommandLine;
using System.Text.Json;
using Proviso.Cli.Deidentify.Sources;
using Proviso.Deidentification.Tables;
using Proviso.Deidentification.Tables.Columns;
using Proviso.Deidentification.Tables.Pseudonyms;
using Proviso.Deidentification.Tables.Reading;
using Proviso.Deidentification.Tables.Release;

namespace Proviso.Cli.Deidentify.Pseudonyms;

/// <summary>`proviso deidentify pseudonymise`: replaces what identifies people.</summary>
internal static class PseudonymiseCommand
{
    private const int RowsLookedAt = 10_000;

    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true };

    public static Command Create()
    {
        var plan = new PseudonymOptions();
        var output = new Option<string>("--out")
        {
            Description = "Where to write the release",
            Required = true,
        };
        var mapping = new Option<string?>("--mapping")
        {
            Description = "Where to write the mapping, sealed: what leads back. Without it there "
                + "is none",
        };
        var mappingKey = SecretFiles.Option("--mapping-key", "what opens the mapping");
        var force = new Option<bool>("--force")
        {
            Description = "Replace outputs that are there already",
        };
        var json = new Option<bool>("--json") { Description = "Print the figures as JSON" };
        var command = new Command("pseudonymise", "Replace identifiers by pseudonyms of a project "
            + "and shift dates by person. The result is still personal data. Example: proviso "
            + "deidentify pseudonymise --data samples/tables/clinic.csv --project asthma-2026 "
            + "--key samples/tables/example-passphrase.txt --person nhs_number --reference "
            + "nhs_number --dates seen_on --remove name --keep sex age area diagnosis "
            + "--out out/asthma.csv --mapping out/asthma.mapping --mapping-key "
            + "samples/tables/example-passphrase.txt")
        {
            output, mapping, mappingKey, force, json,
        };
        plan.AddTo(command);
        command.SetAction(parsed => DeidentifyCommand.Guard(parsed, o =>
        {
            var wanted = new Wanted(
                parsed.GetValue(output)!, parsed.GetValue(mapping), parsed.GetValue(mappingKey),
                parsed.GetValue(force));
            using var input = plan.Open(parsed);
            var delimiter = plan.Delimiter(parsed, input);
            var asked = plan.Read(parsed);
            var result = Write(asked, input.Path, delimiter, wanted);
            var warnings = Warnings(asked, input.Path, delimiter);
            if (parsed.GetValue(json))
                WriteJson(o, asked, result, warnings, wanted);
            else
                WriteText(o, asked, result, warnings, wanted);
            return ExitCodes.Ok;
        }));
        return command;
    }

    private sealed record Wanted(string Output, string? Mapping, string? MappingKey, bool Force);

    private static PseudonymResult Write(
        PseudonymPlan plan, string input, char delimiter, Wanted wanted)
    {
        if (wanted.Mapping is null != wanted.MappingKey is null)
        {
            throw new TableProblemException("mapping-key-missing",
                "--mapping and --mapping-key go together: a mapping is only written sealed.");
        }

        if (wanted.Mapping == wanted.Output)
        {
            throw new TableProblemException("output-twice",
                "The mapping and the release cannot be one file.");
        }

        ReleaseFile.CheckFree(wanted.Output, wanted.Force);
        if (wanted.Mapping is not { } path)
        {
            return Pseudonymiser.Write(
                plan, input, delimiter, wanted.Output, wanted.Force, _ => { });
        }

        ReleaseFile.CheckFree(path, wanted.Force);
        var secret = SecretFiles.Read(wanted.MappingKey!);
        return Pseudonymiser.Write(
            plan, input, delimiter, wanted.Output, wanted.Force,
            mapping => SecretFiles.Write(
                path, wanted.Force, stream => mapping.Write(stream, secret)));
    }

    private static List<string> Warnings(PseudonymPlan plan, string input, char delimiter)
    {
        var kept = plan.Columns.Where(c => c.Value == PseudonymTreatment.Keep)
            .Select(c => c.Key).ToList();
        var first = CsvTable.ReadFirst(input, kept, delimiter, RowsLookedAt);
        var warnings = ColumnFinding.Of(first).Where(f => f.IsDirectIdentifier)
            .Select(f => $"'{f.Column}' is kept and {f.Reason}.").ToList();
        warnings.Add("Pseudonymised is not anonymous: the columns that are kept may still single "
            + "people out. Measure it with proviso deidentify assess, and make it coarser with "
            + "proviso deidentify run.");
        if (plan.DigestOf.Count > 0)
        {
            warnings.Add("Whoever has the salt can try every NHS number and undo the digest. "
                + "Guard the salt as a key.");
        }

        if (plan.Columns.Values.Contains(PseudonymTreatment.Shape))
        {
            warnings.Add("Whoever has the project's key can undo values that keep their shape. "
                + "Use references where nobody needs the shape.");
        }

        return warnings;
    }

    private static void WriteText(
        TextWriter output,
        PseudonymPlan plan,
        PseudonymResult result,
        List<string> warnings,
        Wanted wanted)
    {
        output.WriteLine($"{wanted.Output} written: {result.Rows:N0} rows"
            + (result.Persons is { } persons ? $" about {persons:N0} people" : "")
            + $", project {plan.Key}.");
        foreach (var (column, values) in result.Replaced)
            output.WriteLine($"  {column}: {values:N0} different values replaced");
        if (wanted.Mapping is { } mapping)
            output.WriteLine($"{mapping} written: sealed, leads back. Keep it apart.");
        foreach (var warning in warnings)
            output.WriteLine($"Note: {warning}");
    }

    private static void WriteJson(
        TextWriter output,
        PseudonymPlan plan,
        PseudonymResult result,
        List<string> warnings,
        Wanted wanted) =>
        output.WriteLine(JsonSerializer.Serialize(
            new
            {
                output = wanted.Output,
                mapping = wanted.Mapping,
                project = plan.Key.Project,
                keyId = plan.Key.Id,
                rows = result.Rows,
                people = result.Persons,
                replaced = result.Replaced,
                columns = plan.Columns.ToDictionary(
                    c => c.Key, c => c.Value.ToString().ToLowerInvariant()),
                warnings,
            },
            Json));
}
