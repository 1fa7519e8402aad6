using System.Net;
using System.Text;
using Proviso.Web.Api;

namespace Proviso.Web.Tests.Api;

public class RequestBodyTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private const string Path = "/access/v1/evaluation";
    private readonly ApiServer server = shared.Server;

    [Fact]
    public async Task TenMegabytes_AreRefusedWithAClearAnswer()
    {
        using var response = await server.RawAsync(
            Path,
            Sample.Evaluation(Sample.Shares, $",\"x\":\"{new string('a', 10_000_000)}\""));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Fact]
    public async Task LargestBody_IsTaken_AndOneByteMoreIsNot()
    {
        var body = Sample.Evaluation(Sample.Shares);
        var most = body + new string(' ', RequestBody.MaxBytes - Encoding.UTF8.GetByteCount(body));
        Assert.Equal(HttpStatusCode.OK, (await server.SendAsync(Path, most)).Status);
        Assert.Equal(
            HttpStatusCode.RequestEntityTooLarge,
            (await server.SendAsync(Path, most + " ")).Status);
    }

    [Fact]
    public async Task BodyOfUnknownLength_IsBoundedToo()
    {
        using var content = new StreamContent(new MemoryStream(
            Encoding.UTF8.GetBytes(new string(' ', RequestBody.MaxBytes + 1))));
        content.Headers.ContentType = new("application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = content };
        request.Headers.TransferEncodingChunked = true;
        using var response = await server.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Fact]
    public async Task DeepestNesting_IsTaken_AndOneDeeperIsNot()
    {
        // The body, its context and this member are three levels.
        string Nested(int depth) => Sample.Evaluation(
            Sample.Shares,
            ",\"x\":" + new string('[', depth - 2) + new string(']', depth - 2));
        Assert.Equal(
            HttpStatusCode.OK, (await server.SendAsync(Path, Nested(RequestBody.MaxDepth))).Status);
        Assert.Equal(
            HttpStatusCode.BadRequest,
            (await server.SendAsync(Path, Nested(RequestBody.MaxDepth + 1))).Status);
        Assert.Equal(
            HttpStatusCode.BadRequest, (await server.SendAsync(Path, Nested(100_000))).Status);
    }

    [Fact]
    public async Task BytesThatAreNotUtf8_AreStatus400()
    {
        using var content = new ByteArrayContent([.. "{\"subject\":\""u8, 0xff, .. "\"}"u8]);
        content.Headers.ContentType = new("application/json");
        using var response = await server.Client.PostAsync(Path, content);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task BrokenJson_NeverFailsAndNeverPermits()
    {
        // Each byte of a request that is permitted is changed, cut off or doubled in turn.
        var good = Encoding.UTF8.GetBytes(Sample.Evaluation(Sample.Shares));
        var chance = new Random(7);
        for (var i = 0; i < 400; i++)
        {
            var at = chance.Next(good.Length);
            byte[] body = (i % 3) switch
            {
                0 => [.. good[..at], (byte)chance.Next(256), .. good[(at + 1)..]],
                1 => good[..at],
                _ => [.. good[..at], good[at], .. good[at..]],
            };
            using var content = new ByteArrayContent(body);
            content.Headers.ContentType = new("application/json");
            using var response = await server.Client.PostAsync(Path, content);
            Assert.True(
                response.StatusCode is HttpStatusCode.OK or HttpStatusCode.BadRequest,
                $"{response.StatusCode}: {Convert.ToBase64String(body)}");
        }
    }

    [Theory]
    [InlineData("/api/v1/facts/../../../etc/passwd")]
    [InlineData("/api/v1/ledger/tile/0/../../../../x")]
    [InlineData("/api/v1/ledger/tile/0/%2e%2e/%2e%2e/000")]
    [InlineData("/api/v1/ledger/tile/9/000")]
    [InlineData("/api/v1/ledger/tile/0/00")]
    [InlineData("/api/v1/ledger/tile/0/000.p/256")]
    [InlineData("/api/v1/ledger/tile/0/000.p/0")]
    [InlineData("/api/v1/ledger/tile/entries/999")]
    [InlineData("/api/v1/requests/1 OR 1=1")]
    [InlineData("/access/v1/evaluation")]
    public async Task PathTricksAndWrongMethods_AreStatus404(string path)
    {
        using var response = await server.RawAsync(path, null);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }
}
