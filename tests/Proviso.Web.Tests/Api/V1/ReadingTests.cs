using System.Net;
using System.Text.Json;
using Proviso.Ledger.Merkle;
using Proviso.Ledger.Notes;

namespace Proviso.Web.Tests.Api.V1;

public class ReadingTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private readonly ApiServer server = shared.Server;

    [Fact]
    public async Task Facts_AreThoseOfTheBook()
    {
        var (_, json) = await server.SendAsync("/api/v1/facts", null);
        Assert.Contains("purpose", json.GetProperty("facts").EnumerateArray()
            .Select(f => f.GetProperty("fact").GetString()));
    }

    [Fact]
    public async Task DecidingFacts_GivesEachPieceItsVerdictOrTheNextQuestion()
    {
        var (status, json) = await server.SendAsync("/api/v1/decisions", """
            {"facts":{"requester":"nobody","purpose":"direct-care","relationship":"presented",
              "person-status":"adult"},
             "items":[
              {"name":"sore","facts":{"item-kind":"care-record","consent":"not-asked",
               "objection":"none","care-need":"yes"}},
              {"name":"other","facts":{}}]}
            """);
        Assert.Equal(HttpStatusCode.OK, status);
        var items = json.GetProperty("items");
        Assert.Equal("must-share", items[0].GetProperty("verdict").GetString());
        Assert.False(items[1].TryGetProperty("verdict", out _));
        Assert.True(items[1].TryGetProperty("next", out _));
    }

    [Theory]
    [InlineData("""{"facts":{"purpose":"direct-care","purpose":"other"}}""")]
    [InlineData("""{"facts":{"nonsense":"yes"}}""")]
    [InlineData("""{"facts":{},"items":[]}""")]
    [InlineData("""{"facts":{},"fcats":{}}""")]
    [InlineData("""{}""")]
    public async Task FactsThatAreNone_AreStatus400(string body) =>
        Assert.Equal(
            HttpStatusCode.BadRequest, (await server.SendAsync("/api/v1/decisions", body)).Status);

    [Fact]
    public async Task CheckpointAndTiles_AreTheLedger()
    {
        SignedCheckpoint? checkpoint = null;
        for (var attempt = 0; attempt < 100 && checkpoint is not { Size: > 0 }; attempt++)
        {
            using var note = await server.RawAsync("/api/v1/ledger/checkpoint", null);
            SignedCheckpoint.TryOpen(
                await note.Content.ReadAsStringAsync(), server.Store.KeyFolder.Signer.PublicKey,
                out checkpoint, out _);
            await Task.Delay(100);
        }

        Assert.InRange(checkpoint!.Size, 1UL, 255UL);
        var tile = TileAddress.At(0, 0, checkpoint.Size);
        using var hashes = await server.RawAsync("/api/v1/ledger/" + tile.Path, null);
        Assert.Equal(
            tile.Width * TreeHash.Size, (await hashes.Content.ReadAsByteArrayAsync()).Length);
        Assert.Contains("immutable", hashes.Headers.CacheControl!.ToString());
        using var entries = await server.RawAsync("/api/v1/ledger/" + tile.EntriesPath, null);
        Assert.Equal(HttpStatusCode.OK, entries.StatusCode);
        var wider = tile with { Width = tile.Width + 1 };
        using var later = await server.RawAsync("/api/v1/ledger/" + wider.Path, null);
        Assert.Equal(HttpStatusCode.NotFound, later.StatusCode);
    }

    [Fact]
    public async Task Health_SaysReady()
    {
        var (status, text) = await server.SendAsync("/health/ready", null);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("ready", text.GetString());
    }

    [Fact]
    public async Task OpenApi_DescribesEveryOperation()
    {
        var (status, json) = await server.SendAsync("/openapi/v1.json", null);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.StartsWith("3.1", json.GetProperty("openapi").GetString());
        var paths = json.GetProperty("paths");
        foreach (var path in (string[])
            [
                "/access/v1/evaluation", "/access/v1/evaluations", "/access/v1/search/subject",
                "/access/v1/search/resource", "/access/v1/search/action", "/api/v1/facts",
                "/api/v1/decisions", "/api/v1/requests", "/api/v1/requests/{id}",
                "/api/v1/requests/{id}/answers", "/api/v1/requests/{id}/decisions",
                "/api/v1/decisions/{id}", "/api/v1/decisions/{id}/receipt",
                "/api/v1/people/search", "/api/v1/ledger/checkpoint",
            ])
        {
            Assert.True(paths.TryGetProperty(path, out _), path);
        }

        var body = paths.GetProperty("/api/v1/requests").GetProperty("post")
            .GetProperty("requestBody");
        Assert.Contains("#/components/schemas/RequestSent", body.GetRawText());
        Assert.True(json.GetProperty("components").GetProperty("schemas")
            .GetProperty("RequestSent").GetProperty("properties").TryGetProperty("person", out _));
    }
}
