using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Proviso.Ledger.Storage;

namespace Proviso.Register.Storage;

/// <summary>A table as a backup names it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Columns">Its columns, in their order.</param>
internal sealed record TableShape(string Name, IReadOnlyList<string> Columns);

/// <summary>Reads and writes whole tables within an open transaction.</summary>
internal abstract class TableCopy(RegisterDb db)
{
    /// <summary>The connection.</summary>
    protected DbConnection Connection { get; } = db.Database.GetDbConnection();

    /// <summary>Every table of the database.</summary>
    internal async Task<IReadOnlyList<TableShape>> TablesAsync(CancellationToken cancellation)
    {
        var tables = new List<TableShape>();
        foreach (var group in (await ColumnsAsync(cancellation)).GroupBy(c => c.Table))
            tables.Add(new TableShape(group.Key, [.. group.Select(c => c.Column)]));
        return tables;
    }

    /// <summary>How many rows a table has.</summary>
    internal async Task<long> CountAsync(TableShape table, CancellationToken cancellation)
    {
        await using var command = Command($"SELECT count(*) FROM \"{table.Name}\"");
        return Convert.ToInt64(
            await command.ExecuteScalarAsync(cancellation), CultureInfo.InvariantCulture);
    }

    /// <summary>Makes the ledger's tables, empty.</summary>
    internal async Task MakeLedgerAsync(LedgerStore ledger, CancellationToken cancellation)
    {
        await ledger.CreateTablesAsync(
            db.Database.CurrentTransaction!.GetDbTransaction(), cancellation);
    }

    /// <summary>Removes the rows of a table.</summary>
    internal async Task ClearAsync(string table, CancellationToken cancellation)
    {
        await using var command = Command($"DELETE FROM \"{table}\"");
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>The rows of a table, each as JSON on one line.</summary>
    internal abstract IAsyncEnumerable<string> DumpAsync(
        TableShape table, CancellationToken cancellation);

    /// <summary>Writes the rows of a table.</summary>
    internal abstract Task LoadAsync(
        TableShape table, IAsyncEnumerable<string> rows, Action<long> done,
        CancellationToken cancellation);

    /// <summary>What is left to do when all tables are written.</summary>
    internal abstract Task FinishAsync(CancellationToken cancellation);

    /// <summary>Every column of every table, in order.</summary>
    protected abstract Task<List<(string Table, string Column)>> ColumnsAsync(
        CancellationToken cancellation);

    /// <summary>A command in the open transaction.</summary>
    protected DbCommand Command(string text)
    {
        var command = Connection.CreateCommand();
#pragma warning disable CA2100 // The names come from the database's own catalogue.
        command.CommandText = text;
#pragma warning restore CA2100
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        return command;
    }

    /// <summary>Two columns of text.</summary>
    protected async Task<List<(string, string)>> PairsAsync(
        string text, CancellationToken cancellation)
    {
        await using var command = Command(text);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var pairs = new List<(string, string)>();
        while (await reader.ReadAsync(cancellation))
            pairs.Add((reader.GetString(0), reader.GetString(1)));
        return pairs;
    }

    /// <summary>Names joined for a statement.</summary>
    protected static string Names(TableShape table) =>
        string.Join(", ", table.Columns.Select(c => $"\"{c}\""));
}
