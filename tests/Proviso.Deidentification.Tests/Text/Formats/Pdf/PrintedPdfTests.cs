using System.Text;
using Proviso.Deidentification.Text.Formats;

namespace Proviso.Deidentification.Tests.Text.Formats.Pdf;

/// <summary>A PDF as a browser prints it: subset fonts, ligatures, tags, links.</summary>
public sealed class PrintedPdfTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("proviso-print").FullName;

    public void Dispose() => Directory.Delete(folder, true);

    [ChromiumFact]
    public void Redact_PageThatABrowserPrinted_FindsEverythingPlanted()
    {
        var html = new StringBuilder("<title>Notes of Anita</title><h1>Visible words stay</h1>");
        for (var i = 0; i < 50; i++)
        {
            html.Append(i % 3 == 0 ? $"<p>Rang <b>{Planted.All[i]}</b> today.</p>"
                : i % 3 == 1 ? $"<table><tr><td>Contact<td>{Planted.All[i]}</table>"
                : $"<p><a href='mailto:{Planted.All[i]}'><i>{Planted.All[i]}</i></a></p>");
        }

        var pdf = Print(html.ToString());
        Assert.True(DocumentOpener.TryOpen("a.pdf", pdf, out var document, out var why),
            why?.Message);
        var text = DocumentRedaction.JoinedText(document!);
        Assert.All(Planted.All, p => Assert.Contains(p, text, StringComparison.Ordinal));
        Planted.Redact("a.pdf", pdf);
        Assert.True(DocumentOpener.TryOpen("b.pdf", Planted.LastBytes, out document, out _));
        var left = DocumentRedaction.JoinedText(document!);
        Planted.AssertGone(left);
        Assert.StartsWith("Visible words stay", left, StringComparison.Ordinal);
        Assert.Equal(17, left.Split("Rang [").Length - 1);
    }

    private byte[] Print(string html)
    {
        var page = Path.Combine(folder, "page.html");
        var target = Path.Combine(folder, "page.pdf");
        File.WriteAllText(page, html);
        Chromium.Run(
            folder, "--no-pdf-header-footer", $"--print-to-pdf={target}", "file://" + page);
        return File.ReadAllBytes(target);
    }
}
