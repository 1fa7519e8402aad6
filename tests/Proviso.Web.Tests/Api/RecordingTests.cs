using System.Net;
using System.Text.Json;
using Proviso.Ledger;
using Proviso.Register;
using Proviso.Register.Access;
using Proviso.Register.Cases;

namespace Proviso.Web.Tests.Api;

public class RecordingTests
{
    private const string Path = "/access/v1/evaluation";
    private const string Record = ",\"record\":true";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task RecordedEvaluation_IsKeptWithItsRequestAndHasAReceipt(bool postgres)
    {
        await using var server = await ApiServer.StartAsync(postgres);
        var (_, json) = await server.SendAsync(Path, Sample.Evaluation(
            Sample.Shares, Record, subject: Sample.Staff(server.Ana),
            resource: Sample.Person(server.Ada)));
        Assert.True(json.GetProperty("decision").GetBoolean());
        var id = json.GetProperty("context").GetProperty("recorded").GetGuid();
        var decision = await server.Store.GetAsync<Decision>(id);
        Assert.Equal(server.Ada, decision.Owner);
        Assert.Equal("must-share", Assert.Single(decision.Value.Items).Verdict);
        var request = await server.Store.GetAsync<Request>(decision.Value.Request);
        Assert.Equal("direct-care", request.Value.Purpose);
        await AssertReplaysAsync(server, id);
        await AssertReceiptAsync(server, id);
    }

    [Fact]
    public async Task DecisionAboutSomebodyElsewhere_IsReadOnlyByWhoeverRecordedIt()
    {
        await using var server = await ApiServer.StartAsync();
        var (_, json) = await server.SendAsync(
            Path, Sample.Evaluation(Sample.Refuses, Record));
        var id = json.GetProperty("context").GetProperty("recorded").GetGuid();
        var (status, shown) = await server.SendAsync($"/api/v1/decisions/{id}", null);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(
            "do-not-share", shown.GetProperty("items")[0].GetProperty("verdict").GetString());
        var other = await server.AddClientAsync(new ApiClient { Name = "other" });
        Assert.Equal(HttpStatusCode.NotFound, (await server.SendAsync(
            $"/api/v1/decisions/{id}", null, ("Authorization", "Bearer " + other))).Status);
    }

    [Fact]
    public async Task OpenCase_RecordsNothing()
    {
        await using var server = await ApiServer.StartAsync();
        var (_, json) = await server.SendAsync(Path, Sample.Evaluation("{}", Record));
        Assert.False(json.GetProperty("context").TryGetProperty("recorded", out _));
        Assert.Equal(0, await server.Store.CountAsync<Decision>(new Listing()));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task SameKeyManyTimesAtOnce_RecordsOnceAndAnswersTheSame(bool postgres)
    {
        await using var server = await ApiServer.StartAsync(postgres);
        var body = Sample.Evaluation(Sample.Shares, Record);
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => server.SendAsync(
            Path, body, ("Idempotency-Key", $"k-{i % 2}"))));
        Assert.All(answers, a => Assert.Equal(HttpStatusCode.OK, a.Status));
        Assert.Equal(2, answers.Select(a => a.Json.GetRawText()).Distinct().Count());
        Assert.Equal(2, await server.Store.CountAsync<Decision>(new Listing()));
        var (again, other) = await server.SendAsync(
            Path, Sample.Evaluation(Sample.Refuses, Record), ("Idempotency-Key", "k-0"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, again);
        Assert.Equal("idempotency-key-reused", other.GetProperty("code").GetString());
    }

    [Fact]
    public async Task ManyAtOnceWithoutAKey_AreAllRecorded()
    {
        await using var server = await ApiServer.StartAsync();
        var body = Sample.Evaluation(Sample.Shares, Record);
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 60).Select(_ => server.SendAsync(Path, body)));
        Assert.Equal(60, answers.Select(a => a.Json.GetProperty("context")
            .GetProperty("recorded").GetGuid()).Distinct().Count());
        Assert.Equal(60, await server.Store.CountAsync<Decision>(new Listing()));
    }

    [Theory]
    [InlineData("a b")]
    [InlineData("")]
    public async Task KeyThatIsNone_IsStatus400(string key)
    {
        await using var server = await ApiServer.StartAsync();
        var (status, _) = await server.SendAsync(
            Path, Sample.Evaluation(Sample.Shares, Record), ("Idempotency-Key", key));
        Assert.Equal(HttpStatusCode.BadRequest, status);
    }

    [Fact]
    public async Task NothingPersonal_StandsInTheLog()
    {
        await using var server = await ApiServer.StartAsync();
        await server.SendAsync(Path, Sample.Evaluation(
            Sample.Shares, Record, subject: Sample.Staff(server.Ana),
            resource: $$"""
                {"type":"person","id":"x","properties":
                 {"nhs_number":"{{ApiServer.NhsNumberText}}"} }
                """));
        var staff = ("Proviso-Staff", server.Ana.ToString("D"));
        var (_, found) = await server.SendAsync(
            "/api/v1/people/search", $$"""{"text":"{{ApiServer.FamilyName}}"}""", staff);
        Assert.Equal(server.Ada, found.GetProperty("people")[0].GetProperty("id").GetGuid());
        await server.SendAsync(
            "/api/v1/people/search", $$"""{"txt":"{{ApiServer.FamilyName}}"}""", staff);
        Assert.NotEmpty(server.Log);
        Assert.DoesNotContain(server.Log, line => ((string[])
            [
                ApiServer.NhsNumberText, ApiServer.FamilyName, "Ana Invented",
                server.Bearer[17..],
            ]).Any(secret => line.Contains(secret, StringComparison.OrdinalIgnoreCase)));
    }

    private static async Task AssertReplaysAsync(ApiServer server, Guid id)
    {
        var replayed = new List<ReplayedItem>();
        await foreach (var item in new Replay(server.Store, null).RunAsync())
            replayed.Add(item);
        Assert.Equal(Replayed.Same, Assert.Single(replayed, r => r.Decision == id).What);
    }

    private static async Task AssertReceiptAsync(ApiServer server, Guid id)
    {
        var staff = ("Proviso-Staff", server.Ana.ToString("D"));
        for (var attempt = 0; ; attempt++)
        {
            using var response = await server.RawAsync(
                $"/api/v1/decisions/{id}/receipt", null, staff);
            if (response.StatusCode == HttpStatusCode.ServiceUnavailable && attempt < 100)
            {
                await Task.Delay(100);
                continue;
            }

            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.True(Receipt.TryVerify(
                await response.Content.ReadAsStringAsync(),
                server.Store.KeyFolder.Signer.PublicKey, out var receipt, out _));
            Assert.Equal(id, receipt.Entry.Subject);
            return;
        }
    }
}
