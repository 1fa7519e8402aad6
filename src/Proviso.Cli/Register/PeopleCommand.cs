using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Proviso.Register;
using Proviso.Register.People;

namespace Proviso.Cli.Register;

/// <summary><c>proviso people</c>: finds people, shows enough to tell them apart, and records the
/// look.</summary>
internal sealed class PeopleCommand
{
    private const int Most = PeopleSearch.MaxLimit;
    private readonly StoreOptions options = new();

    private readonly Argument<string?> text = new("WHO")
    {
        Description = "Words of the name (three letters are enough), an NHS number, or a day of "
            + "birth such as 1942-03-17. Without it, everybody.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<int> limit = new("--limit")
    {
        Description = string.Create(
            CultureInfo.InvariantCulture, $"The most that are shown, at most {Most}."),
        HelpName = "NUMBER",
        DefaultValueFactory = _ => 20,
    };

    private readonly Option<string?> by = new("--by")
    {
        Description = "The e-mail address of the member of staff who looks; it is recorded.",
        HelpName = "ADDRESS",
    };

    private PeopleCommand()
    {
    }

    public static Command Create()
    {
        var made = new PeopleCommand();
        var command = made.options.On(new Command(
            "people", "Find people. Every look is recorded in the ledger.")
        {
            made.text, made.limit, made.by,
        });
        command.SetAction(RegisterRun.OnStore(made.options, made.RunAsync));
        return command;
    }

    private async Task<int> RunAsync(
        RegisterStore store, ParseResult parse, CancellationToken cancellation)
    {
        var most = parse.GetValue(limit);
        if (most is < 1 or > Most)
            throw new RegisterException("limit-wrong", $"--limit is from 1 to {Most}.");
        var who = await RegisterRun.WhoAsync(store, parse.GetValue(by), cancellation);
        var found = await FindAsync(store, parse.GetValue(text), most, cancellation);
        // Recorded before anything is shown: a look that cannot be recorded does not happen.
        var change = store.Begin(who);
        foreach (var person in found)
            change.Note("person.listed", person.Id);
        await change.CommitAsync(cancellation);
        await RegisterRun.SequenceAsync(store, cancellation);

        var output = parse.InvocationConfiguration.Output;
        if (parse.GetValue(options.Json))
            JsonOutput.Write(output, writer => Write(writer, found));
        else
            await WriteAsync(output, found, most);
        return ExitCodes.Ok;
    }

    private static async Task<IReadOnlyList<Held<Person>>> FindAsync(
        RegisterStore store, string? text, int most, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return await store.ListAsync<Person>(
                new Listing { Take = most }, cancellation);
        }

        return await store.SearchPeopleAsync(text, most, cancellation);
    }

    private static async Task WriteAsync(
        TextWriter output, IReadOnlyList<Held<Person>> found, int most)
    {
        foreach (var (person, is_) in found.Select(p => (p, p.Value)))
        {
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{person.Id:D}  {is_.Name.ToDisplay(),-32}  {Born(is_),-10}  {Ending(is_)}"
                + $"{(is_.DiedOn is null ? "" : "  died")}"));
        }

        await output.WriteLineAsync(
            found.Count == 0 ? "Nobody was found."
            : found.Count == most ? $"The first {found.Count}; there may be more."
            : found.Count == 1 ? "1 person." : $"{found.Count} people.");
    }

    private static void Write(Utf8JsonWriter writer, IReadOnlyList<Held<Person>> found)
    {
        writer.WriteStartArray("people");
        foreach (var person in found)
        {
            writer.WriteStartObject();
            writer.WriteString("id", person.Id.ToString("D"));
            writer.WriteString("name", person.Value.Name.ToDisplay());
            writer.WriteString("born", Born(person.Value));
            writer.WriteString("nhsNumber", Ending(person.Value));
            writer.WriteBoolean("living", person.Value.DiedOn is null);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static string Born(Person person) => person.BornOn is { } day
        ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        : "";

    // Enough to tell two people apart, and no more: NhsNumber's own safe form.
    private static string Ending(Person person) => $"{person.NhsNumber}";
}
