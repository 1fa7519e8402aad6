using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Proviso.Register.Keeping;

namespace Proviso.Register.Storage;

/// <summary>Tables of SQLite as JSON.</summary>
internal sealed class SqliteCopy(RegisterDb db) : TableCopy(db)
{
    /// <inheritdoc/>
    internal override async IAsyncEnumerable<string> DumpAsync(
        TableShape table, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var command = Command($"SELECT {Names(table)} FROM \"{table.Name}\"");
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        using var buffer = new MemoryStream();
        while (await reader.ReadAsync(cancellation))
        {
            buffer.SetLength(0);
            using (var json = new Utf8JsonWriter(buffer))
            {
                json.WriteStartArray();
                for (var i = 0; i < table.Columns.Count; i++)
                    Write(json, reader.GetValue(i));
                json.WriteEndArray();
            }

            yield return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
        }
    }

    /// <inheritdoc/>
    internal override async Task LoadAsync(
        TableShape table, IAsyncEnumerable<string> rows, Action<long> done,
        CancellationToken cancellation)
    {
        var marks = string.Join(", ", table.Columns.Select((_, i) => $"@p{i}"));
        await using var command = Command(
            $"INSERT INTO \"{table.Name}\" ({Names(table)}) VALUES ({marks})");
        for (var i = 0; i < table.Columns.Count; i++)
            command.Parameters.Add(new SqliteParameter { ParameterName = $"@p{i}" });
        var count = 0L;
        await foreach (var row in rows.WithCancellation(cancellation))
        {
            Fill(command.Parameters, row);
            await command.ExecuteNonQueryAsync(cancellation);
            if (++count % 1_000 == 0)
                done(count);
        }

        done(count);
    }

    /// <inheritdoc/>
    internal override Task FinishAsync(CancellationToken cancellation) => Task.CompletedTask;

    /// <inheritdoc/>
    protected override Task<List<(string Table, string Column)>> ColumnsAsync(
        CancellationToken cancellation) => PairsAsync(
        "SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c "
        + "WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' "
        + "ORDER BY m.name, c.cid", cancellation);

    private static void Write(Utf8JsonWriter json, object value)
    {
        switch (value)
        {
            case DBNull:
                json.WriteNullValue();
                break;
            case long number:
                json.WriteNumberValue(number);
                break;
            case double number:
                json.WriteNumberValue(number);
                break;
            case byte[] bytes:
                json.WriteStartObject();
                json.WriteBase64String("b", bytes);
                json.WriteEndObject();
                break;
            default:
                json.WriteStringValue((string)value);
                break;
        }
    }

    private static void Fill(System.Data.Common.DbParameterCollection parameters, string row)
    {
        try
        {
            using var json = JsonDocument.Parse(row);
            if (json.RootElement.GetArrayLength() != parameters.Count)
                throw BackupFile.Damaged();
            foreach (var (i, value) in json.RootElement.EnumerateArray().Index())
            {
                parameters[i].Value = value.ValueKind switch
                {
                    JsonValueKind.Null => DBNull.Value,
                    JsonValueKind.Number when value.TryGetInt64(out var number) => number,
                    JsonValueKind.Number => value.GetDouble(),
                    JsonValueKind.Object => value.GetProperty("b").GetBytesFromBase64(),
                    _ => value.GetString()!,
                };
            }
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException
            or InvalidOperationException or FormatException)
        {
            throw BackupFile.Damaged(e);
        }
    }
}
