using System.Net;
using System.Text.RegularExpressions;
using Proviso.Deidentification.Text;
using Proviso.Deidentification.Text.Formats;
using Proviso.Deidentification.Text.Review;

namespace Proviso.Deidentification.Tests.Text.Review;

/// <summary>The page in a real browser, worked by keyboard as a reviewer does.</summary>
public sealed class ReviewPageBrowserTests : IDisposable
{
    private const string Note =
        "Anita rang Bell & Co <b>twice</b>. Anita's cat Tom slept. Tom came. 07700 900123.";

    // Works the page, takes the file that it would save, and leaves it where the test reads it.
    private const string Reviewer = """
        <script>
        const press = key => document.dispatchEvent(new KeyboardEvent("keydown", {key}));
        const box = document.getElementById("text");
        let saved = "";
        URL.createObjectURL = blob => { saved = blob; return "#"; };
        press("n"); press("n"); press("r");
        press("p"); press("p"); press("R");
        const node = [...box.childNodes].find(n => n.textContent.includes("Tom"));
        const range = document.createRange();
        const at = node.textContent.indexOf("Tom");
        range.setStart(node, at); range.setEnd(node, at + 3);
        getSelection().removeAllRanges(); getSelection().addRange(range);
        press("+");
        const told = document.getElementById("status").textContent;
        document.getElementById("save").click();
        saved.text().then(words => {
          const out = document.createElement("pre");
          out.id = "out";
          out.textContent = words;
          out.title = told;
          document.body.append(out);
        });
        </script>
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("proviso-review").FullName;

    public void Dispose() => Directory.Delete(folder, true);

    [ChromiumFact]
    public void Page_WorkedByKeyboard_SavesTheDecisionsThatApplyTakes()
    {
        Finding Of(string words, int from, FindingKind kind, int entity) => new(
            Note.IndexOf(words, from, StringComparison.Ordinal), words.Length, kind,
            PersonRole.Unknown, 0.9, "a reason", entity);
        var page = ReviewPage.Make("note.txt", new DocumentFindings(Note,
        [
            Of("Anita", 0, FindingKind.PersonName, 1),
            Of("Bell & Co", 0, FindingKind.Organisation, 2),
            Of("Anita", 20, FindingKind.PersonName, 1), Of("07700 900123", 0, FindingKind.Phone, 3),
        ]));
        var file = Path.Combine(folder, "review.html");
        File.WriteAllText(file, page.Replace("</body>", Reviewer + "</body>",
            StringComparison.Ordinal));
        var shown = Chromium.Run(
            folder, "--virtual-time-budget=5000", "--dump-dom", "file://" + file);
        Assert.Contains("Added in 2 places.", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>twice", shown, StringComparison.Ordinal);
        var json = WebUtility.HtmlDecode(Regex.Match(
            shown, "<pre id=\"out\"[^>]*>(?<json>.*?)</pre>", RegexOptions.Singleline,
            TimeSpan.FromSeconds(5)).Groups["json"].Value);
        var decided = ReviewPage.ReadDecisions(json, Note);
        // Refused: Bell & Co alone, and both mentions of Anita at once. Added: Tom, twice.
        Assert.Equal(
            ["Tom", "Tom", "07700 900123"],
            decided.Select(f => Note.Substring(f.Start, f.Length)));
    }
}
