using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using Proviso.Deidentification.Tables.Reading;
using TestKit;
using Xunit.Abstractions;

namespace Proviso.Deidentification.Tests.Tables.Cli;

/// <summary>Plans as SQL, run on real engines and compared with our own release.</summary>
public sealed class SqlCommandTests(ITestOutputHelper log) : IDisposable
{
    private readonly TempFolder folder = new();

    [Theory]
    [InlineData("postgresql", "--k 5")]
    [InlineData("postgresql", "--k 5 --sensitive diagnosis --distinct 2")]
    [InlineData("postgresql", "--k 3 --sensitive diagnosis --recursive 2.5,2")]
    [InlineData("postgresql", "--sensitive diagnosis --recursive 4,3 --distinct 4")]
    [InlineData("sqlite", "--k 5")]
    [InlineData("sqlite", "--k 3 --sensitive diagnosis --recursive 2.5,2")]
    [InlineData("sqlite", "--k 5 --sensitive diagnosis --distinct 2")]
    public async Task Views_ReleaseTheRowsOfOurOwnRun(string dialect, string models)
    {
        await using var connection = await OpenAsync(dialect);
        await ClinicTable.FillAsync(
            connection, "integer", dialect == "sqlite" ? "text" : "date");
        string[] words = models.Split(' ');
        string[] keep = words.Contains("diagnosis") ? ["seen_on"] : ["seen_on", "diagnosis"];
        await CommandRun.GoodAsync([
            "deidentify", "plan", "--data", CommandRun.Clinic, "--hierarchies",
            Path.Combine(CommandRun.Samples, "hierarchies"), .. words, "--suppression", "0.1",
            "--remove", "nhs_number", "name", "--keep", .. keep, "--out", folder["plan.yaml"]]);
        await CommandRun.GoodAsync(
            "deidentify", "run", "--plan", folder["plan.yaml"], "--out", folder["ours.csv"]);
        await CommandRun.GoodAsync(
            "deidentify", "sql", "--plan", folder["plan.yaml"], "--table", "clinic", "--dialect",
            dialect, "--out", folder["plan.sql"]);
        await ClinicTable.RunAsync(connection, await File.ReadAllTextAsync(folder["plan.sql"]));
        var theirs = await RowsAsync(connection, "release");
        var ours = (await File.ReadAllLinesAsync(folder["ours.csv"])).ToList();
        Assert.Equal(ours[0], theirs[0]);
        Assert.True(ours.Count > 100);
        Assert.Equal(
            ours.Skip(1).Order(StringComparer.Ordinal),
            theirs.Skip(1).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("postgresql")]
    [InlineData("sqlite")]
    public async Task Counts_LeadToTheSamePlanAsTheRows(string dialect)
    {
        await using var connection = await OpenAsync(dialect);
        await ClinicTable.FillAsync(connection, "integer", "text");
        string[] request =
        [
            "--hierarchies", Path.Combine(CommandRun.Samples, "hierarchies"), "--k", "5",
            "--suppression", "0.1", "--sensitive", "diagnosis", "--distinct", "2", "--remove",
            "nhs_number", "name", "--keep", "seen_on",
        ];
        await CommandRun.GoodAsync([
            "deidentify", "sql", "--data", CommandRun.Clinic, .. request, "--table", "clinic",
            "--dialect", dialect, "--out", folder["counts.sql"]]);
        await ClinicTable.RunAsync(
            connection, await File.ReadAllTextAsync(folder["counts.sql"]));
        var rows = await RowsAsync(connection, "release_counts");
        Assert.True(rows.Count is > 50 and < 200);
        await File.WriteAllLinesAsync(folder["counts.csv"], rows);
        await CommandRun.GoodAsync([
            "deidentify", "plan", "--data", folder["counts.csv"], "--counts", "proviso_count",
            .. request, "--out", folder["counted.yaml"]]);
        await CommandRun.GoodAsync([
            "deidentify", "plan", "--data", CommandRun.Clinic, .. request, "--out",
            folder["rows.yaml"]]);
        Assert.Equal(
            await LevelsAsync(folder["rows.yaml"]), await LevelsAsync(folder["counted.yaml"]));
        await CommandRun.RefusedAsync("counts-not-rows",
            "deidentify", "run", "--plan", folder["counted.yaml"], "--out", folder["out.csv"]);

        // The plan of counts is written as SQL with the columns that the search did not look at.
        var sql = await CommandRun.GoodAsync(
            "deidentify", "sql", "--plan", folder["counted.yaml"], "--table", "clinic",
            "--dialect", dialect, "--name", "again");
        await ClinicTable.RunAsync(connection, sql);
        Assert.Contains("seen_on", (await RowsAsync(connection, "again"))[0],
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Postgres_Adult_LosesTheRowsThatAreExpected()
    {
        if (SharedTables.Folder("adult", log) is not { } adult)
            return;
        await using var connection = await OpenAsync("postgresql");
        var data = Directory.GetFiles(adult, "*.csv").Single(f => !f.Contains("hierarchy",
            StringComparison.Ordinal));
        var headings = CsvTable.Headings(data, CsvTable.DetectDelimiter(data));
        await ClinicTable.RunAsync(connection, "CREATE TABLE adult ("
            + string.Join(", ", headings.Select(h => $"\"{h}\" text")) + ")");
        await using (var import = await ((NpgsqlConnection)connection).BeginTextImportAsync(
            $"COPY adult FROM STDIN (FORMAT csv, HEADER, DELIMITER '{CsvTable.DetectDelimiter(
                data)}')"))
        {
            await import.WriteAsync(await File.ReadAllTextAsync(data));
        }

        await CommandRun.GoodAsync(
            "deidentify", "plan", "--data", data, "--hierarchies", HierarchiesOf(adult), "--k",
            "5", "--suppression", "0.05", "--out", folder["plan.yaml"]);
        await CommandRun.GoodAsync(
            "deidentify", "run", "--plan", folder["plan.yaml"], "--out", folder["ours.csv"]);
        var sql = await CommandRun.GoodAsync(
            "deidentify", "sql", "--plan", folder["plan.yaml"], "--table", "adult");
        await ClinicTable.RunAsync(connection, sql);
        var figures = await RowsAsync(connection, "release_figures");
        Assert.StartsWith("30162,1346,397,", figures[1], StringComparison.Ordinal);
        var ours = await File.ReadAllLinesAsync(folder["ours.csv"]);
        var theirs = await RowsAsync(connection, "release", CsvTable.DetectDelimiter(data));
        Assert.Equal(ours[0], theirs[0]);
        Assert.Equal(
            ours.Skip(1).Order(StringComparer.Ordinal),
            theirs.Skip(1).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Views_WithAValueThatAHierarchyLacks_OrTooManyLeftOut_ReleaseNothing()
    {
        await using var connection = await OpenAsync("postgresql");
        await ClinicTable.FillAsync(connection, "integer", "date");
        var sql = await SqlAsync("postgresql", "release");
        await ClinicTable.RunAsync(connection, sql);
        Assert.True((await RowsAsync(connection, "release")).Count > 100);
        await ClinicTable.RunAsync(connection,
            "INSERT INTO clinic VALUES (900, 'x', 'y', 'Female', 46, 'Atlantis', NULL, 'Flu')");
        Assert.Single(await RowsAsync(connection, "release"));
        Assert.Equal("area,1", (await RowsAsync(connection, "release_unknown"))[1]);
        await ClinicTable.RunAsync(connection, "DELETE FROM clinic WHERE place = 900");
        Assert.True((await RowsAsync(connection, "release")).Count > 100);
        await ClinicTable.RunAsync(connection,
            "DELETE FROM clinic WHERE area NOT IN ('LS1') OR age > 30");
        Assert.Single(await RowsAsync(connection, "release"));
    }

    [Fact]
    public async Task Postgres_Drops_TakeAllViewsAway()
    {
        await using var connection = await OpenAsync("postgresql");
        await ClinicTable.FillAsync(connection, "integer", "date");
        var sql = await SqlAsync("postgresql", "r");
        await ClinicTable.RunAsync(connection, sql);
        await ClinicTable.RunAsync(connection, string.Join('\n', sql.Split('\n')
            .Where(l => l.StartsWith("-- DROP", StringComparison.Ordinal)).Select(l => l[3..])));
        Assert.Equal(["count", "0"], await RowsAsync(
            connection, "(SELECT count(*) FROM pg_views WHERE schemaname = 'public') AS v"));
    }

    [Fact]
    public async Task Databricks_QuotesInItsOwnWay()
    {
        Directory.CreateDirectory(folder["h"]);
        await File.WriteAllTextAsync(folder["d.csv"], "a`b\nit's\nx\\y\n");
        await File.WriteAllTextAsync(
            folder["h"] + "/hierarchy_a`b.csv", "it's;*\nx\\y;*\n");
        await File.WriteAllTextAsync(folder["plan.yaml"],
            $"data: {folder["d.csv"]}\nhierarchies: {folder["h"]}\nk: 2\nlevels: [0]\n");
        var sql = await CommandRun.GoodAsync(
            "deidentify", "sql", "--plan", folder["plan.yaml"], "--table", "lake.clinic",
            "--dialect", "databricks");
        Assert.Contains(@"('it\'s', 'it\'s', '0')", sql, StringComparison.Ordinal);
        Assert.Contains(@"('x\\y', 'x\\y', '1')", sql, StringComparison.Ordinal);
        Assert.Contains("`a``b`", sql, StringComparison.Ordinal);
        Assert.Contains("FROM `lake`.`clinic` AS t", sql, StringComparison.Ordinal);
        Assert.DoesNotContain("\"", sql, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("model-not-in-sql", "closeness: 0.2\nsensitive: diagnosis")]
    [InlineData("model-not-in-sql", "k: 5\naverage-risk: 0.1")]
    [InlineData("models-none", "")]
    [InlineData("levels-invalid", "k: 5\nlevels: [0, 0]")]
    [InlineData("levels-invalid", "k: 5\nlevels: [0, 0, 9]")]
    [InlineData("column-untreated", "k: 5\nremove: [name]")]
    [InlineData("sql-invalid", "k: 5", "--name", "a-b")]
    [InlineData("sql-invalid", "k: 5", "--table", "a..b")]
    [InlineData("dialect-unknown", "k: 5", "--dialect", "cobol")]
    public async Task WrongRequest_SaysWhatAndWritesNothing(
        string problem, string plan, params string[] options)
    {
        var levels = plan.Contains("levels", StringComparison.Ordinal) ? "" : "levels: [0, 1, 1]\n";
        var remove = plan.Contains("remove", StringComparison.Ordinal)
            ? "" : "remove: [nhs_number, name]\n";
        await File.WriteAllTextAsync(folder["plan.yaml"],
            $"data: {CommandRun.Clinic}\nhierarchies: {CommandRun.Samples}/hierarchies\n{levels}"
            + $"{remove}keep: [seen_on{(plan.Contains("diagnosis", StringComparison.Ordinal)
                ? "" : ", diagnosis")}]\n{plan}\n");
        string[] table = options is ["--table", _] ? [] : ["--table", "clinic"];
        await CommandRun.RefusedAsync(problem, [
            "deidentify", "sql", "--plan", folder["plan.yaml"], .. table, .. options, "--out",
            folder["out.sql"]]);
        Assert.False(File.Exists(folder["out.sql"]));
    }

    public void Dispose() => folder.Dispose();

    private static string HierarchiesOf(string folder) =>
        Directory.GetFiles(folder, "hierarchy_*", SearchOption.AllDirectories)
            .Select(f => Path.GetDirectoryName(f)!).Distinct().Single();

    private async Task<string> SqlAsync(string dialect, string name)
    {
        await CommandRun.GoodAsync(
            "deidentify", "plan", "--data", CommandRun.Clinic, "--hierarchies",
            Path.Combine(CommandRun.Samples, "hierarchies"), "--k", "5", "--suppression", "0.1",
            "--remove", "nhs_number", "name", "--keep", "seen_on", "diagnosis", "--out",
            folder["p.yaml"]);
        return await CommandRun.GoodAsync(
            "deidentify", "sql", "--plan", folder["p.yaml"], "--table", "clinic", "--dialect",
            dialect, "--name", name);
    }

    private async Task<DbConnection> OpenAsync(string dialect)
    {
        DbConnection connection = dialect == "sqlite"
            ? new SqliteConnection($"Data Source={folder["clinic.db"]};Pooling=false")
            : new NpgsqlConnection(
                await (await PostgresServer.SharedAsync()).CreateDatabaseAsync());
        await connection.OpenAsync();
        return connection;
    }

    private static async Task<string> LevelsAsync(string plan) => string.Join('\n',
        (await File.ReadAllLinesAsync(plan)).SkipWhile(l => l != "levels:").Take(4));

    private static async Task<List<string>> RowsAsync(
        DbConnection connection, string view, char delimiter = ',')
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT * FROM {view}";
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>
        {
            string.Join(delimiter, Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)),
        };
        while (await reader.ReadAsync())
        {
            rows.Add(string.Join(delimiter, Enumerable.Range(0, reader.FieldCount)
                .Select(i => Convert.ToString(reader.GetValue(i)))));
        }

        return rows;
    }
}
