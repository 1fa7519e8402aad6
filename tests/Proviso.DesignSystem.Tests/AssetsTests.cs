using System.Net;
using Gallery;

namespace Proviso.DesignSystem.Tests;

/// <summary>What a browser loads, from a real server.</summary>
public sealed class AssetsTests : IAsyncLifetime
{
    // Of the 150 kB that a first page may weigh, what style sheet and scripts may take on the way.
    private const int TransferBytesMax = 50_000;

    private static readonly string[] Loaded =
        ["nhs.css", "supported.js", "start.js", "nhsuk-frontend.min.js", "icon.svg"];

    private GalleryApp _app = null!;

    public async Task InitializeAsync() => _app = await GalleryApp.StartAsync();

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Theory]
    [InlineData("gzip", "gzip")]
    [InlineData("gzip, deflate, br", "br")]
    [InlineData("br;q=0, gzip", "gzip")]
    public async Task Style_sheet_and_scripts_travel_small_and_are_kept(
        string accepted, string coding)
    {
        using var client = new HttpClient();
        client.DefaultRequestHeaders.AcceptEncoding.ParseAdd(accepted);
        var bytes = 0;
        foreach (var name in Loaded)
        {
            using var response = await client.GetAsync(Address(name));
            bytes += (await response.Content.ReadAsByteArrayAsync()).Length;
            Assert.Equal([coding], response.Content.Headers.ContentEncoding);
            Assert.True(response.Headers.CacheControl!.Public);
            Assert.Equal(TimeSpan.FromDays(365), response.Headers.CacheControl.MaxAge);
        }

        Assert.InRange(bytes, 1000, TransferBytesMax);
    }

    [Theory]
    [InlineData(DecompressionMethods.Brotli)]
    [InlineData(DecompressionMethods.GZip)]
    public async Task What_is_compressed_is_the_same_file(DecompressionMethods method)
    {
        using var plain = new HttpClient();
        using var handler = new HttpClientHandler { AutomaticDecompression = method };
        using var compressing = new HttpClient(handler);
        foreach (var name in Loaded)
        {
            Assert.Equal(
                await plain.GetStringAsync(Address(name)),
                await compressing.GetStringAsync(Address(name)));
        }
    }

    [Fact]
    public async Task Nothing_asks_for_anything_elsewhere()
    {
        using var client = new HttpClient();
        foreach (var name in Loaded)
        {
            var text = await client.GetStringAsync(Address(name));
            Assert.NotEqual("", text);
            Assert.DoesNotContain("Frutiger", text, StringComparison.Ordinal);
            Assert.DoesNotContain("@import", text, StringComparison.Ordinal);
            Assert.DoesNotContain("sourceMappingURL", text, StringComparison.Ordinal);
            if (name.EndsWith(".css", StringComparison.Ordinal))
                Assert.DoesNotContain("//", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Every_picture_of_the_style_sheet_is_there()
    {
        using var client = new HttpClient();
        var css = await client.GetStringAsync(Address("nhs.css"));
        var pictures = css.Split("url(").Skip(1)
            .Select(part => part[..part.IndexOf(')', StringComparison.Ordinal)].Trim('"'))
            .Distinct().ToList();
        Assert.NotEmpty(pictures);
        foreach (var picture in pictures)
        {
            Assert.Contains(
                "<svg", await client.GetStringAsync(Address(picture)), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("other.css")]
    [InlineData("..%2f..%2fappsettings.json")]
    [InlineData("images")]
    [InlineData("")]
    public async Task What_is_not_there_is_not_kept(string name)
    {
        using var client = new HttpClient();
        using var response = await client.GetAsync(Address(name));
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Null(response.Headers.CacheControl);
    }

    private Uri Address(string name) => new(_app.Address, $"{DesignSystemAssets.Folder}/{name}");
}
