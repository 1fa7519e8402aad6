using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Proviso.Deidentification.Tables.Reporting;
using Proviso.Deidentification.Text.Formats.Pdf;

namespace Proviso.Deidentification.Tests.Tables.Reporting;

public sealed class ReportPdfTests
{
    private static readonly DateTimeOffset Noon = new(2026, 6, 19, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void SameReport_GivesTheSameBytes() =>
        Assert.Equal(ReportPdf.Write(Long(40)), ReportPdf.Write(Long(40)));

    [Fact]
    public void EveryObject_IsWhereTheTableOfTheFileSays()
    {
        var bytes = ReportPdf.Write(Long(40));
        var text = Encoding.Latin1.GetString(bytes);
        var start = int.Parse(Assert.Single(All(text, @"startxref\n(?<x>\d+)\n%%EOF\n$")));
        Assert.Equal("xref", text.Substring(start, 4));
        var places = All(text[start..], @"(?<x>\d{10}) 00000 n");
        Assert.True(places.Count > 100);
        for (var i = 0; i < places.Count; i++)
        {
            var at = int.Parse(places[i], CultureInfo.InvariantCulture);
            Assert.StartsWith($"{i + 1} 0 obj\n", text[at..], StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Words_ComeOutInOrder_OverManyPages()
    {
        var pdf = ReportPdf.Write(Long(400));
        var pages = Pages(pdf);
        Assert.True(pages.Count > 5);
        var words = string.Join(' ', pages.Select(Words));
        Assert.Contains("Bericht über Zoë £ – “x” 1", words, StringComparison.Ordinal);
        var at = -1;
        for (var i = 0; i < 400; i++)
        {
            var next = words.IndexOf($"row {i} of", at + 1, StringComparison.Ordinal);
            Assert.True(next > at, $"row {i}");
            at = next;
        }
    }

    [Fact]
    public void EveryDrawing_BelongsToAnElement_OrIsDecoration()
    {
        var pdf = Encoding.Latin1.GetString(ReportPdf.Write(Long(100)));
        var parents = Assert.Single(All(pdf, @"/Nums\[(?<x>.*?)\]>>\nendobj"));
        var owners = All(parents, @"\d+\[(?<x>[^\]]*)\]")
            .Select(references => references.Count(c => c == 'R')).ToList();
        var pages = Pages(Encoding.Latin1.GetBytes(pdf));
        Assert.Equal(pages.Count, owners.Count);
        for (var p = 0; p < pages.Count; p++)
        {
            var marks = All(pages[p], @"/MCID (?<x>\d+)>> BDC");
            Assert.Equal(Enumerable.Range(0, owners[p]).Select(n => $"{n}"), marks);
            Assert.All(pages[p].Split('\n', StringSplitOptions.RemoveEmptyEntries), line =>
                Assert.Matches("^/(Artifact BMC|[A-Z][A-Za-z0-9]* <</MCID).* EMC$", line));
        }
    }

    [Fact]
    public void Table_HasItsHeadingsOnEveryPage()
    {
        var pages = Pages(ReportPdf.Write(Long(200)));
        Assert.All(pages[1..^2], p => Assert.Contains("Heading of rows", Words(p),
            StringComparison.Ordinal));
    }

    [Fact]
    public void WordLongerThanALine_IsCut_AndUnknownLettersDoNotHarm()
    {
        var report = new ReportDocument("🙂 漢字", Noon,
        [
            new ReportBlock.Paragraph(new string('w', 3_000)),
            new ReportBlock.Verbatim("\n\na\n", "x"),
            new ReportBlock.Grid("", ["a"], []),
        ]);
        var words = Words(string.Concat(Pages(ReportPdf.Write(report))));
        Assert.Equal(3_000, words.Count(c => c == 'w'));
    }

    private static ReportDocument Long(int rows) => new("Bericht über Zoë £ – “x” 1", Noon,
    [
        new ReportBlock.Heading("One"),
        new ReportBlock.Paragraph("strong", IsStrong: true),
        new ReportBlock.Bullets(["first", "second"]),
        new ReportBlock.Bars(new BarChart(
            "bars", "kind", ["a", "b"], [new("before", [1, 2]), new("after", [3, 0])],
            n => $"{n}")),
        new ReportBlock.Grid("Many", ["Heading of rows", "n"],
            [.. Enumerable.Range(0, rows).Select(IReadOnlyList<string> (i) =>
                [$"row {i} of words that need more than one line, so that rows are of unequal "
                    + "height and a page ends where it must", $"{i}"])]),
        new ReportBlock.Verbatim("k: 5\nlevels: [1]", "Plan"),
    ]);

    /// <summary>What is drawn on each page.</summary>
    private static List<string> Pages(byte[] pdf)
    {
        var text = Encoding.Latin1.GetString(pdf);
        return
        [
            .. All(text, @"/Type/Page/[^\n]*?/Contents (?<x>\d+) 0 R").Select(page =>
            {
                var head = $"\n{page} 0 obj\n";
                var from = text.IndexOf("stream\n", text.IndexOf(head, StringComparison.Ordinal),
                    StringComparison.Ordinal) + "stream\n".Length;
                using var zip = new ZLibStream(
                    new MemoryStream(pdf, from, pdf.Length - from), CompressionMode.Decompress);
                using var reader = new StreamReader(zip, Encoding.ASCII);
                return reader.ReadToEnd();
            }),
        ];
    }

    private static List<string> All(string text, string pattern) =>
    [
        .. new Regex(pattern, RegexOptions.ExplicitCapture | RegexOptions.Singleline,
            TimeSpan.FromSeconds(10)).Matches(text).Select(m => m.Groups["x"].Value),
    ];

    private static string Words(string page)
    {
        var letters = Enumerable.Range(32, 0x2100).Where(c => c is < 0xD800)
            .GroupBy(c => TrueTypeFont.Instance.GlyphOf(new Rune(c)))
            .ToDictionary(g => g.Key, g => (char)g.First());
        return string.Join(' ', All(page, "<(?<x>[0-9A-F]+)> Tj").Select(show =>
            string.Concat(show.Chunk(4).Select(
                g => letters[Convert.ToInt32(new string(g), 16)]))));
    }
}
