using System.CommandLine;

namespace Proviso.Cli.Deidentify.Sources;

/// <summary>The options that say where a table is: a file, standard input, or a query.</summary>
internal sealed class SourceOptions
{
    private readonly Option<string?> data = new("--data")
    {
        Description = "The table: delimited UTF-8 text with headings; - reads standard input",
    };

    private readonly Option<string?> database = new("--database")
    {
        Description = "Instead of --data: a SQLite file, or a PostgreSQL connection such as "
            + "\"Host=localhost;Database=clinic;Username=reader\". Keep passwords out of it: "
            + "PGPASSWORD or a password file (PGPASSFILE) is used",
    };

    private readonly Option<string?> query = new("--query")
    {
        Description = "What to read from --database, as in \"SELECT sex, age FROM patients\"",
    };

    public void AddTo(Command command)
    {
        command.Add(data);
        command.Add(database);
        command.Add(query);
    }

    public InputFile Open(ParseResult parsed) =>
        InputFile.Of(Data(parsed), Database(parsed), Query(parsed));

    public string? Data(ParseResult parsed) => parsed.GetValue(data);

    public string? Database(ParseResult parsed) => parsed.GetValue(database);

    public string? Query(ParseResult parsed) => parsed.GetValue(query);
}
