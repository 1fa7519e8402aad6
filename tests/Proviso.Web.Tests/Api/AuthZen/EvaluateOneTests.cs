using System.Net;
using System.Text;
using System.Text.Json;

namespace Proviso.Web.Tests.Api.AuthZen;

/// <summary>The edge cases of AuthZEN's certification scenario, with our subjects, resources and
/// facts in the place of its fixture.</summary>
public class EvaluateOneTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private const string Path = "/access/v1/evaluation";
    private static readonly string Good = Sample.Evaluation(Sample.Shares);
    private readonly ApiServer server = shared.Server;

    [Fact]
    public async Task CaseThatMustBeShared_IsPermittedWithReasonsAndObligations()
    {
        var (status, json) = await server.SendAsync(Path, Good);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.True(json.GetProperty("decision").GetBoolean());
        var context = json.GetProperty("context");
        Assert.Equal("must-share", context.GetProperty("verdict").GetString());
        Assert.True(Guid.TryParse(context.GetProperty("id").GetString(), out _));
        Assert.NotEmpty(context.GetProperty("rules").EnumerateArray());
        Assert.True(context.GetProperty("reason_user").TryGetProperty("200", out _));
        Assert.All(context.GetProperty("obligations").EnumerateArray(), o =>
        {
            Assert.Equal("custom", o.GetProperty("type").GetString());
            Assert.NotEqual("", o.GetProperty("id").GetString());
            Assert.NotEqual("", o.GetProperty("properties").GetProperty("say").GetString());
        });
    }

    [Fact]
    public async Task CaseThatIsRefused_IsStatus200()
    {
        var (status, json) = await server.SendAsync(Path, Sample.Evaluation(Sample.Refuses));
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.False(json.GetProperty("decision").GetBoolean());
        Assert.Equal(
            "do-not-share", json.GetProperty("context").GetProperty("verdict").GetString());
    }

    [Fact]
    public async Task OpenCase_IsRefusedWithTheNextQuestion()
    {
        var (_, json) = await server.SendAsync(
            Path, Sample.Evaluation("""{"requester":"police"}"""));
        Assert.False(json.GetProperty("decision").GetBoolean());
        var next = json.GetProperty("context").GetProperty("next");
        Assert.Equal("fact-needed", json.GetProperty("context").GetProperty("reason").GetString());
        Assert.NotEqual("", next.GetProperty("question").GetString());
        Assert.True(next.GetProperty("answers").GetArrayLength() > 1);
    }

    [Fact]
    public async Task FactsAsProperties_CountAsFactsOfTheContext()
    {
        var (_, json) = await server.SendAsync(Path, $$"""
            {"subject":{{Sample.System}},"action":{"name":"share"},
             "resource":{"type":"item","id":"our-17","properties":{{Sample.Shares}} } }
            """);
        Assert.True(json.GetProperty("decision").GetBoolean());
    }

    [Theory]
    [InlineData("""{"action":{"name":"share"},"resource":{"type":"item","id":"x"}}""")]
    [InlineData("""{"subject":{"type":"system","id":"x"},"resource":{"type":"item","id":"x"}}""")]
    [InlineData("""{"subject":{"type":"system","id":"x"},"action":{"name":"share"}}""")]
    [InlineData("""{"subject":{"id":"x"},"action":A,"resource":R}""")]
    [InlineData("""{"subject":{"type":"x"},"action":A,"resource":R}""")]
    [InlineData("""{"subject":S,"action":{},"resource":R}""")]
    [InlineData("""{"subject":S,"action":A,"resource":{"id":"c"}}""")]
    [InlineData("""{"subject":S,"action":A,"resource":{"type":"b"}}""")]
    [InlineData("""{"subject":"x","action":A,"resource":R}""")]
    [InlineData("""{"subject":S,"action":{"name":1},"resource":R}""")]
    [InlineData("""{"subject":{"type":"x","id":7},"action":A,"resource":R}""")]
    [InlineData("""{"subject":{"type":"x","id":null},"action":A,"resource":R}""")]
    [InlineData("""{"subject":{"type":"x","id":"y","properties":[]},"action":A,"resource":R}""")]
    [InlineData("""{"subject":S,"action":{"name":"a","properties":1},"resource":R}""")]
    [InlineData("""{"subject":S,"action":A,"resource":R,"context":"x"}""")]
    [InlineData("""{"subject":{"type":"x","id":"\ud800"},"action":A,"resource":R}""")]
    [InlineData("""{"subject":S,"subject":{"type":"x","id":"z"},"action":A,"resource":R}""")]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("not json")]
    public async Task RequestThatIsNotOne_IsStatus400WithACode(string body)
    {
        // S, A and R stand for a subject, an action and a resource that are well-formed.
        var (status, json) = await server.SendAsync(Path, body
            .Replace(":S", ":{\"type\":\"x\",\"id\":\"y\"}", StringComparison.Ordinal)
            .Replace(":A", ":{\"name\":\"a\"}", StringComparison.Ordinal)
            .Replace(":R", ":{\"type\":\"b\",\"id\":\"c\"}", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("body-malformed", json.GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/xml")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task OtherMediaType_IsStatus400(string type)
    {
        using var content = new StringContent(Good, Encoding.UTF8, type);
        using var response = await server.Client.PostAsync(Path, content);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task MediaTypeWithCharset_IsTaken()
    {
        using var response = await server.RawAsync(Path, Good);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task UnknownMembersAndProperties_ArePassedOver()
    {
        var (status, json) = await server.SendAsync(
            Path, Good.TrimEnd()[..^1] + ""","foo":"bar","futureField":{"nested":true}}""");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.True(json.GetProperty("decision").GetBoolean());
    }

    [Theory]
    [InlineData(Path)]
    [InlineData("/access/v1/search/action")]
    [InlineData("/api/v1/no-such-thing")]
    public async Task RequestId_IsGivenBack(string path)
    {
        using var response = await server.RawAsync(path, Good, ("X-Request-ID", "abc-123"));
        Assert.Equal("abc-123", Assert.Single(response.Headers.GetValues("X-Request-ID")));
    }

    [Fact]
    public async Task SameRequestAgain_IsDecidedTheSame()
    {
        var answers = new HashSet<bool>();
        for (var i = 0; i < 5; i++)
        {
            answers.Add((await server.SendAsync(Path, Good)).Json
                .GetProperty("decision").GetBoolean());
        }

        Assert.Single(answers);
    }

    [Theory]
    [InlineData("""{"type":"user","id":"alice"}""", "subject-unknown")]
    [InlineData("""{"type":"system","id":"somebody-else"}""", "subject-unknown")]
    [InlineData(
        """{"type":"staff","id":"00000000-0000-0000-0000-0000000000aa"}""", "subject-unknown")]
    [InlineData("""{"type":"staff","id":"alice"}""", "subject-unknown")]
    public async Task SubjectThatNobodyKnows_IsRefused(string subject, string code)
    {
        var (status, json) = await server.SendAsync(
            Path, Sample.Evaluation(Sample.Shares, subject: subject));
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.False(json.GetProperty("decision").GetBoolean());
        Assert.Equal(code, json.GetProperty("context").GetProperty("reason").GetString());
    }

    [Theory]
    [InlineData("delete", "action-unknown")]
    [InlineData("", "action-unknown")]
    [InlineData("SHARE", "action-unknown")]
    public async Task ActionThatNobodyKnows_IsRefused(string action, string code)
    {
        var (_, json) = await server.SendAsync(
            Path, Sample.Evaluation(Sample.Shares, action: action));
        Assert.False(json.GetProperty("decision").GetBoolean());
        Assert.Equal(code, json.GetProperty("context").GetProperty("reason").GetString());
    }

    [Theory]
    [InlineData("""{"no-such-fact":"yes"}""", "fact-unknown")]
    [InlineData("""{"purpose":"no-such-purpose"}""", "answer-unknown")]
    [InlineData("""{"purpose":true}""", "answer-unknown")]
    [InlineData("""{"purpose":["direct-care"]}""", "answer-unknown")]
    [InlineData("[]", "facts-malformed")]
    public async Task FactsThatTheBookDoesNotHave_AreRefused(string facts, string code)
    {
        var (status, json) = await server.SendAsync(Path, Sample.Evaluation(facts));
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.False(json.GetProperty("decision").GetBoolean());
        Assert.Equal(
            code,
            json.GetProperty("context").GetProperty("error").GetProperty("code").GetString());
    }

    [Fact]
    public async Task ViewOfAPerson_FollowsNeedToKnow()
    {
        var person = Sample.Person(server.Ada);
        Assert.True(await ViewAsync(Sample.Staff(server.Ana), person));
        Assert.False(await ViewAsync(Sample.Staff(server.Ben), person));
        Assert.False(await ViewAsync(Sample.System, person));
        var item = $$"""{"type":"item","id":"{{server.Note:D}}"}""";
        Assert.True(await ViewAsync(Sample.Staff(server.Ana), item));
        Assert.False(await ViewAsync(Sample.Staff(server.Ben), item));
    }

    [Fact]
    public async Task ShareOfAPersonInTheRegister_NeedsTheSubjectToKnowThem()
    {
        var (_, ana) = await server.SendAsync(Path, Sample.Evaluation(
            Sample.Shares, subject: Sample.Staff(server.Ana), resource: Sample.Person(server.Ada)));
        Assert.True(ana.GetProperty("decision").GetBoolean());
        var (_, ben) = await server.SendAsync(Path, Sample.Evaluation(
            Sample.Shares, subject: Sample.Staff(server.Ben), resource: Sample.Person(server.Ada)));
        Assert.False(ben.GetProperty("decision").GetBoolean());
        Assert.Equal(
            "no-need-to-know", ben.GetProperty("context").GetProperty("reason").GetString());
    }

    [Fact]
    public async Task PersonByNhsNumber_IsFoundInTheRegister()
    {
        var resource = $$"""
            {"type":"person","id":"hospital-4","properties":
             {"nhs_number":"{{ApiServer.NhsNumberText}}"} }
            """;
        Assert.True(await ViewAsync(Sample.Staff(server.Ana), resource));
        var (_, wrong) = await server.SendAsync(Path, Sample.Evaluation(
            "{}", action: "view", subject: Sample.Staff(server.Ana),
            resource: """{"type":"person","id":"x","properties":{"nhs_number":"9990001230"}}"""));
        Assert.Equal(
            "nhs-number-malformed",
            wrong.GetProperty("context").GetProperty("reason").GetString());
    }

    private async Task<bool> ViewAsync(string subject, string resource) =>
        (await server.SendAsync(Path, Sample.Evaluation(
            "{}", action: "view", subject: subject, resource: resource)))
            .Json.GetProperty("decision").GetBoolean();
}
