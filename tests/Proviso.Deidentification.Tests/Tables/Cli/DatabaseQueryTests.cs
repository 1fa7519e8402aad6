using Microsoft.Data.Sqlite;
using Npgsql;
using TestKit;

namespace Proviso.Deidentification.Tests.Tables.Cli;

/// <summary>Tables read from real databases by query.</summary>
public sealed class DatabaseQueryTests : IDisposable
{
    private const string All = "SELECT * FROM clinic ORDER BY place";
    private readonly TempFolder folder = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Run_FromAQuery_GivesTheReleaseOfTheSameFile(bool postgres)
    {
        var database = postgres ? await PostgresAsync() : await SqliteAsync();
        var query = "SELECT nhs_number, name, sex, age, area, seen_on, diagnosis "
            + "FROM clinic ORDER BY place;";
        await CommandRun.GoodAsync(
            ["deidentify", "run", "--data", CommandRun.Clinic, .. Rest("file.csv")]);
        await CommandRun.GoodAsync([
            "deidentify", "run", "--database", database, "--query", query, .. Rest("query.csv")]);
        Assert.Equal(
            await File.ReadAllTextAsync(folder["file.csv"]),
            await File.ReadAllTextAsync(folder["query.csv"]));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Values_ThatNeedQuoting_AndThatAreMissing_AreReadAsTheyAre(bool postgres)
    {
        var database = postgres ? await PostgresAsync() : await SqliteAsync();
        const string Query = "SELECT 'a,b' AS \"x \"\"y\"\"\", 'line' || char(10) || 'two' AS z, "
            + "NULL AS missing, 2.5 AS number, 'é' AS accent";
        var query = postgres ? Query.Replace("char(10)", "chr(10)", StringComparison.Ordinal)
            : Query;
        var output = await CommandRun.GoodAsync(
            "deidentify", "publish", "--database", database, "--query", query,
            "--by", "x \"y\"", "--across", "z", "--rule", "midpoint-6");
        Assert.Contains("a,b\t3\t3", output, StringComparison.Ordinal);
        Assert.Contains("line\ntwo", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("query-writes", "DELETE FROM clinic RETURNING name")]
    [InlineData("query-invalid", "SELECT name FROM nowhere")]
    [InlineData("query-invalid", "SELECT 1; SELECT 2")]
    [InlineData("query-invalid", "SELECT 1) TO STDOUT --")]
    [InlineData("query-invalid", "CREATE TABLE t (a int)")]
    [InlineData("query-invalid", " ; ")]
    [InlineData("query-failed", "SELECT name::int FROM clinic")]
    public async Task Postgres_WrongQuery_SaysWhatIsWrongAndNoValue(string code, string query)
    {
        var error = await CommandRun.RefusedAsync(
            code, "deidentify", "assess", "--database", await PostgresAsync(), "--query", query);
        Assert.DoesNotContain("Example", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("query-writes", "DELETE FROM clinic RETURNING name")]
    [InlineData("query-invalid", "SELECT name FROM nowhere")]
    [InlineData("query-invalid", "SELECT 1; SELECT 2")]
    [InlineData("query-invalid", "PRAGMA foreign_keys = ON")]
    [InlineData("value-not-text", "SELECT x'00ff' AS bytes")]
    public async Task Sqlite_WrongQuery_SaysWhatIsWrong(string code, string query)
    {
        var database = await SqliteAsync();
        await CommandRun.RefusedAsync(
            code, "deidentify", "assess", "--database", database, "--query", query);
        await CommandRun.GoodAsync(
            "deidentify", "assess", "--database", database, "--query", All);
    }

    [Theory]
    [InlineData("source-unclear", "--database", "x.db")]
    [InlineData("source-unclear", "--query", "SELECT 1")]
    [InlineData("source-unclear", "--database", "x.db", "--query", "SELECT 1", "--data", "x.csv")]
    [InlineData("source-unclear")]
    [InlineData("database-missing", "--database", "nowhere.db", "--query", "SELECT 1")]
    [InlineData("database-unclear", "--database", "postgresql://h/secret", "--query", "SELECT 1")]
    [InlineData("database-unreachable",
        "--database", "Host=127.0.0.1;Port=1;Password=secret;Timeout=2", "--query", "SELECT 1")]
    public async Task WrongSource_SaysWhatIsWrong(string code, params string[] source)
    {
        var error = await CommandRun.RefusedAsync(code, ["deidentify", "assess", .. source]);
        Assert.DoesNotContain("secret", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sqlite_FileThatIsNoDatabase_IsRefused() =>
        await CommandRun.RefusedAsync(
            "database-unreadable", "deidentify", "assess", "--database", CommandRun.Clinic,
            "--query", "SELECT 1");

    [Fact]
    public async Task Plan_OfAQuery_RepeatsWithoutTheFile_AndHoldsNoPassword()
    {
        var database = await SqliteAsync();
        string[] source = ["--database", database, "--query",
            "SELECT nhs_number, name, sex, age, area, seen_on, diagnosis FROM clinic"];
        await CommandRun.GoodAsync(["deidentify", "plan", .. source, .. Rest("plan.yaml")]);
        await CommandRun.GoodAsync(
            "deidentify", "run", "--plan", folder["plan.yaml"], "--out", folder["out.csv"]);
        Assert.True(File.Exists(folder["out.csv"]));
        await CommandRun.RefusedAsync("plan-invalid", [
            "deidentify", "plan", "--database", "Host=127.0.0.1;Password=secret",
            .. source[2..], .. Rest("other.yaml")]);
        Assert.False(File.Exists(folder["other.yaml"]));
    }

    public void Dispose() => folder.Dispose();

    private string[] Rest(string output) =>
    [
        "--hierarchies", Path.Combine(CommandRun.Samples, "hierarchies"), "--k", "5",
        "--suppression", "0.1", "--remove", "nhs_number", "name", "--keep", "seen_on",
        "--sensitive", "diagnosis", "--distinct", "2", "--out", folder[output],
    ];

    private async Task<string> SqliteAsync()
    {
        var file = folder["clinic.db"];
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=false");
        await connection.OpenAsync();
        await ClinicTable.FillAsync(connection, "INTEGER", "TEXT");
        return file;
    }

    private static async Task<string> PostgresAsync()
    {
        var server = await PostgresServer.SharedAsync();
        var database = await server.CreateDatabaseAsync();
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await ClinicTable.FillAsync(connection, "integer", "date");
        return database;
    }
}
