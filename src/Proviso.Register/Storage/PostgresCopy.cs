using System.Runtime.CompilerServices;
using System.Text.Json;
using Npgsql;
using Proviso.Register.Keeping;

namespace Proviso.Register.Storage;

/// <summary>Tables of PostgreSQL as the lines that its COPY gives and takes.</summary>
internal sealed class PostgresCopy(RegisterDb db) : TableCopy(db)
{
    /// <inheritdoc/>
    internal override async IAsyncEnumerable<string> DumpAsync(
        TableShape table, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var reader = await ((NpgsqlConnection)Connection).BeginTextExportAsync(
            $"COPY \"{table.Name}\" ({Names(table)}) TO STDOUT", cancellation);
        while (await reader.ReadLineAsync(cancellation) is { } line)
            yield return JsonSerializer.Serialize(line);
    }

    /// <inheritdoc/>
    internal override async Task LoadAsync(
        TableShape table, IAsyncEnumerable<string> rows, Action<long> done,
        CancellationToken cancellation)
    {
        var count = 0L;
        await using (var writer = await ((NpgsqlConnection)Connection).BeginTextImportAsync(
            $"COPY \"{table.Name}\" ({Names(table)}) FROM STDIN", cancellation))
        {
            await foreach (var row in rows.WithCancellation(cancellation))
            {
                await writer.WriteAsync(Line(row) + "\n");
                if (++count % 1_000 == 0)
                    done(count);
            }
        }

        done(count);
    }

    /// <inheritdoc/>
    internal override async Task FinishAsync(CancellationToken cancellation)
    {
        // Numbers that a table gives by itself go on after those that were written.
        foreach (var (table, column) in await PairsAsync(
            "SELECT table_name::text, column_name::text FROM information_schema.columns "
            + "WHERE table_schema = current_schema() AND is_identity = 'YES'", cancellation))
        {
            await using var command = Command(
                $"SELECT setval(pg_get_serial_sequence('\"{table}\"', '{column}'), "
                + $"coalesce(max(\"{column}\"), 0) + 1, false) FROM \"{table}\"");
            await command.ExecuteScalarAsync(cancellation);
        }
    }

    /// <inheritdoc/>
    protected override Task<List<(string Table, string Column)>> ColumnsAsync(
        CancellationToken cancellation) => PairsAsync(
        "SELECT c.table_name::text, c.column_name::text FROM information_schema.columns c "
        + "JOIN information_schema.tables t USING (table_schema, table_name) "
        + "WHERE c.table_schema = current_schema() AND t.table_type = 'BASE TABLE' "
        + "ORDER BY c.table_name, c.ordinal_position", cancellation);

    private static string Line(string row)
    {
        try
        {
            return JsonSerializer.Deserialize<string>(row) ?? throw BackupFile.Damaged();
        }
        catch (JsonException e)
        {
            throw BackupFile.Damaged(e);
        }
    }
}
