using System.Net;
using System.Text.Json;
using Proviso.Web.Api.AuthZen;

namespace Proviso.Web.Tests.Api.AuthZen;

public class EvaluateManyTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private const string Path = "/access/v1/evaluations";
    private const string Yes = $$"""{"context":{"facts":{{Sample.Shares}} } }""";
    private const string No = $$"""{"context":{"facts":{{Sample.Refuses}} } }""";
    private const string Broken = """{"resource":"x"}""";
    private readonly ApiServer server = shared.Server;

    private static string Many(string semantic, params string[] items) => $$"""
        {"subject":{{Sample.System}},"action":{"name":"share"},
         "resource":{"type":"item","id":"our-1"},
         "evaluations":[{{string.Join(',', items)}}]
         {{Options(semantic)}} }
        """;

    private static string Options(string semantic) => semantic.Length == 0
        ? ""
        : $$""","options":{"evaluations_semantic":"{{semantic}}"}""";

    [Theory]
    [InlineData("", new[] { true, false, false, true })]
    [InlineData("execute_all", new[] { true, false, false, true })]
    [InlineData("deny_on_first_deny", new[] { true, false })]
    [InlineData("permit_on_first_permit", new[] { true })]
    public async Task Semantic_SaysWhereItStops(string semantic, bool[] decisions)
    {
        var (status, json) = await server.SendAsync(Path, Many(semantic, Yes, No, Broken, Yes));
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.False(json.TryGetProperty("decision", out _));
        Assert.Equal(decisions, json.GetProperty("evaluations").EnumerateArray()
            .Select(e => e.GetProperty("decision").GetBoolean()));
    }

    [Fact]
    public async Task PermitOnFirstPermit_GoesOnOverRefusalsAndErrors()
    {
        var (_, json) = await server.SendAsync(
            Path, Many("permit_on_first_permit", No, Broken, Yes, Yes));
        Assert.Equal([false, false, true], json.GetProperty("evaluations").EnumerateArray()
            .Select(e => e.GetProperty("decision").GetBoolean()));
    }

    [Fact]
    public async Task WhatIsWrongWithOne_RefusesThatOneWithTheReason()
    {
        var (_, json) = await server.SendAsync(Path, Many("", Broken, Yes));
        var first = json.GetProperty("evaluations")[0];
        Assert.Equal(
            400,
            first.GetProperty("context").GetProperty("error").GetProperty("status").GetInt32());
        Assert.True(json.GetProperty("evaluations")[1].GetProperty("decision").GetBoolean());
    }

    [Theory]
    [InlineData("")]
    [InlineData(",\"evaluations\":[]")]
    public async Task NoEvaluations_BehavesAsASingleOne(string evaluations)
    {
        var body = Sample.Evaluation(Sample.Shares).TrimEnd()[..^1] + evaluations + "}";
        var (status, json) = await server.SendAsync(Path, body);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.True(json.GetProperty("decision").GetBoolean());
        Assert.False(json.TryGetProperty("evaluations", out _));
    }

    [Theory]
    [InlineData("""{"evaluations":{}}""")]
    [InlineData("""{"evaluations":"x"}""")]
    [InlineData("""{"evaluations":[],"action":{"name":"share"}}""")]
    [InlineData("""{"subject":1,"evaluations":[{}]}""")]
    [InlineData("""{"context":1,"evaluations":[{}]}""")]
    [InlineData("""{"options":1,"evaluations":[{}]}""")]
    [InlineData("""{"options":{"evaluations_semantic":"any"},"evaluations":[{}]}""")]
    public async Task WholeRequestWrong_IsStatus400(string body) =>
        Assert.Equal(HttpStatusCode.BadRequest, (await server.SendAsync(Path, body)).Status);

    [Fact]
    public async Task MoreThanTheMost_IsStatus400()
    {
        var (most, over) = (EvaluateMany.Most, EvaluateMany.Most + 1);
        Assert.Equal(HttpStatusCode.OK, (await server.SendAsync(
            Path, Many("", [.. Enumerable.Repeat("{}", most)]))).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await server.SendAsync(
            Path, Many("", [.. Enumerable.Repeat("{}", over)]))).Status);
    }
}
