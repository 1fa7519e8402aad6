using System.Net;
using System.Text.Json;

namespace Proviso.Web.Tests.Api.AuthZen;

public class SearchingTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private const string Subjects = "/access/v1/search/subject";
    private const string Resources = "/access/v1/search/resource";
    private const string Actions = "/access/v1/search/action";
    private readonly ApiServer server = shared.Server;

    [Fact]
    public async Task SubjectSearch_GivesWhoMayView()
    {
        var (_, json) = await server.SendAsync(Subjects, $$"""
            {"subject":{"type":"staff","id":"ignored"},"action":{"name":"view"},
             "resource":{{Sample.Person(server.Ada)}} }
            """);
        var one = Assert.Single(json.GetProperty("results").EnumerateArray());
        Assert.Equal("staff", one.GetProperty("type").GetString());
        Assert.Equal(server.Ana, one.GetProperty("id").GetGuid());
        Assert.Equal("", json.GetProperty("page").GetProperty("next_token").GetString());
    }

    [Fact]
    public async Task ResourceSearch_GivesWhomAndWhatSomebodyMaySee()
    {
        Assert.Equal(
            [server.Ada], await FoundAsync(server.Ana, """{"type":"person"}"""));
        Assert.Empty(await FoundAsync(server.Ben, """{"type":"person"}"""));
        var items = $$"""{"type":"item","properties":{"person":"{{server.Ada:D}}"} }""";
        Assert.Equal([server.Note], await FoundAsync(server.Ana, items));
        Assert.Empty(await FoundAsync(server.Ben, items));
    }

    [Fact]
    public async Task ItemsWithoutAPerson_AreStatus400()
    {
        var (status, _) = await server.SendAsync(
            Resources, ResourceSearch(server.Ana, """{"type":"item"}"""));
        Assert.Equal(HttpStatusCode.BadRequest, status);
    }

    [Fact]
    public async Task ActionSearch_GivesWhatSomebodyMayDo()
    {
        var (_, json) = await server.SendAsync(Actions, $$"""
            {"subject":{{Sample.Staff(server.Ana)}},"resource":{{Sample.Person(server.Ada)}},
             "context":{"facts":{{Sample.Shares}} } }
            """);
        Assert.Equal(
            ["view", "share", "share-anonymised"],
            json.GetProperty("results").EnumerateArray()
                .Select(r => r.GetProperty("name").GetString()));
    }

    [Fact]
    public async Task Pages_LeadThroughEverythingOnce()
    {
        var body = $$"""
            {"subject":{{Sample.Staff(server.Ana)}},"resource":{{Sample.Person(server.Ada)}},
             "context":{"facts":{{Sample.Shares}} },"page":{"limit":1,"token":"@"} }
            """;
        var (found, token) = (new List<string>(), "");
        do
        {
            var (status, json) = await server.SendAsync(
                Actions, body.Replace("@", token, StringComparison.Ordinal));
            Assert.Equal(HttpStatusCode.OK, status);
            found.AddRange(json.GetProperty("results").EnumerateArray()
                .Select(r => r.GetProperty("name").GetString()!));
            token = json.GetProperty("page").GetProperty("next_token").GetString()!;
        }
        while (token.Length > 0 && found.Count < 10);

        Assert.Equal(["view", "share", "share-anonymised"], found);
    }

    [Fact]
    public async Task TokenOfAnotherSearch_IsStatus400()
    {
        var search = ResourceSearch(server.Ana, """{"type":"person"}""").TrimEnd()[..^1];
        var (_, first) = await server.SendAsync(
            Resources, search + ""","page":{"limit":0}}""");
        var token = first.GetProperty("page").GetProperty("next_token").GetString();
        Assert.NotEqual("", token);
        var same = await server.SendAsync(
            Resources, search + $$""","page":{"token":"{{token}}"} }""");
        Assert.Equal(HttpStatusCode.OK, same.Status);
        var other = ResourceSearch(server.Ben, """{"type":"person"}""").TrimEnd()[..^1];
        var wrong = await server.SendAsync(
            Resources, other + $$""","page":{"token":"{{token}}"} }""");
        Assert.Equal(HttpStatusCode.BadRequest, wrong.Status);
        Assert.Equal("page-token-wrong", wrong.Json.GetProperty("code").GetString());
    }

    [Fact]
    public async Task Configuration_NamesEveryOperation()
    {
        var (status, json) = await server.SendAsync("/.well-known/authzen-configuration", null);
        Assert.Equal(HttpStatusCode.OK, status);
        var here = json.GetProperty("policy_decision_point").GetString()!;
        Assert.Equal(server.Client.BaseAddress!.GetLeftPart(UriPartial.Authority), here);
        Assert.Equal(
            here + Subjects, json.GetProperty("search_subject_endpoint").GetString());
        Assert.Contains(
            "custom", json.GetProperty("supported_obligations").EnumerateArray()
                .Select(o => o.GetString()));
    }

    private static string ResourceSearch(Guid staff, string resource) => $$"""
        {"subject":{{Sample.Staff(staff)}},"action":{"name":"view"},"resource":{{resource}} }
        """;

    private async Task<IReadOnlyList<Guid>> FoundAsync(Guid staff, string resource) =>
        [.. (await server.SendAsync(Resources, ResourceSearch(staff, resource))).Json
            .GetProperty("results").EnumerateArray().Select(r => r.GetProperty("id").GetGuid())];
}
