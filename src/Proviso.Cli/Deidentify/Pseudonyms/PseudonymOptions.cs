using System.CommandLine;
using Proviso.Cli.Deidentify.Sources;
using Proviso.Deidentification.Tables;
using Proviso.Deidentification.Tables.Pseudonyms;

namespace Proviso.Cli.Deidentify.Pseudonyms;

/// <summary>The options that say what happens to each column when a table is
/// pseudonymised.</summary>
internal sealed class PseudonymOptions
{
    private readonly SourceOptions source = new();

    private readonly Option<string?> delimiter = new("--delimiter")
    {
        Description = "One character, or the word tab; found in the heading if not given",
    };

    private readonly Option<string> project = new("--project")
    {
        Description = "Name of the project; two projects have no pseudonym in common",
        Required = true,
    };

    private readonly Option<string> key = SecretFiles.Option("--key", "the project's secret");

    private readonly Option<string?> person = new("--person")
    {
        Description = "The column that says who a row is about",
    };

    private readonly Option<int> shiftDays = new("--shift-days")
    {
        Description = "Dates are shifted by at most so many days",
        DefaultValueFactory = _ => 180,
    };

    private readonly Option<string?> salt = new("--salt-file")
    {
        Description = "File with the salt of --digest",
    };

    private readonly Dictionary<PseudonymTreatment, Option<string[]>> columns = new()
    {
        [PseudonymTreatment.Reference] =
            Columns("--reference", "Columns replaced by a keyed reference (HMAC-SHA-256)"),
        [PseudonymTreatment.Shape] = Columns("--shape",
            "Columns replaced by values of the same shape (FF1); NHS numbers become ten digits "
            + "that are nobody's"),
        [PseudonymTreatment.Date] =
            Columns("--dates", "Dates shifted by person: intervals stay as they are"),
        [PseudonymTreatment.Digest] = Columns("--digest",
            "Columns that become one salted SHA-256 digest, joined in this order"),
        [PseudonymTreatment.Remove] = Columns("--remove", "Columns to take out"),
        [PseudonymTreatment.Keep] = Columns("--keep", "Columns to release as they are"),
    };

    public PseudonymOptions() => key.Required = true;

    public void AddTo(Command command)
    {
        source.AddTo(command);
        Option[] all = [delimiter, project, key, person, shiftDays, salt, .. columns.Values];
        foreach (var option in all)
            command.Add(option);
    }

    public InputFile Open(ParseResult parsed) => source.Open(parsed);

    public char Delimiter(ParseResult parsed, InputFile input) => input.Delimiter
        ?? new TableRequest { Data = input.Path, Delimiter = parsed.GetValue(delimiter) }
            .DelimiterOrDetected();

    public PseudonymPlan Read(ParseResult parsed)
    {
        var treatments = new Dictionary<string, PseudonymTreatment>();
        foreach (var (treatment, option) in columns)
        {
            foreach (var column in parsed.GetValue(option) ?? [])
            {
                if (!treatments.TryAdd(column, treatment))
                {
                    throw new TableProblemException("column-both",
                        $"'{column}' is named twice. Say once what happens to it.");
                }
            }
        }

        return new PseudonymPlan
        {
            Key = ProjectKey.Of(
                parsed.GetValue(project)!, SecretFiles.Read(parsed.GetValue(key)!)),
            Columns = treatments,
            Person = parsed.GetValue(person),
            ShiftDaysMax = parsed.GetValue(shiftDays),
            DigestOf = parsed.GetValue(columns[PseudonymTreatment.Digest]) ?? [],
            Salt = parsed.GetValue(salt) is { } file
                ? SecretFiles.ReadText(file).TrimEnd('\r', '\n')
                : "",
        };
    }

    private static Option<string[]> Columns(string name, string description) => new(name)
    {
        Description = description, AllowMultipleArgumentsPerToken = true,
    };
}
