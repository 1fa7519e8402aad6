using System.Text.Json;
using Proviso.Register.Keeping;

namespace Proviso.Cli.Register;

/// <summary>A backup as JSON.</summary>
internal static class BackupWords
{
    public static void WriteMembers(Utf8JsonWriter writer, BackupSummary summary)
    {
        writer.WriteString("engine", summary.Engine);
        writer.WriteNumber("schema", summary.Schema);
        writer.WriteString("ledger", summary.Origin);
        writer.WriteString("at", summary.At);
        writer.WriteString("sha256", summary.Digest);
        writer.WriteStartObject("rows");
        foreach (var (table, count) in summary.Rows)
            writer.WriteNumber(table, count);
        writer.WriteEndObject();
    }
}
