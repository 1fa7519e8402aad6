using System.Globalization;
using System.Text.Json;
using Proviso.Deidentification.Tables.Pseudonyms;
using TestKit;

namespace Proviso.Deidentification.Tests.Tables.Cli;

/// <summary>Pseudonymise, reidentify and relink as users call them.</summary>
public sealed class PseudonymCommandTests : IDisposable
{
    private const string Episodes = """
        nhs,local_id,seen,result
        999 000 1375,RR-100017,2026-01-10,a
        999 000 2118,RR-100025,2026-01-11,b
        9990001375,RR-100017,2026-02-10,c
        ,,,d

        """;

    private readonly TempFolder folder = new();

    [Fact]
    public async Task Pseudonymise_ReplacesPeople_KeepsIntervals_AndSealsTheMapping()
    {
        await PrepareAsync();
        var output = await CommandRun.GoodAsync([.. Request("one"), "--json"]);
        using var json = JsonDocument.Parse(output);
        Assert.Equal(4, json.RootElement.GetProperty("rows").GetInt32());
        Assert.Equal(2, json.RootElement.GetProperty("people").GetInt32());
        var rows = await RowsAsync("one.csv");
        Assert.Equal(["nhs", "local_id", "seen", "result"], rows[0]);
        Assert.Equal(rows[1][0], rows[3][0]);
        Assert.NotEqual(rows[1][0], rows[2][0]);
        Assert.Matches("^[A-Z]{2}-[0-9]{6}$", rows[1][1]);
        Assert.Equal(31, (Date(rows[3][2]) - Date(rows[1][2])).Days);
        Assert.NotEqual("2026-01-10", rows[1][2]);
        Assert.Equal(["", "", "", "d"], rows[4]);
        foreach (var file in Directory.GetFiles(folder.FullName, "one*"))
        {
            var text = await File.ReadAllTextAsync(file);
            Assert.DoesNotContain("0001375", text, StringComparison.Ordinal);
            Assert.DoesNotContain("RR-1000", text, StringComparison.Ordinal);
        }

        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(
                UnixFileMode.UserRead | UnixFileMode.UserWrite,
                File.GetUnixFileMode(folder["one.mapping"]));
        }
    }

    [Fact]
    public async Task Pseudonymise_SameProject_JoinsOverTime_AndAnotherDoesNot()
    {
        await PrepareAsync();
        await CommandRun.GoodAsync(Request("one"));
        await CommandRun.GoodAsync(Request("again"));
        await CommandRun.GoodAsync([.. Request("two", "other")]);
        var (one, again, two) = (
            await RowsAsync("one.csv"), await RowsAsync("again.csv"), await RowsAsync("two.csv"));
        Assert.Equal(one, again);
        Assert.Empty(one.Skip(1).Take(3).Select(r => r[0])
            .Intersect(two.Skip(1).Take(3).Select(r => r[0])));
        Assert.Empty(one.Skip(1).Take(3).Select(r => r[1])
            .Intersect(two.Skip(1).Take(3).Select(r => r[1])));
    }

    [Fact]
    public async Task Reidentify_NeedsAReason_AndRecordsItBeforeItShows()
    {
        await PrepareAsync();
        await CommandRun.GoodAsync(Request("one"));
        var rows = await RowsAsync("one.csv");
        string[] look = ["deidentify", "reidentify", "--mapping", folder["one.mapping"],
            "--mapping-key", folder["mapping.key"], "--pseudonym", rows[2][0], rows[1][1]];
        await CommandRun.RefusedAsync("reason-missing", look);
        await CommandRun.RefusedAsync("reason-missing",
            [.. look, "--who", "A Guardian", "--reason", "because", "--log", folder["log"]]);
        Assert.False(File.Exists(folder["log"]));
        string[] why = ["--who", "A Guardian", "--reason", "Recall, letter 12"];
        await CommandRun.RefusedAsync("log-unwritable",
            [.. look, .. why, "--log", folder["no folder/log"]]);
        var shown = await CommandRun.GoodAsync([.. look, .. why, "--log", folder["log"]]);
        Assert.Contains("999" + "0002118", shown, StringComparison.Ordinal);
        Assert.Contains("RR-100017", shown, StringComparison.Ordinal);
        await CommandRun.RefusedAsync("pseudonym-unknown",
            [.. look, "nobody", .. why, "--log", folder["log"]]);
        var lines = await File.ReadAllLinesAsync(folder["log"]);
        Assert.Equal(2, lines.Length);
        using var entry = JsonDocument.Parse(lines[0]);
        Assert.Equal("A Guardian", entry.RootElement.GetProperty("who").GetString());
        Assert.Equal("Recall, letter 12", entry.RootElement.GetProperty("why").GetString());
        Assert.Equal("one", entry.RootElement.GetProperty("projects")[0].GetString());
        Assert.Equal(2, entry.RootElement.GetProperty("pseudonyms").GetArrayLength());
        Assert.InRange(
            entry.RootElement.GetProperty("at").GetDateTimeOffset(),
            TimeProvider.System.GetUtcNow().AddMinutes(-5), TimeProvider.System.GetUtcNow());
        Assert.DoesNotContain("0002118", lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reidentify_WithAnotherKey_ShowsNothing()
    {
        await PrepareAsync();
        await CommandRun.GoodAsync(Request("one"));
        await CommandRun.RefusedAsync("sealed-unreadable",
            "deidentify", "reidentify", "--mapping", folder["one.mapping"], "--mapping-key",
            folder["project.key"], "--pseudonym", "x", "--who", "A Guardian", "--reason",
            "Recall, letter 12", "--log", folder["log"]);
    }

    [Fact]
    public async Task Relink_JoinsTwoProjects_WithoutShowingWho()
    {
        await PrepareAsync();
        await CommandRun.GoodAsync(Request("one"));
        await File.WriteAllTextAsync(folder["episodes.csv"], """
            person,admitted
            999-000-1375,2026-03-10
            999 000 2487,2026-03-11

            """);
        await CommandRun.GoodAsync([
            "deidentify", "pseudonymise", "--data", folder["episodes.csv"], "--project", "two",
            "--key", folder["project.key"], "--person", "person", "--shape", "person", "--dates",
            "admitted", "--out", folder["two.csv"], "--mapping", folder["two.mapping"],
            "--mapping-key", folder["mapping.key"]]);
        string[] relink = [.. Relink, "--who", "A Guardian", "--reason", "Study 7, approved"];
        await CommandRun.RefusedAsync("reason-missing", relink);
        var output = await CommandRun.GoodAsync([.. relink, "--log", folder["log"], "--json"]);
        using var json = JsonDocument.Parse(output);
        Assert.Equal(1, json.RootElement.GetProperty("peopleInBoth").GetInt32());
        var (a, b) = (await RowsAsync("linked-1.csv"), await RowsAsync("linked-2.csv"));
        Assert.Equal(a[1][0], b[1][0]);
        Assert.Equal(59, (Date(b[1][1]) - Date(a[1][2])).Days);
        Assert.DoesNotContain(b[2][0], a.Select(r => r[0]));
        var before = await File.ReadAllTextAsync(folder["one.csv"])
            + await File.ReadAllTextAsync(folder["two.csv"]);
        Assert.DoesNotContain(a[1][0], before, StringComparison.Ordinal);
        Assert.DoesNotContain(a[1][1], before, StringComparison.Ordinal);
        Assert.Single(await File.ReadAllLinesAsync(folder["log"]));
    }

    [Fact]
    public async Task Relink_WithAnotherReleasesMapping_IsRefusedAndWritesNothing()
    {
        await PrepareAsync();
        await CommandRun.GoodAsync(Request("one"));
        await CommandRun.GoodAsync(Request("two"));
        await CommandRun.GoodAsync(Request("other"));
        File.Copy(folder["other.mapping"], folder["two.mapping"], overwrite: true);
        await CommandRun.RefusedAsync("value-unusable", [
            .. Relink, "--who", "A Guardian", "--reason", "Study 7, approved", "--log",
            folder["log"]]);
        Assert.Empty(Directory.GetFiles(folder.FullName, "linked*"));
    }

    [Fact]
    public async Task Digest_MatchesTheSources()
    {
        await PrepareAsync();
        await File.WriteAllTextAsync(folder["episodes.csv"], "id,x\n123456789,1\n");
        await File.WriteAllTextAsync(folder["salt"], "hello\n");
        await CommandRun.GoodAsync(
            "deidentify", "pseudonymise", "--data", folder["episodes.csv"], "--project", "p",
            "--key", folder["project.key"], "--digest", "id", "--salt-file", folder["salt"],
            "--keep", "x", "--out", folder["out.csv"]);
        Assert.Equal(
            "digest,x\n"
            + "a4455e6581b78d69e569895c2b615dfa90a6cd56938e40ca91edd26e44deedfe,1\n",
            await File.ReadAllTextAsync(folder["out.csv"]));
    }

    [Theory]
    [InlineData("column-untreated", "--keep result", "")]
    [InlineData("column-unknown", "--keep result", "--keep result colour")]
    [InlineData("column-both", "--keep result", "--keep result nhs")]
    [InlineData("person-missing", "--person nhs ", "")]
    [InlineData("shift-invalid", "--keep", "--shift-days 0 --keep")]
    [InlineData("shift-invalid", "--keep", "--shift-days 3661 --keep")]
    [InlineData("value-unusable", "--dates seen", "--dates seen result")]
    [InlineData("value-unusable", "--shape local_id", "--shape local_id result")]
    [InlineData("salt-missing", "--shape local_id", "--digest local_id")]
    [InlineData("mapping-key-missing", "--mapping-key KEY", "")]
    [InlineData("file-missing", "--key PROJECT", "--key nowhere.key")]
    [InlineData("passphrase-short", "--key PROJECT", "--key SHORT")]
    [InlineData("project-invalid", "--project p", "--project _")]
    [InlineData("plan-empty", "--reference nhs --shape local_id --dates seen --keep result",
        "--keep nhs local_id seen result")]
    public async Task Pseudonymise_WrongRequest_SaysWhatAndWritesNothing(
        string problem, string part, string instead)
    {
        await PrepareAsync();
        await File.WriteAllTextAsync(folder["short"], "short");
        const string Request = "--project p --key PROJECT --person nhs --reference nhs "
            + "--shape local_id --dates seen --keep result --out OUT --mapping MAP "
            + "--mapping-key KEY";
        Assert.Contains(part, Request, StringComparison.Ordinal);
        var words = Request.Replace(part, instead, StringComparison.Ordinal);
        words = problem == "value-unusable"
            ? words.Replace("--keep result", "", StringComparison.Ordinal) : words;
        var args = words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(w => w switch
        {
            "PROJECT" => folder["project.key"],
            "KEY" => folder["mapping.key"],
            "MAP" => folder["out.mapping"],
            "OUT" => folder["out.csv"],
            "SHORT" => folder["short"],
            "_" => " ",
            _ => w,
        });
        var error = await CommandRun.RefusedAsync(
            problem, ["deidentify", "pseudonymise", "--data", folder["episodes.csv"], .. args]);
        Assert.DoesNotContain("RR-1000", error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder.FullName, "out*"));
    }

    [Fact]
    public async Task Pseudonymise_DateWithoutAPerson_NamesTheLine()
    {
        await PrepareAsync();
        await File.AppendAllTextAsync(folder["episodes.csv"], ",,2026-01-01,e\n");
        var error = await CommandRun.RefusedAsync("value-unusable", Request("one"));
        Assert.Contains("line 6", error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder.FullName, "one*"));
    }

    [Fact]
    public async Task NewKey_IsNeverReplaced()
    {
        await PrepareAsync();
        await CommandRun.RefusedAsync(
            "output-exists", "deidentify", "new-key", "--out", folder["project.key"]);
        Assert.False(SecretText.Parse(
            await File.ReadAllTextAsync(folder["project.key"])).IsPassphrase);
    }

    public void Dispose() => folder.Dispose();

    private string[] Relink =>
    [
        "deidentify", "relink", "--first", folder["one.csv"], "--first-mapping",
        folder["one.mapping"], "--first-mapping-key", folder["mapping.key"], "--first-out",
        folder["linked-1.csv"], "--second", folder["two.csv"], "--second-mapping",
        folder["two.mapping"], "--second-mapping-key", folder["mapping.key"], "--second-out",
        folder["linked-2.csv"], "--project", "linkage", "--key", folder["project.key"],
    ];

    private static DateTime Date(string text) =>
        DateTime.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private string[] Request(string name, string? project = null) =>
    [
        "deidentify", "pseudonymise", "--data", folder["episodes.csv"], "--project",
        project ?? (name == "again" ? "one" : name), "--key", folder["project.key"], "--person",
        "nhs", "--reference", "nhs", "--shape", "local_id", "--dates", "seen", "--keep", "result",
        "--out", folder[name + ".csv"], "--mapping", folder[name + ".mapping"], "--mapping-key",
        folder["mapping.key"],
    ];

    private async Task PrepareAsync()
    {
        await File.WriteAllTextAsync(folder["episodes.csv"], Episodes);
        await CommandRun.GoodAsync("deidentify", "new-key", "--out", folder["project.key"]);
        await CommandRun.GoodAsync("deidentify", "new-key", "--out", folder["mapping.key"]);
    }

    private async Task<List<string[]>> RowsAsync(string name) =>
        [.. (await File.ReadAllLinesAsync(folder[name])).Select(l => l.Split(','))];
}
