using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.Data.Sqlite;
using TestKit;

namespace Proviso.Deidentification.Tests.Tables.Cli;

/// <summary>Reports as users ask for them.</summary>
public sealed class ReportCommandTests : IDisposable
{
    private readonly TempFolder folder = new();

    [Fact]
    public async Task Html_AsksForNothing_AndIsMarkedUpForEveryReader()
    {
        await CommandRun.GoodAsync([.. Request, "--title", "Asthma <2026> & more"]);
        var text = await File.ReadAllTextAsync(folder["report.html"]);
        var page = Parse(text);
        Assert.Equal("en-GB", page.DocumentElement.GetAttribute("lang"));
        Assert.Equal("Asthma <2026> & more", page.Title);
        var heading = Assert.Single(page.QuerySelectorAll("h1"));
        Assert.Equal("Asthma <2026> & more", heading.TextContent);
        Assert.Empty(page.QuerySelectorAll("[src],[href],script,link,iframe,object,img"));
        foreach (var reach in (string[])["http:", "https:", "url(", "@import", "javascript:"])
            Assert.DoesNotContain(reach, text, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("default-src 'none'", text, StringComparison.Ordinal);
        Assert.NotEmpty(page.QuerySelectorAll("svg"));
        Assert.All(page.QuerySelectorAll("svg"), svg =>
            Assert.Equal(svg.QuerySelector("title")!.Id, svg.GetAttribute("aria-labelledby")));
        Assert.All(page.QuerySelectorAll("table"), table =>
        {
            Assert.NotEqual("", table.QuerySelector("caption")!.TextContent);
            Assert.All(
                table.QuerySelectorAll("th"), th => Assert.NotNull(th.GetAttribute("scope")));
        });
        var ids = page.QuerySelectorAll("[id]").Select(e => e.Id).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        var regions = page.QuerySelectorAll("[role=region]")
            .Select(e => e.GetAttribute("aria-label")).ToList();
        Assert.Equal(regions.Count, regions.Distinct().Count());
    }

    [Fact]
    public async Task Report_HoldsNoRecord()
    {
        await CommandRun.GoodAsync([.. Request, "--pdf", folder["report.pdf"]]);
        var html = await File.ReadAllTextAsync(folder["report.html"]);
        foreach (var line in (await File.ReadAllLinesAsync(CommandRun.Clinic)).Skip(1))
        {
            var cells = line.Split(',');
            foreach (var cell in (string[])[cells[0], cells[1], cells[5], cells[6]])
                Assert.DoesNotContain(cell, html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Plan_OfTheReport_RepeatsTheReleaseByItsDigest()
    {
        using var json = JsonDocument.Parse(await CommandRun.GoodAsync([.. Request, "--json"]));
        var report = json.RootElement;
        await File.WriteAllTextAsync(
            folder["plan.yaml"], report.GetProperty("plan").GetString());
        await CommandRun.GoodAsync(
            "deidentify", "run", "--plan", folder["plan.yaml"], "--out", folder["release.csv"]);
        var digest = Convert.ToHexStringLower(SHA256.HashData(
            await File.ReadAllBytesAsync(folder["release.csv"])));
        Assert.Equal(report.GetProperty("releaseSha256").GetString(), digest);
        var html = await File.ReadAllTextAsync(folder["report.html"]);
        Assert.Contains(digest, html, StringComparison.Ordinal);
        Assert.Contains(
            report.GetProperty("plan").GetString()!.TrimEnd(),
            Parse(html).QuerySelector("pre")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Neighbours_OfTheOptimum_LoseAsMuchOrMore()
    {
        using var json = JsonDocument.Parse(await CommandRun.GoodAsync([.. Request, "--json"]));
        var best = json.RootElement.GetProperty("value").GetDouble();
        Assert.True(json.RootElement.GetProperty("optimal").GetBoolean());
        var near = json.RootElement.GetProperty("nearby").EnumerateArray().ToList();
        Assert.InRange(near.Count, 3, 6);
        Assert.Contains(near, n => n.GetProperty("value").ValueKind == JsonValueKind.Number);
        Assert.All(near, n => Assert.True(n.GetProperty("value").ValueKind == JsonValueKind.Null
            || n.GetProperty("value").GetDouble() >= best));
    }

    [Fact]
    public async Task IdentifierKept_IsHigh_AndTheTrustedEnvironmentIsAskedFor()
    {
        var request = Request.Select(w => w == "name" ? "--keep" : w).ToList();
        request.Insert(request.IndexOf("--keep") + 1, "name");
        await CommandRun.GoodAsync([.. request]);
        var page = Parse(await File.ReadAllTextAsync(folder["report.html"]));
        Assert.Contains("Risk: HIGH", page.QuerySelector(".strong")!.TextContent,
            StringComparison.Ordinal);
        Assert.Contains("auditor", page.QuerySelector("ul")!.TextContent,
            StringComparison.Ordinal);
        Assert.Equal("2b", page.QuerySelector("tr.mark th")!.TextContent);
        Assert.Contains("100.0 % of the released rows look like no other",
            page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NoSensitiveColumn_IsWarnedAbout()
    {
        var request = Request.Where(w => w is not ("--sensitive" or "--distinct" or "2")).ToList();
        await CommandRun.GoodAsync([.. request]);
        Assert.Contains("No model looks at what people in a class share",
            await File.ReadAllTextAsync(folder["report.html"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task OfAQuery_NamesTheQueryAndNotTheConnection()
    {
        await using var connection = new SqliteConnection(
            $"Data Source={folder["secret-place.db"]};Pooling=false");
        await connection.OpenAsync();
        await ClinicTable.FillAsync(connection, "INTEGER", "TEXT");
        await CommandRun.GoodAsync([
            "deidentify", "report", "--database", folder["secret-place.db"], "--query",
            "SELECT nhs_number, name, sex, age, area, seen_on, diagnosis FROM clinic",
            .. Request[4..]]);
        var table = Parse(await File.ReadAllTextAsync(folder["report.html"]))
            .QuerySelectorAll("table")[^1].TextContent;
        Assert.Contains("the query: SELECT nhs_number", table, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-place", table, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pdf_IsWrittenWithTheHtml_OrNeither()
    {
        await CommandRun.GoodAsync([.. Request, "--pdf", folder["report.pdf"]]);
        var pdf = Encoding.Latin1.GetString(await File.ReadAllBytesAsync(folder["report.pdf"]));
        Assert.StartsWith("%PDF-1.7", pdf, StringComparison.Ordinal);
        Assert.Contains("/MarkInfo<</Marked true>>", pdf, StringComparison.Ordinal);
        Assert.Contains("/Lang(en-GB)", pdf, StringComparison.Ordinal);
        File.Delete(folder["report.html"]);
        await CommandRun.RefusedAsync(
            "output-exists", [.. Request, "--pdf", folder["report.pdf"]]);
        await CommandRun.RefusedAsync(
            "output-unwritable", [.. Request, "--pdf", folder["nowhere/report.pdf"]]);
        await CommandRun.RefusedAsync(
            "output-twice", [.. Request, "--pdf", folder["report.html"]]);
        Assert.False(File.Exists(folder["report.html"]));
    }

    [Theory]
    [InlineData("column-untreated", "--remove", "name")]
    [InlineData("nothing-fits", "--k", "500")]
    [InlineData("file-missing", "--plan", "nowhere.yaml")]
    [InlineData("source-unclear", "--data", "")]
    public async Task WrongRequest_SaysWhatAndWritesNothing(
        string problem, string option, string value)
    {
        List<string> request = [.. Request];
        var at = request.IndexOf(option);
        if (at < 0)
            request.AddRange([option, value]);
        else if (option == "--remove")
            request.RemoveAt(at + 1);
        else
            request[at + 1] = value;
        await CommandRun.RefusedAsync(problem, [.. request]);
        Assert.Empty(Directory.GetFiles(folder.FullName));
    }

    public void Dispose() => folder.Dispose();

    private string[] Request =>
    [
        "deidentify", "report", "--data", CommandRun.Clinic, "--hierarchies",
        Path.Combine(CommandRun.Samples, "hierarchies"), "--k", "5", "--suppression", "0.1",
        "--remove", "nhs_number", "name", "--keep", "seen_on", "--sensitive", "diagnosis",
        "--distinct", "2", "--out", folder["report.html"],
    ];

    private static IHtmlDocument Parse(string html) => new HtmlParser().ParseDocument(html);
}
