using System.Net;
using System.Text.Json;
using Proviso.Register;
using Proviso.Register.Cases;

namespace Proviso.Web.Tests.Api.V1;

public class RequestsTests
{
    [Fact]
    public async Task Request_GoesFromAskingToADecision()
    {
        await using var server = await ApiServer.StartAsync();
        var staff = ("Proviso-Staff", server.Ana.ToString("D"));
        var (created, request) = await server.SendAsync("/api/v1/requests", Request(server), staff);
        Assert.Equal(HttpStatusCode.Created, created);
        var id = request.GetProperty("id").GetGuid();
        var (early, open) = await server.SendAsync(
            $"/api/v1/requests/{id}/decisions", """{"version":1}""", staff);
        Assert.Equal(HttpStatusCode.Conflict, early);
        Assert.Equal("fact-needed", open.GetProperty("code").GetString());

        var version = await AnswerAllAsync(server, id, staff);
        var (decided, decision) = await server.SendAsync(
            $"/api/v1/requests/{id}/decisions", $$"""{"version":{{version}} }""", staff);
        Assert.Equal(HttpStatusCode.Created, decided);
        var (_, shown) = await server.SendAsync(
            $"/api/v1/decisions/{decision.GetProperty("id").GetGuid()}", null, staff);
        Assert.Equal(
            "must-share", shown.GetProperty("items")[0].GetProperty("verdict").GetString());
        var (again, _) = await server.SendAsync(
            $"/api/v1/requests/{id}/decisions", $$"""{"version":{{version}} }""", staff);
        Assert.Equal(HttpStatusCode.Conflict, again);
    }

    [Fact]
    public async Task StaleVersion_IsStatus409AndChangesNothing()
    {
        await using var server = await ApiServer.StartAsync();
        var staff = ("Proviso-Staff", server.Ana.ToString("D"));
        var (_, request) = await server.SendAsync("/api/v1/requests", Request(server), staff);
        var id = request.GetProperty("id").GetGuid();
        var body = """{"version":1,"answers":{"relationship":"presented"}}""";
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ =>
            server.SendAsync($"/api/v1/requests/{id}/answers", body, staff)));
        Assert.Single(answers, a => a.Status == HttpStatusCode.OK);
        Assert.Equal(5, answers.Count(a => a.Status == HttpStatusCode.Conflict
            && a.Json.GetProperty("code").GetString() == "changed-meanwhile"));
        Assert.Equal(2, (await server.Store.GetAsync<Request>(id)).Version);
    }

    [Fact]
    public async Task StaffWithoutARelationship_AreStatus403Everywhere()
    {
        await using var server = await ApiServer.StartAsync();
        var ana = ("Proviso-Staff", server.Ana.ToString("D"));
        var ben = ("Proviso-Staff", server.Ben.ToString("D"));
        var (_, request) = await server.SendAsync("/api/v1/requests", Request(server), ana);
        var path = $"/api/v1/requests/{request.GetProperty("id").GetGuid()}";
        foreach (var (to, body) in ((string, string?)[])
            [
                ("/api/v1/requests", Request(server)), (path, null),
                (path + "/answers", """{"version":1}"""),
                (path + "/decisions", """{"version":1}"""),
            ])
        {
            var (status, json) = await server.SendAsync(to, body, ben);
            Assert.Equal(HttpStatusCode.Forbidden, status);
            Assert.Equal("no-need-to-know", json.GetProperty("code").GetString());
        }

        var (_, people) = await server.SendAsync(
            "/api/v1/people/search", $$"""{"text":"{{ApiServer.FamilyName}}"}""", ben);
        Assert.Equal(0, people.GetProperty("people").GetArrayLength());
        Assert.Equal(HttpStatusCode.BadRequest, (await server.SendAsync(path, null)).Status);
    }

    [Theory]
    [InlineData("""{"person":"x","items":[]}""")]
    [InlineData("""{"items":[{"what":"x"}]}""")]
    [InlineData("""{"person":"@","items":[]}""")]
    [InlineData("""{"person":"@","items":[{"what":"x"}],"purpose":"nonsense"}""")]
    [InlineData("""{"person":"@","items":[{"what":"x"}],"purpsoe":"direct-care"}""")]
    [InlineData("""{"person":"@","items":[{"what":"x","item_kind":"nonsense"}]}""")]
    [InlineData("""{"person":"@","items":[{"what":"x"},null]}""")]
    [InlineData("""{"person":"@","items":null}""")]
    public async Task RequestThatIsNotOne_IsStatus400AndWritesNothing(string body)
    {
        await using var server = await ApiServer.StartAsync();
        var (status, json) = await server.SendAsync(
            "/api/v1/requests", body.Replace("@", $"{server.Ada:D}", StringComparison.Ordinal),
            ("Proviso-Staff", server.Ana.ToString("D")));
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.NotEqual("", json.GetProperty("code").GetString());
        Assert.Equal(0, await server.Store.CountAsync<Request>(new Listing()));
    }

    private static string Request(ApiServer server) => $$"""
        {"person":"{{server.Ada:D}}","requester":"nobody","purpose":"direct-care",
         "party_name":"The district nurse",
         "items":[{"what":"the sore on the heel","item":"{{server.Note:D}}"}]}
        """;

    // As a caller would: read the next question, answer it, until there is none.
    private static async Task<int> AnswerAllAsync(
        ApiServer server, Guid id, (string, string) staff)
    {
        var known = JsonElement.Parse(Sample.Shares);
        for (var i = 0; i < 20; i++)
        {
            var (_, request) = await server.SendAsync($"/api/v1/requests/{id}", null, staff);
            var version = request.GetProperty("version").GetInt32();
            if (!request.TryGetProperty("next", out var next))
                return version;
            var fact = next.GetProperty("fact").GetProperty("fact").GetString()!;
            var answer = known.GetProperty(fact) is { ValueKind: JsonValueKind.String } text
                ? text.GetString()
                : "yes";
            var one = $$"""{"{{fact}}":"{{answer}}"}""";
            var body = next.TryGetProperty("item", out _)
                ? $$"""{"version":{{version}},"items":[{"number":1,"answers":{{one}} }]}"""
                : $$"""{"version":{{version}},"answers":{{one}} }""";
            var (status, _) = await server.SendAsync(
                $"/api/v1/requests/{id}/answers", body, staff);
            Assert.Equal(HttpStatusCode.OK, status);
        }

        throw new InvalidOperationException("It asks on and on.");
    }
}
