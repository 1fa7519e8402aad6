using System.IO.Compression;
using Gallery;

namespace Proviso.DesignSystem.Tests;

/// <summary>What a browser loads, from a real server.</summary>
public sealed class AssetsTests
{
    // Of the 150 kB that a first page may weigh, what style sheet and scripts may take.
    private const int CompressedBytesMax = 50_000;

    [Fact]
    public async Task Style_sheet_and_scripts_are_served_small_and_ask_for_nothing_elsewhere()
    {
        await using var app = await GalleryApp.StartAsync();
        using var client = new HttpClient { BaseAddress = app.Address };
        var compressed = 0;
        string[] names = ["nhs.css", "supported.js", "start.js", "nhsuk-frontend.min.js"];
        foreach (var name in names)
        {
            var bytes = await client.GetByteArrayAsync(
                new Uri($"{DesignSystemAssets.Folder}/{name}", UriKind.Relative));
            var text = System.Text.Encoding.UTF8.GetString(bytes);
            Assert.DoesNotContain("Frutiger", text, StringComparison.Ordinal);
            Assert.DoesNotContain("@import", text, StringComparison.Ordinal);
            Assert.DoesNotContain("sourceMappingURL", text, StringComparison.Ordinal);
            if (name.EndsWith(".css", StringComparison.Ordinal))
                Assert.DoesNotContain("//", text, StringComparison.Ordinal);
            compressed += Compressed(bytes);
        }

        Assert.InRange(compressed, 1, CompressedBytesMax);
    }

    [Fact]
    public async Task Every_picture_of_the_style_sheet_is_there()
    {
        await using var app = await GalleryApp.StartAsync();
        using var client = new HttpClient { BaseAddress = app.Address };
        var css = await client.GetStringAsync(
            new Uri($"{DesignSystemAssets.Folder}/nhs.css", UriKind.Relative));
        var pictures = css.Split("url(").Skip(1)
            .Select(part => part[..part.IndexOf(')')].Trim('"')).Distinct().ToList();
        Assert.NotEmpty(pictures);
        foreach (var picture in pictures)
        {
            var address = new Uri($"{DesignSystemAssets.Folder}/{picture}", UriKind.Relative);
            Assert.Contains("<svg", await client.GetStringAsync(address), StringComparison.Ordinal);
        }
    }

    private static int Compressed(byte[] bytes)
    {
        using var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.Optimal, leaveOpen: true))
            gzip.Write(bytes);
        return (int)stream.Length;
    }
}
