using System.CommandLine;
using System.Globalization;
using Proviso.Fhir;
using Proviso.Register;
using Proviso.Register.Interchange;
using Proviso.Register.Items;
using Proviso.Register.People;

namespace Proviso.Cli.Register;

/// <summary><c>proviso export</c>: writes a CSV file that an import reads back, or a FHIR bundle.
/// </summary>
internal sealed class ExportCommand
{
    private readonly StoreOptions options = new();
    private readonly TimeProvider time;

    private readonly Argument<string> file = new("FILE")
    {
        Description = "The file to write; only you may read it. It is not encrypted.",
    };

    private readonly Option<string?> kind = new("--kind")
    {
        Description = $"What to write: {string.Join(", ", ImportCommand.Kinds)}. Otherwise the "
            + "file's name says: people.csv, bundle.json.",
        HelpName = "KIND",
    };

    private readonly Option<Guid?> person = new("--person")
    {
        Description = "Only what belongs to this person.",
        HelpName = "ID",
    };

    private readonly Option<string?> by = new("--by")
    {
        Description = "The e-mail address of the member of staff who exports; it is recorded.",
        HelpName = "ADDRESS",
    };

    private ExportCommand(TimeProvider time) => this.time = time;

    public static Command Create(TimeProvider time)
    {
        var made = new ExportCommand(time);
        var command = made.options.On(new Command(
            "export", "Write people, relationships, items or wishes to a CSV file, or people as a "
            + "FHIR R4 bundle. The ledger records whose records left.")
        {
            made.file, made.kind, made.person, made.by,
        });
        command.SetAction(RegisterRun.OnStore(made.options, made.RunAsync));
        return command;
    }

    private async Task<int> RunAsync(
        RegisterStore store, ParseResult parse, CancellationToken cancellation)
    {
        var path = parse.GetValue(file)!;
        var what = ImportCommand.KindOf(parse.GetValue(kind), path);
        var who = await RegisterRun.WhoAsync(store, parse.GetValue(by), cancellation);
        var whose = parse.GetValue(person);
        if (whose is { } id)
            await store.GetAsync<Person>(id, cancellation);
        var configuration = parse.InvocationConfiguration;
        var count = what == ImportCommand.Fhir
            ? await WriteBundleAsync(store, who, path, whose, parse, cancellation)
            : await CsvFile.WriteAsync(
                store, who, path, ImportCommand.Format(what), whose, cancellation);
        await RegisterRun.SequenceAsync(store, cancellation);
        if (parse.GetValue(options.Json))
        {
            JsonOutput.Write(configuration.Output, w =>
            {
                w.WriteString("file", path);
                w.WriteNumber("written", count);
                JsonOutput.Strings(
                    w, "leftOut", what == ImportCommand.Fhir ? BundleWriter.LeftOut : []);
            });
            return ExitCodes.Ok;
        }

        await configuration.Output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"Wrote {count:N0} records to {path}."));
        foreach (var left in BundleWriter.LeftOut.Where(_ => what == ImportCommand.Fhir))
            await configuration.Output.WriteLineAsync($"  not in it: {left}");
        return ExitCodes.Ok;
    }

    private async Task<int> WriteBundleAsync(
        RegisterStore store, Guid who, string path, Guid? whose, ParseResult parse,
        CancellationToken cancellation)
    {
        var notes = new ExportNotes(store, who);
        try
        {
            await using var stream = new FileStream(path, PrivateFile.Options());
            using var bundle = new BundleWriter(stream);
            var line = new ProgressLine(
                parse.InvocationConfiguration.Error, time, "wrote", "people");
            var done = 0;
            await foreach (var id in PeopleAsync(store, whose, cancellation))
            {
                if (await PersonFile.ReadAsync(store, id, null, cancellation) is not { } read)
                    continue;
                await notes.AddAsync(id, cancellation);
                bundle.Add(read, await store.OfAsync<Item>(id, null, cancellation));
                line.Report(++done);
            }

            await notes.FinishAsync(cancellation);
            return bundle.Count;
        }
        catch (IOException e)
        {
            throw new RegisterException(
                "file-unwritable", "The file cannot be written. Check the folder and the space on "
                + "the disk.", e);
        }
    }

    private static async IAsyncEnumerable<Guid> PeopleAsync(
        RegisterStore store, Guid? whose,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        if (whose is { } one)
        {
            yield return one;
            yield break;
        }

        await foreach (var held in store.AllAsync<Person>(cancellation))
            yield return held.Id;
    }
}
