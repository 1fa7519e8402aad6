using System.IO.Compression;
using System.Text;
using System.Xml.Linq;

namespace Proviso.Deidentification.Tests.Text.Formats;

public class WordDocumentTests
{
    private const string W = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/"
        + "main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";

    private static string P(int i) => Planted.All[i];

    [Fact]
    public void Word_FiftyPlantedInEveryPlace_AllGone()
    {
        var n = 0;
        string Next() => P(n++ % 50);
        string Run(string text) => $"<w:r><w:t>{text}</w:t></w:r>";
        var body = string.Concat(Enumerable.Range(0, 20).Select(_ => $"<w:p>{Run(Next())}</w:p>"))
            + $"<w:p><w:ins w:author=\"{Next()}\">{Run(Next())}</w:ins>"
            + $"<w:del w:author=\"x\"><w:r><w:delText>{Next()}</w:delText></w:r></w:del></w:p>"
            + $"<w:p><w:pPr><w:pStyle w:val=\"{Next()}\"/><w:pPrChange w:author=\"{Next()}\"/>"
            + $"</w:pPr><w:hyperlink w:tooltip=\"{Next()}\">{Run(Next())}</w:hyperlink></w:p>"
            + $"<w:p><w:bookmarkStart w:id=\"1\" w:name=\"{Next()}\"/><w:r><w:instrText>"
            + $"HYPERLINK {Next()}</w:instrText></w:r><w:fldSimple w:instr=\"{Next()}\">"
            + $"{Run(Next())}</w:fldSimple></w:p>"
            + $"<w:p><w:r><w:drawing><x descr=\"{Next()}\" xmlns=\"u\">{Next()}</x></w:drawing>"
            + $"</w:r><w:r><w:pict><y alt=\"{Next()}\" xmlns=\"u\"/></w:pict></w:r></w:p>"
            + $"<w:sdt><w:sdtPr><w:alias w:val=\"{Next()}\"/><w:tag w:val=\"{Next()}\"/></w:sdtPr>"
            + $"<w:sdtContent><w:p>{Run(Next())}</w:p></w:sdtContent></w:sdt>"
            + $"<w:tbl><w:tr><w:tc><w:tcPr/><w:p>{Run(Next())}</w:p></w:tc></w:tr></w:tbl>"
            + "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"h1\"/></w:sectPr>";
        string Part(string root) =>
            $"<w:{root} {W}><w:p>{Run(Next())}<w:r><w:tab/></w:r>{Run(Next())}</w:p></w:{root}>";
        var files = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["[Content_Types].xml"] = "<Types xmlns=\"http://schemas.openxmlformats.org/package/"
                + "2006/content-types\"/>",
            ["_rels/.rels"] = Relations(("r1", "officeDocument", "word/document.xml"),
                ("r2", "core-properties", "docProps/core.xml")),
            ["docProps/core.xml"] = $"<p>{Next()}</p>",
            ["word/document.xml"] = $"<w:document {W}><w:body>{body}</w:body></w:document>",
            ["word/_rels/document.xml.rels"] = Relations(("h1", "header", "header1.xml"),
                ("f1", "footnotes", "footnotes.xml"), ("c1", "comments", "comments.xml"),
                ("s1", "settings", "settings.xml"), ("i1", "image", "media/a.png"),
                ("st", "styles", "styles.xml"), ("p1", "people", "people.xml")),
            ["word/header1.xml"] = Part("hdr"),
            ["word/footnotes.xml"] = $"<w:footnotes {W}><w:footnote w:id=\"2\"><w:p>{Run(Next())}"
                + "</w:p></w:footnote></w:footnotes>",
            ["word/comments.xml"] = $"<w:comments {W}><w:comment w:id=\"0\" w:author=\"{Next()}\" "
                + $"w:initials=\"{Next()}\"><w:p>{Run(Next())}</w:p></w:comment></w:comments>",
            ["word/settings.xml"] = $"<w:settings {W}><w:docVars><w:docVar w:name=\"a\" "
                + $"w:val=\"{Next()}\"/></w:docVars></w:settings>",
            ["word/media/a.png"] = Next(),
            ["word/people.xml"] = Next(),
            ["word/styles.xml"] = $"<w:styles {W}><w:style w:styleId=\"{Next()}\"><w:name "
                + $"w:val=\"{Next()}\"/></w:style><w:style w:styleId=\"Heading1\"><w:name "
                + "w:val=\"heading 1\"/></w:style></w:styles>",
            ["customXml/item1.xml"] = $"<a>{Next()}</a>",
        };
        Assert.True(n >= 50, $"{n}");
        Planted.Redact("a.docx", Zip(files));
        var entries = Unzip(Planted.LastBytes);
        Planted.AssertGone(string.Join("\n", entries.Values));
        Assert.Equal(7, entries.Count(e => e.Key.EndsWith(".xml", StringComparison.Ordinal)
            || e.Key.EndsWith(".rels", StringComparison.Ordinal)) - 1);
        foreach (var xml in entries.Values)
            XDocument.Parse(xml);
    }

    [Fact]
    public void Word_NameCutByRuns_IsFoundWhole()
    {
        var result = RedactBody("<w:p><w:r><w:t>Rang Mrs Ani</w:t></w:r><w:r><w:rPr><w:b/></w:rPr>"
            + "<w:t xml:space=\"preserve\">ta Okonk</w:t></w:r>"
            + "<w:r><w:t>wo back.</w:t></w:r></w:p>");
        Assert.DoesNotContain("Okonk", result, StringComparison.Ordinal);
        Assert.DoesNotContain(">wo", result, StringComparison.Ordinal);
        Assert.Contains("Rang", result, StringComparison.Ordinal);
    }

    [Fact]
    public void Word_Broken_IsRefusedWithWhatToDo()
    {
        var why = Planted.Refused("a.docx", [0x50, 0x4B, 3, 4, 1, 2, 3]);
        Assert.Equal("damaged", why.Code);
        Assert.Contains("save it again", why.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Word_ThatUnpacksToGigabytes_IsRefused()
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, true))
        {
            using var entry = zip.CreateEntry("word/document.xml").Open();
            var block = new byte[1 << 20];
            for (var i = 0; i < 300; i++)
                entry.Write(block);
        }

        Assert.Equal("unpacks-too-large", Planted.Refused("a.docx", stream.ToArray()).Code);
    }

    [Fact]
    public void Word_WithEntities_IsRefused()
    {
        var why = Planted.Refused("a.docx", Package("<!DOCTYPE a [<!ENTITY b \"bb\">]>"
            + $"<w:document {W}><w:body/></w:document>"));
        Assert.Equal("damaged", why.Code);
    }

    [Fact]
    public void Word_WithAPartOfUnknownKind_IsRefused()
    {
        var why = Planted.Refused("a.docx", Package(
            $"<w:document {W}><w:body/></w:document>", ("x1", "holograms", "x.bin")));
        Assert.Equal("cannot-read-inside", why.Code);
    }

    private static string RedactBody(string body)
    {
        Planted.Redact(
            "a.docx", Package($"<w:document {W}><w:body>{body}</w:body></w:document>"));
        return Unzip(Planted.LastBytes)["word/document.xml"];
    }

    private static byte[] Package(string document, params (string, string, string)[] more) =>
        Zip(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["_rels/.rels"] = Relations(("r1", "officeDocument", "word/document.xml")),
            ["word/document.xml"] = document,
            ["word/_rels/document.xml.rels"] = Relations(more),
        });

    private static string Relations(params (string Id, string Kind, string Target)[] all) =>
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
        + string.Concat(all.Select(r => $"<Relationship Id=\"{r.Id}\" Type=\"http://schemas."
            + $"openxmlformats.org/officeDocument/2006/relationships/{r.Kind}\" "
            + $"Target=\"{r.Target}\"/>")) + "</Relationships>";

    private static byte[] Zip(Dictionary<string, string> files)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, true))
        {
            foreach (var (name, text) in files)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return stream.ToArray();
    }

    private static Dictionary<string, string> Unzip(byte[] bytes)
    {
        using var zip = new ZipArchive(new MemoryStream(bytes), ZipArchiveMode.Read);
        return zip.Entries.ToDictionary(e => e.FullName, e =>
        {
            using var reader = new StreamReader(e.Open());
            return reader.ReadToEnd();
        }, StringComparer.Ordinal);
    }
}
