using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Proviso.Cli.Rulebook;
using Proviso.Register;
using Proviso.Register.Cases;
using Proviso.Rulebook.Compiling;
using Decision = Proviso.Register.Cases.Decision;

namespace Proviso.Cli.Register;

/// <summary><c>proviso decisions replay</c>: decides every stored decision again.</summary>
internal sealed class ReplayCommand
{
    // How many decisions that come out otherwise are named one by one.
    private const int Named = 20;

    private readonly StoreOptions options = new();
    private readonly Option<string?> book = new("--book")
    {
        Description = "The folder of another rule book, to see what would change under it "
            + "(otherwise each decision's own, under which nothing may).",
        HelpName = "FOLDER",
    };

    private readonly Option<string?> local = BookFolder.LocalOption();

    private ReplayCommand()
    {
    }

    public static Command Create()
    {
        var made = new ReplayCommand();
        var command = made.options.On(new Command(
            "replay", "Decide every stored decision again: under its own book it must come out "
            + "the same, byte for byte.")
        {
            made.book, made.local,
        });
        command.SetAction(RegisterRun.OnStore(made.options, made.RunAsync));
        return command;
    }

    private async Task<int> RunAsync(
        RegisterStore store, ParseResult parse, CancellationToken cancellation)
    {
        CompiledBook? under = null;
        if (parse.GetValue(book) is not null || parse.GetValue(local) is not null)
        {
            var refusal = Refusal.Of(parse);
            under = BookFolder.Load(parse.GetValue(book), parse.GetValue(local), refusal);
            if (under is null)
                return refusal.Exit(ExitCodes.BadInput);
        }

        var configuration = parse.InvocationConfiguration;
        var count = await store.CountAsync<Decision>(new Listing(), cancellation);
        var progress = new ProgressLine(
            configuration.Error, TimeProvider.System, "decided", "decisions again", (ulong)count);
        var all = new List<ReplayedItem>();
        var decisions = new HashSet<Guid>();
        await foreach (var item in new Replay(store, under).RunAsync(cancellation))
        {
            all.Add(item);
            if (decisions.Add(item.Decision))
                progress.Report(decisions.Count);
        }

        var wrong = under is null && all.Exists(i => i.What is not Replayed.Same);
        if (parse.GetValue(options.Json))
            JsonOutput.Write(configuration.Output, w => Write(w, all, decisions.Count, wrong));
        else
            Write(configuration.Output, all, decisions.Count, under);
        return wrong ? ExitCodes.CheckFailed : ExitCodes.Ok;
    }

    private static void Write(
        TextWriter output, List<ReplayedItem> all, int decisions, CompiledBook? under)
    {
        var same = all.Count(i => i.What is Replayed.Same);
        output.WriteLine(Line(
            $"{decisions:N0} decisions about {all.Count:N0} pieces were decided again, ")
            + (under is null ? "each under its own book." : $"under {under.Book.Version}."));
        var changed = all.Where(i => i.What is not Replayed.Same).ToList();
        if (changed.Count == 0)
        {
            output.WriteLine(under is null
                ? "All came out the same, byte for byte."
                : "No verdict would change.");
            return;
        }

        output.WriteLine(Line($"{same,8:N0}  the same"));
        foreach (var group in changed.GroupBy(Words).OrderByDescending(g => g.Count())
            .ThenBy(g => g.Key, StringComparer.Ordinal))
        {
            output.WriteLine(Line($"{group.Count(),8:N0}  {group.Key}"));
        }

        output.WriteLine("Of these:");
        foreach (var item in changed.Take(Named))
        {
            output.WriteLine(Line(
                $"  decision {item.Decision:D} piece {item.Item}: {Words(item)}"));
        }

        var more = changed.Count - Named;
        if (more > 0)
            output.WriteLine(Line($"  and {more:N0} more; --json names them all."));
    }

    private static string Words(ReplayedItem item) => item.What switch
    {
        Replayed.Same => "the same",
        Replayed.NeedsAnswer => $"{item.Was} -> would first ask '{item.Asks}'",
        Replayed.BookMissing => $"{item.Was} -> its book is not in the store",
        _ when item.Was == item.Now => $"{item.Was}, with other reasons or duties",
        _ => $"{item.Was} -> {item.Now}",
    };

    private static void Write(
        Utf8JsonWriter writer, List<ReplayedItem> all, int decisions, bool wrong)
    {
        writer.WriteBoolean("identical", !wrong);
        writer.WriteNumber("decisions", decisions);
        writer.WriteNumber("pieces", all.Count);
        writer.WriteNumber("same", all.Count(i => i.What is Replayed.Same));
        writer.WriteStartArray("changed");
        foreach (var item in all.Where(i => i.What is not Replayed.Same))
        {
            writer.WriteStartObject();
            writer.WriteString("decision", item.Decision.ToString("D"));
            writer.WriteNumber("piece", item.Item);
            writer.WriteString("was", item.Was);
            writer.WriteString("now", item.Now);
            writer.WriteString("what", JsonNamingPolicy.KebabCaseLower.ConvertName(
                item.What.ToString()));
            writer.WriteString("asks", item.Asks);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static string Line(FormattableString text) =>
        text.ToString(CultureInfo.InvariantCulture);
}
