using System.Globalization;
using System.Text.Json;
using Proviso.Register.Keeping;

namespace Proviso.Cli.Register;

/// <summary>What checking a store came to, in words and as JSON.</summary>
internal static class CheckWords
{
    // How many findings are shown one by one.
    private const int Shown = 20;

    public static void Write(TextWriter output, CheckReport report)
    {
        output.WriteLine(Line($"Keys         {report.Keys:N0} opened"));
        output.WriteLine(Line(
            $"Records      {report.Records:N0} versions opened and compared with the ledger"));
        if (report.Destroyed > 0)
        {
            output.WriteLine(Line(
                $"Destroyed    {report.Destroyed:N0} of them, with certificates"));
        }

        output.WriteLine(Line($"Look-ups     {report.LookUps:N0} compared with the records"));
        output.WriteLine(Line($"Ledger       {report.Ledger.Entries:N0} entries hashed"));
        if (report.Ledger.Pending > 0)
        {
            output.WriteLine(Line(
                $"Waiting      {report.Ledger.Pending:N0} recorded, not in the tree yet"));
        }

        if (report.Unfinished > 0)
        {
            output.WriteLine(Line(
                $"Unfinished   {report.Unfinished:N0} people are getting a new key: run it again"));
        }

        foreach (var finding in report.Findings.Take(Shown))
        {
            var where = finding.Record is { } id ? $" {id:D}" : "";
            output.WriteLine(Line($"WRONG        {finding.Code}{where}: {finding.Message}"));
        }

        if (report.Found > Shown)
            output.WriteLine(Line($"             and {report.Found - Shown:N0} more"));
        output.WriteLine(report.IsSound
            ? "The store, its keys and its ledger are as they should be."
            : "The store is NOT as it should be. Keep it as it is, and restore the last backup "
                + "beside it to compare.");
    }

    public static void WriteMembers(Utf8JsonWriter writer, CheckReport report)
    {
        writer.WriteBoolean("sound", report.IsSound);
        writer.WriteNumber("keys", report.Keys);
        writer.WriteNumber("records", report.Records);
        writer.WriteNumber("destroyed", report.Destroyed);
        writer.WriteNumber("lookUps", report.LookUps);
        writer.WriteNumber("entries", report.Ledger.Entries);
        writer.WriteNumber("pending", report.Ledger.Pending);
        writer.WriteNumber("unfinished", report.Unfinished);
        writer.WriteNumber("found", report.Found);
        writer.WriteStartArray("findings");
        foreach (var finding in report.Findings)
        {
            writer.WriteStartObject();
            writer.WriteString("code", finding.Code);
            writer.WriteString("record", finding.Record?.ToString("D"));
            writer.WriteNumber("version", finding.Version);
            writer.WriteString("message", finding.Message);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static string Line(FormattableString text) =>
        text.ToString(CultureInfo.InvariantCulture);
}
