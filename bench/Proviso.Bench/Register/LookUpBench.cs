using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using Npgsql;
using Proviso.Identifiers;
using Proviso.Ledger.Storage;
using Proviso.Register;
using Proviso.Register.Keys;
using Proviso.Register.People;
using Proviso.Register.Storage;
using TestKit;

namespace Proviso.Bench.Register;

/// <summary>
/// Finding a person by NHS number among very many, against a bare look-up of the same number by an
/// index in the same database in the same run, with the same connection and nothing sealed. Rounds
/// alternate, and the median of the rounds' ratios counts. The many are written as rows: their
/// boxes are noise, except those of the people who are looked for.
/// </summary>
internal static class LookUpBench
{
    private const int Rounds = 9;
    private const int Real = 200;
    private static readonly Guid Somebody = new("11111111-1111-1111-1111-111111111111");

    public static async Task RunAsync(string[] words)
    {
        var people = words.Length > 0
            ? int.Parse(words[0], CultureInfo.InvariantCulture)
            : 1_000_000;
        using var folder = new TempFolder();
        var postgres = await PostgresServer.SharedAsync();
        await CompareAsync("SQLite", folder["store.db"], folder["keys-1"], people);
        await CompareAsync(
            "PostgreSQL", await postgres.CreateDatabaseAsync(), folder["keys-2"], people);
    }

    private static async Task CompareAsync(string engine, string place, string keys, int people)
    {
        KeyFolder.Create(keys, "bench.example/ledger").Dispose();
        await using var store = await RegisterStore.OpenAsync(
            place, KeyFolder.Open(keys), TimeProvider.System, create: true);
        await using (var db = store.Engine.Connect())
            await FillAsync(db, store, people);
        var numbers = await AddRealAsync(store);
        await using var bare = await BareAsync(store, place, numbers);
        var ratios = new List<double>();
        var (best, bestBare) = (double.MaxValue, double.MaxValue);
        for (var round = -2; round < Rounds; round++)
        {
            var plain = await TimeAsync(numbers, n => BareLookUpAsync(bare, n));
            var found = await TimeAsync(numbers, async n =>
                (await PeopleSearch.FindAsync(store, new PeopleTerms { NhsNumber = n }))
                    .People.Count == 1);
            if (round < 0)
                continue;
            ratios.Add(found / plain);
            (best, bestBare) = (Math.Min(best, found), Math.Min(bestBare, plain));
        }

        ratios.Sort();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{engine,-10} by NHS number among {people:N0}: ratio {ratios[Rounds / 2]:0.00} "
            + $"({ratios[0]:0.00} to {ratios[^1]:0.00}); best {best * 1e6:0} us, bare "
            + $"{bestBare * 1e6:0} us (these two are not ratios)"));
    }

    private static async Task<double> TimeAsync(
        IReadOnlyList<NhsNumber> numbers, Func<NhsNumber, Task<bool>> find)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < 5; i++)
        {
            foreach (var number in numbers)
            {
                if (!await find(number))
                    throw new InvalidOperationException("somebody was not found");
            }
        }

        return Stopwatch.GetElapsedTime(start).TotalSeconds / (5 * numbers.Count);
    }

    private static async Task<List<NhsNumber>> AddRealAsync(RegisterStore store)
    {
        var numbers = new List<NhsNumber>();
        var change = store.Begin(Somebody);
        for (var n = 999_000_000; numbers.Count < Real; n++)
        {
            for (var check = 0; check < 10; check++)
            {
                if (!NhsNumber.TryParse($"{n}{check}", out var number))
                    continue;
                numbers.Add(number);
                change.AddOwner(new Person
                {
                    Name = new PersonName("Testperson", "Ada"), NhsNumber = number,
                });
            }
        }

        await change.CommitAsync();
        return numbers;
    }

    private static async Task FillAsync(RegisterDb db, RegisterStore store, int people)
    {
        var box = RandomNumberGenerator.GetBytes(400);
        var master = store.KeyFolder.Master.CurrentId;
        var lite = store.Ledger is SqliteLedgerStore;
        var (many, id, hash) = lite
            ? ("WITH RECURSIVE g(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM g "
                + $"WHERE i < {people})",
                "unhex(printf('%032x', i + 4096))", "randomblob(16)")
            : ("", "lpad(to_hex(i + 4096), 32, '0')::uuid",
                "decode(md5(i::text || n), 'hex')");
        var from = lite ? "g" : $"generate_series(1, {people}) g(i)";
        var bytes = lite ? "zeroblob(400)" : "@box";
        string[] texts =
        [
            $"INSERT INTO record {many} SELECT {id}, 1, 'person', {id}, {id}, 1, NULL, {id}, "
            + $"'living', NULL, {bytes} FROM {from}",
            $"INSERT INTO data_key {many} SELECT {id}, {id}, 'owner', '{master}', "
            + $"{(lite ? "zeroblob(61)" : "substring(@box from 1 for 61)")}, NULL FROM {from}",
            .. ((string[])["nhs-number", "born", "name", "team"]).Select(name =>
                $"INSERT INTO look_up {many} SELECT '{name}', "
                + hash.Replace("n)", $"'{name}')", StringComparison.Ordinal)
                + $", {id} FROM {from}"),
        ];
        var connection = Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions
            .GetDbConnection(db.Database);
        await connection.OpenAsync();
        foreach (var text in texts.Append(lite ? "ANALYZE" : "VACUUM ANALYZE"))
        {
            await using var command = connection.CreateCommand();
            command.CommandTimeout = 600;
            command.CommandText = text;
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = ("@box", box);
            if (text.Contains("@box", StringComparison.Ordinal))
                command.Parameters.Add(parameter);
            await command.ExecuteNonQueryAsync();
        }
    }

    /// <summary>A table with nothing but a number and what one wants to know of it, as large.
    /// </summary>
    private static async Task<DbConnection> BareAsync(
        RegisterStore store, string place, List<NhsNumber> numbers)
    {
        DbConnection connection = store.Ledger is SqliteLedgerStore
            ? new SqliteConnection($"Data Source={place}")
            : new NpgsqlConnection(place);
        await connection.OpenAsync();
        var lite = connection is SqliteConnection;
        await ExecuteAsync(connection, lite
            ? "CREATE TABLE bare (number TEXT PRIMARY KEY, box BLOB) WITHOUT ROWID"
            : "CREATE TABLE bare (number text PRIMARY KEY, box bytea)");
        await ExecuteAsync(connection, lite
            ? "INSERT INTO bare SELECT hex(id), box FROM record"
            : "INSERT INTO bare SELECT id::text, box FROM record");
        foreach (var number in numbers)
        {
            await ExecuteAsync(
                connection,
                $"INSERT INTO bare SELECT '{number.ToCompact()}', box FROM record LIMIT 1");
        }

        return connection;
    }

    private static async Task<bool> BareLookUpAsync(DbConnection connection, NhsNumber number)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT box FROM bare WHERE number = @number";
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = ("@number", number.ToCompact());
        command.Parameters.Add(parameter);
        return await command.ExecuteScalarAsync() is byte[];
    }

    private static async Task ExecuteAsync(DbConnection connection, string text)
    {
        await using var command = connection.CreateCommand();
        command.CommandTimeout = 600;
        command.CommandText = text;
        await command.ExecuteNonQueryAsync();
    }
}
