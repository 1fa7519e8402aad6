using System.Net;
using Proviso.Register.Access;

namespace Proviso.Web.Tests.Api;

public class ApiClientAuthenticationTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private const string Path = "/access/v1/evaluation";
    private static readonly DateTimeOffset Past = DateTimeOffset.UnixEpoch;
    private readonly ApiServer server = shared.Server;

    [Theory]
    [InlineData("")]
    [InlineData("Bearer")]
    [InlineData("Bearer x")]
    [InlineData("Bearer 0000000000000000.0000")]
    [InlineData("Basic YTpi")]
    public async Task NoKeyThatCounts_IsStatus401(string header)
    {
        using var response = await server.RawAsync(
            Path, Sample.Evaluation(Sample.Shares), ("Authorization", header));
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("Bearer", response.Headers.WwwAuthenticate.Single().Scheme);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task RightKeyIdWithAnotherSecret_IsStatus401() =>
        Assert.Equal(HttpStatusCode.Unauthorized, await WithAsync(server.Bearer[..^1] + "x"));

    [Fact]
    public async Task KeysRotate_BothCountAndThenOnlyTheNewOne()
    {
        var now = DateTimeOffset.UnixEpoch.AddYears(60);
        var client = new ApiClient { Name = "two-keys", PerSecond = 1_000 }
            .WithNewKey(Past, null, null, out var first);
        var overlapping = client.WithNewKey(Past, now, null, out var second);
        var change = server.Store.Begin(Guid.Empty);
        change.Add(Register.RegisterStore.Organisation, overlapping);
        await change.CommitAsync();
        Assert.Equal(HttpStatusCode.OK, await WithAsync(first));
        Assert.Equal(HttpStatusCode.OK, await WithAsync(second));

        var ended = client.WithNewKey(Past, null, Past.AddSeconds(1), out var third);
        change = server.Store.Begin(Guid.Empty);
        change.Add(Register.RegisterStore.Organisation, ended);
        await change.CommitAsync();
        Assert.Equal(HttpStatusCode.OK, await WithAsync(third));
        Assert.False(ended.Keys[0].IsValid(Past.AddSeconds(1)));
    }

    [Fact]
    public async Task ExpiredKeyAndDisabledClient_AreStatus401()
    {
        var client = new ApiClient { Name = "old" }
            .WithNewKey(Past, Past.AddDays(1), null, out var expired);
        var change = server.Store.Begin(Guid.Empty);
        change.Add(Register.RegisterStore.Organisation, client);
        await change.CommitAsync();
        var disabled = await server.AddClientAsync(
            new ApiClient { Name = "out", Disabled = true });
        Assert.Equal(HttpStatusCode.Unauthorized, await WithAsync(expired));
        Assert.Equal(HttpStatusCode.Unauthorized, await WithAsync(disabled));
    }

    [Fact]
    public async Task PurposesAndActions_AreHeldTo()
    {
        var bearer = await server.AddClientAsync(new ApiClient
        {
            Name = "limited", Purposes = ["research"], Actions = ["share"], PerSecond = 1_000,
        });
        var subject = """{"type":"system","id":"limited"}""";
        Assert.Equal("client-purpose", await ReasonAsync(
            bearer, Sample.Evaluation(Sample.Shares, subject: subject)));
        Assert.Equal("client-purpose", await ReasonAsync(
            bearer, Sample.Evaluation("{}", subject: subject)));
        Assert.Equal("client-action", await ReasonAsync(
            bearer, Sample.Evaluation(Sample.Shares, action: "view", subject: subject)));
        Assert.Equal("fact-needed", await ReasonAsync(
            bearer, Sample.Evaluation("""{"purpose":"research"}""", subject: subject)));
    }

    [Fact]
    public async Task MoreThanItsRate_IsStatus429_AndOtherClientsGoOn()
    {
        var bearer = await server.AddClientAsync(new ApiClient { Name = "slow", PerSecond = 3 });
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 60 && !answers.Contains(HttpStatusCode.TooManyRequests); i++)
            answers.Add(await WithAsync(bearer));
        Assert.Contains(HttpStatusCode.TooManyRequests, answers);
        Assert.Equal(HttpStatusCode.OK, answers[0]);
        Assert.Equal(HttpStatusCode.OK, await WithAsync(server.Bearer));
    }

    private async Task<HttpStatusCode> WithAsync(string bearer)
    {
        using var response = await server.RawAsync(
            Path, Sample.Evaluation(Sample.Shares), ("Authorization", "Bearer " + bearer));
        return response.StatusCode;
    }

    private async Task<string?> ReasonAsync(string bearer, string body)
    {
        var (_, json) = await server.SendAsync(Path, body, ("Authorization", "Bearer " + bearer));
        Assert.False(json.GetProperty("decision").GetBoolean());
        return json.GetProperty("context").GetProperty("reason").GetString();
    }
}
