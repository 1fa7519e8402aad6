using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Proviso.Register.Keys;
using Proviso.Register.People;
using Proviso.Register.Storage;

namespace Proviso.Register.Tests.Storage;

/// <summary>The numbered files, and the model that goes with them.</summary>
public sealed class SchemaTests
{
    [Theory, BothEngines]
    public async Task Files_GiveTheTablesThatTheModelExpects(bool postgres)
    {
        await using var test = await TestStore.CreateAsync(postgres);
        await using var db = test.Store.Engine.Connect();
        var expected = Expected(db).Order(StringComparer.Ordinal);
        var actual = (await (postgres ? PostgresAsync(db) : SqliteAsync(db)))
            .Order(StringComparer.Ordinal);
        Assert.Equal(expected, actual);
    }

    [Theory, BothEngines]
    public async Task Open_StoreOfANewerProgram_IsRefusedAndLeftAlone(bool postgres)
    {
        await using var test = await TestStore.CreateAsync(postgres);
        await test.EditAsync("INSERT INTO schema_version (version, applied) VALUES (2, 0)");
        await RecordTests.AssertFailsAsync("store-newer", () => test.OpenAsync());
        Assert.Equal(2, await test.NumberAsync("SELECT count(*) FROM schema_version"));
    }

    [Theory, BothEngines]
    public async Task Apply_NextFile_KeepsACopyFirst(bool postgres)
    {
        await using var test = await TestStore.CreateAsync(postgres);
        var person = await test.AddPersonAsync("Before");
        var engine = test.Store.Engine;
        var files = SchemaFiles.Of(engine.Folder);
        SchemaFile broken = new(2, "ALTER TABLE record ADD COLUMN more INTEGER; SELECT nonsense");
        SchemaFile good = new(2, "ALTER TABLE record ADD COLUMN more INTEGER");
        await Assert.ThrowsAnyAsync<DbException>(() =>
            SchemaFiles.ApplyAsync(engine, [.. files, broken], 0, default));
        Assert.Equal(1, await test.NumberAsync("SELECT max(version) FROM schema_version"));
        var copy = await SchemaFiles.ApplyAsync(engine, [.. files, good], 0, default);
        Assert.Equal(2, await test.NumberAsync("SELECT max(version) FROM schema_version"));
        Assert.Null(await SchemaFiles.ApplyAsync(engine, [.. files, good], 0, default));
        if (postgres)
        {
            Assert.Null(copy);
            return;
        }

        await using var old = await RegisterStore.OpenAsync(
            copy!, KeyFolder.Open(test.KeyPath), TimeProvider.System);
        Assert.Equal("Before", (await old.GetAsync<Person>(person)).Value.Name.Family);
    }

    [Theory, BothEngines]
    public async Task Open_SeveralAtOnceOnNothing_MakeOneStore(bool postgres)
    {
        await using var test = await TestStore.CreateAsync(postgres);
        var place = await test.AnotherPlaceAsync();
        var stores = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() =>
            RegisterStore.OpenAsync(
                place, KeyFolder.Open(test.KeyPath), TimeProvider.System, create: true))));
        var change = stores[0].Begin(TestStore.Somebody);
        var id = change.AddOwner(new Person { Name = new PersonName("One", "Ada") });
        await change.CommitAsync();
        foreach (var store in stores)
        {
            Assert.NotNull(await store.FindAsync<Person>(id));
            await store.DisposeAsync();
        }
    }

    private static IEnumerable<string> Expected(RegisterDb db)
    {
        var model = db.GetService<IDesignTimeModel>().Model;
        foreach (var entity in model.GetEntityTypes()
            .Where(e => !e.IsTableExcludedFromMigrations()))
        {
            var table = entity.GetTableName()!;
            foreach (var property in entity.GetProperties())
            {
                yield return $"{table}.{property.GetColumnName()} "
                    + $"{property.GetColumnType().ToLowerInvariant()} "
                    + $"{(property.IsColumnNullable() ? "null" : "not null")}";
            }

            yield return $"{table} key {Columns(entity.FindPrimaryKey()!.Properties)}";
            foreach (var index in entity.GetIndexes())
            {
                yield return $"{table} {index.GetDatabaseName()} {Columns(index.Properties)} "
                    + Flags(index.IsUnique, index.GetFilter() is not null);
            }
        }
    }

    private static string Columns(IReadOnlyList<IProperty> properties) =>
        string.Join(",", properties.Select(p => p.GetColumnName()));

    private static string Flags(bool unique, bool partial) =>
        (unique ? "unique " : "") + (partial ? "partial" : "whole");

    private static async Task<List<string>> SqliteAsync(RegisterDb db)
    {
        const string Tables = "('record', 'data_key', 'look_up')";
        var columns = await RowsAsync(
            db, "SELECT m.name || '.' || c.name || ' ' || lower(c.type) || ' ' || "
            + "CASE c.\"notnull\" WHEN 1 THEN 'not null' ELSE 'null' END "
            + $"FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.name IN {Tables}");
        var keys = await RowsAsync(
            db, "SELECT name || ' key ' || group_concat(col) FROM (SELECT m.name, c.name AS col "
            + "FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE c.pk > 0 "
            + $"AND m.name IN {Tables} ORDER BY m.name, c.pk) GROUP BY name");
        var indexes = await RowsAsync(
            db, "SELECT t || ' ' || i || ' ' || group_concat(col) || ' ' || "
            + "CASE u WHEN 1 THEN 'unique ' ELSE '' END || "
            + "CASE p WHEN 1 THEN 'partial' ELSE 'whole' END FROM (SELECT m.name AS t, "
            + "l.name AS i, l.\"unique\" AS u, l.partial AS p, x.name AS col "
            + "FROM sqlite_master m JOIN pragma_index_list(m.name) l "
            + "JOIN pragma_index_info(l.name) x WHERE l.origin = 'c' "
            + $"AND m.type = 'table' AND m.name IN {Tables} ORDER BY l.name, x.seqno) "
            + "GROUP BY t, i");
        return [.. columns, .. keys, .. indexes];
    }

    private static async Task<List<string>> PostgresAsync(RegisterDb db)
    {
        const string Tables = "('record', 'data_key', 'look_up')";
        var columns = await RowsAsync(
            db, "SELECT table_name || '.' || column_name || ' ' || data_type || ' ' || "
            + "CASE is_nullable WHEN 'NO' THEN 'not null' ELSE 'null' END "
            + $"FROM information_schema.columns WHERE table_name IN {Tables}");
        var indexes = await RowsAsync(
            db, "SELECT t.relname || CASE WHEN x.indisprimary THEN ' key ' ELSE ' ' || i.relname "
            + "|| ' ' END || (SELECT string_agg(a.attname, ',' ORDER BY k.o) "
            + "FROM unnest(x.indkey) WITH ORDINALITY k(n, o) JOIN pg_attribute a "
            + "ON a.attrelid = x.indrelid AND a.attnum = k.n) || CASE WHEN x.indisprimary THEN '' "
            + "ELSE ' ' || CASE WHEN x.indisunique THEN 'unique ' ELSE '' END || "
            + "CASE WHEN x.indpred IS NULL THEN 'whole' ELSE 'partial' END END "
            + "FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid "
            + $"JOIN pg_class t ON t.oid = x.indrelid WHERE t.relname IN {Tables}");
        return [.. columns, .. indexes];
    }

    private static async Task<List<string>> RowsAsync(RegisterDb db, string sql)
    {
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
#pragma warning disable CA2100 // The test's own text.
        command.CommandText = sql;
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
            rows.Add(Convert.ToString(reader.GetValue(0), CultureInfo.InvariantCulture)!);
        return rows;
    }
}
