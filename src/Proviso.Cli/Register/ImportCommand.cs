using System.CommandLine;
using System.Globalization;
using Proviso.Cli.Rulebook;
using Proviso.Fhir;
using Proviso.Register;
using Proviso.Register.Interchange;

namespace Proviso.Cli.Register;

/// <summary><c>proviso import</c>: takes in CSV files and FHIR bundles.</summary>
internal sealed class ImportCommand
{
    internal const string Fhir = "fhir";
    private readonly StoreOptions options = new();
    private readonly TimeProvider time;

    private readonly Argument<string[]> files = new("FILE")
    {
        Description = "CSV files, or FHIR R4 bundles in JSON, in the order in which they build on "
            + "each other.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string?> kind = new("--kind")
    {
        Description = $"What is in the files: {string.Join(", ", Kinds)}. Otherwise the file's "
            + "name says: people.csv, bundle.json.",
        HelpName = "KIND",
    };

    private readonly Option<bool> dryRun = new("--dry-run")
    {
        Description = "Check everything, say what would happen, write nothing.",
    };

    private readonly Option<bool> allOrNothing = new("--all-or-nothing")
    {
        Description = "Write everything at once, or nothing if a single row is wrong; at most "
            + $"{Change.MaxRecords} records.",
    };

    private readonly Option<string?> by = new("--by")
    {
        Description = "The e-mail address of the member of staff who imports; it is recorded.",
        HelpName = "ADDRESS",
    };

    private readonly Option<string?> template = new("--template")
    {
        Description = "Print a CSV file of that kind to begin with, and end.",
        HelpName = "KIND",
    };

    private readonly Option<string?> columns = new("--columns")
    {
        Description = "Print what the columns of that kind mean, and end.",
        HelpName = "KIND",
    };

    private readonly Option<string?> book = BookFolder.Option();
    private readonly Option<string?> local = BookFolder.LocalOption();

    private ImportCommand(TimeProvider time) => this.time = time;

    internal static IEnumerable<string> Kinds => CsvFormat.All.Select(f => f.Name).Append(Fhir);

    public static Command Create(TimeProvider time)
    {
        var made = new ImportCommand(time);
        var command = made.options.On(new Command(
            "import", "Take in people, relationships, items and wishes from CSV files or FHIR "
            + "bundles. What is there already is not taken in twice, so an import that was cut off "
            + "goes on when it is started again.")
        {
            made.files, made.kind, made.dryRun, made.allOrNothing, made.by, made.template,
            made.columns, made.book, made.local,
        });
        command.SetAction(RegisterRun.Action(made.RunAsync));
        return command;
    }

    /// <summary>What a file holds, as it was said or as its name says.</summary>
    internal static string KindOf(string? said, string path)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        var found = said
            ?? (Path.GetExtension(path) == ".json" ? Fhir : Kinds.FirstOrDefault(k => k == name));
        return Kinds.Contains(found, StringComparer.Ordinal) ? found! : throw new RegisterException(
            "kind-unclear", $"Say what is in {path}: --kind {string.Join(", ", Kinds)}.");
    }

    internal static CsvFormat Format(string kind) =>
        CsvFormat.All.FirstOrDefault(f => f.Name == kind) ?? throw new RegisterException(
            "kind-unclear", "CSV files are of one of these kinds: "
            + $"{string.Join(", ", CsvFormat.All.Select(f => f.Name))}.");

    private Task<int> RunAsync(ParseResult parse, CancellationToken cancellation)
    {
        var output = parse.InvocationConfiguration.Output;
        if (parse.GetValue(template) is { } wanted)
        {
            output.Write(Format(wanted).Template());
            return Task.FromResult(ExitCodes.Ok);
        }

        if (parse.GetValue(columns) is { } described)
        {
            foreach (var column in Format(described).Columns)
            {
                output.WriteLine($"{column.Name}{(column.Required ? " (required)" : "")}");
                output.WriteLine($"    {column.Meaning}");
            }

            return Task.FromResult(ExitCodes.Ok);
        }

        return RegisterRun.OnStore(options, ImportAsync)(parse, cancellation);
    }

    private async Task<int> ImportAsync(
        RegisterStore store, ParseResult parse, CancellationToken cancellation)
    {
        var refusal = Refusal.Of(parse);
        if (BookFolder.Load(parse.GetValue(book), parse.GetValue(local), refusal)
            is not { } compiled)
        {
            return refusal.Exit(ExitCodes.BadInput);
        }

        var paths = parse.GetValue(files)!;
        if (paths.Length == 0)
            throw new RegisterException("file-missing", "Name the files to import.");
        var kinds = paths.Select(p => KindOf(parse.GetValue(kind), p)).ToList();
        var who = await RegisterRun.WhoAsync(store, parse.GetValue(by), cancellation);
        var around = await Surroundings.ReadAsync(store, compiled.Book, who, cancellation);
        var how = new ImportOptions
        {
            DryRun = parse.GetValue(dryRun), AllOrNothing = parse.GetValue(allOrNothing),
        };
        var importer = new Importer(store, who, how);
        var words = new ImportWords(parse, parse.GetValue(options.Json), how);
        try
        {
            foreach (var (path, what) in paths.Zip(kinds))
            {
                var (arrivals, left) = Open(what, path, around);
                var line = new ProgressLine(
                    parse.InvocationConfiguration.Error, time, "read", $"% of {path}");
                var report = await importer.AddAsync(
                    arrivals, line.Of<ImportProgress>(p => ("% of " + path,
                        (long)(p.Done * 100), 100)), cancellation);
                words.Add(path, report, left);
            }

            var written = await importer.FinishAsync(cancellation);
            return words.End(written);
        }
        finally
        {
            await RegisterRun.SequenceAsync(store, CancellationToken.None);
        }
    }

    private static (IEnumerable<Arrival> Arrivals, IReadOnlyList<LeftOut> Left) Open(
        string kind, string path, Surroundings around)
    {
        if (kind != Fhir)
            return (CsvFile.Read(path, Format(kind), around), []);
        var reading = FhirFile.Read(path, around);
        return (reading.Arrivals, reading.LeftOut);
    }
}

/// <summary>What an import did, in words or as JSON.</summary>
internal sealed class ImportWords(ParseResult parse, bool json, ImportOptions how)
{
    private readonly List<(string Path, ImportReport Report, IReadOnlyList<LeftOut> Left)> all = [];

    internal void Add(string path, ImportReport report, IReadOnlyList<LeftOut> left)
    {
        all.Add((path, report, left));
        if (json)
            return;
        var (output, error) = (
            parse.InvocationConfiguration.Output, parse.InvocationConfiguration.Error);
        foreach (var r in report.Refusals)
        {
            error.WriteLine($"{path}: {r.At}{(r.Column is null ? "" : $", {r.Column}")}: "
                + $"{r.Reason} [{r.Code}]");
        }

        if (report.Refusals.Count == ImportReport.MaxListed)
            error.WriteLine($"{path}: no more reasons are listed than these.");
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{path}: {report.Read:N0} read, {report.Added:N0} added, {report.Revised:N0} revised, "
            + $"{report.Unchanged:N0} as they were, {report.Refused:N0} refused"));
        foreach (var (element, reason, count) in Grouped(left))
            output.WriteLine($"  left out {count} × {element}: {reason}");
    }

    /// <summary>Says whether it is in the register now.</summary>
    internal int End(bool written)
    {
        var refused = all.Sum(f => f.Report.Refused);
        if (json)
            JsonOutput.Write(parse.InvocationConfiguration.Output, w => Members(w, written));
        else if (how.DryRun)
            parse.InvocationConfiguration.Output.WriteLine("Nothing was written: a dry run.");
        else if (!written)
        {
            parse.InvocationConfiguration.Output.WriteLine(
                "Nothing was written, because something was refused.");
        }

        return refused > 0 ? ExitCodes.CheckFailed : ExitCodes.Ok;
    }

    private void Members(System.Text.Json.Utf8JsonWriter w, bool written)
    {
        w.WriteBoolean("written", written);
        w.WriteStartArray("files");
        foreach (var (path, report, left) in all)
        {
            w.WriteStartObject();
            w.WriteString("file", path);
            w.WriteNumber("read", report.Read);
            w.WriteNumber("added", report.Added);
            w.WriteNumber("revised", report.Revised);
            w.WriteNumber("unchanged", report.Unchanged);
            w.WriteNumber("refused", report.Refused);
            w.WriteStartArray("refusals");
            foreach (var r in report.Refusals)
            {
                w.WriteStartObject();
                w.WriteNumber(r.At.Unit, r.At.Number);
                w.WriteString("column", r.Column);
                w.WriteString("code", r.Code);
                w.WriteString("message", r.Reason);
                w.WriteEndObject();
            }

            w.WriteEndArray();
            w.WriteStartArray("leftOut");
            foreach (var one in left)
            {
                w.WriteStartObject();
                w.WriteNumber(one.At.Unit, one.At.Number);
                w.WriteString("path", one.Path);
                w.WriteString("reason", one.Reason);
                w.WriteEndObject();
            }

            w.WriteEndArray();
            w.WriteEndObject();
        }

        w.WriteEndArray();
    }

    private static IEnumerable<(string Path, string Reason, int Count)> Grouped(
        IEnumerable<LeftOut> left) =>
        left.GroupBy(l => (l.Path, l.Reason)).OrderBy(g => g.Key.Path, StringComparer.Ordinal)
            .Select(g => (g.Key.Path, g.Key.Reason, g.Count()));
}
