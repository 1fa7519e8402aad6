using System.Data.Common;

namespace Proviso.Deidentification.Tests.Tables.Cli;

/// <summary>The sample's table in a database.</summary>
internal static class ClinicTable
{
    /// <summary>Makes the table <c>clinic</c> with the rows of the sample; <c>place</c> is their
    /// order in the file.</summary>
    public static async Task FillAsync(
        DbConnection connection, string wholeNumber, string date, int times = 1)
    {
        await RunAsync(connection,
            $"CREATE TABLE clinic (place {wholeNumber}, nhs_number text, name text, sex text, "
            + $"age {wholeNumber}, area text, seen_on {date}, diagnosis text)");
        var lines = (await File.ReadAllLinesAsync(CommandRun.Clinic)).Skip(1).ToList();
        var rows = Enumerable.Range(0, times).SelectMany(_ => lines).Select((line, place) =>
        {
            var cells = line.Split(',');
            var quoted = cells.Select((c, i) =>
                i == 3 ? c : $"'{c.Replace("'", "''", StringComparison.Ordinal)}'");
            return $"({place}, {string.Join(", ", quoted)})";
        });
        await RunAsync(connection, "INSERT INTO clinic VALUES " + string.Join(", ", rows));
    }

    public static async Task RunAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
