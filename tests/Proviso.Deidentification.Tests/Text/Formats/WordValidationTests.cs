using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;
using Written = DocumentFormat.OpenXml.Wordprocessing.Text;

namespace Proviso.Deidentification.Tests.Text.Formats;

/// <summary>What is written for Word is what the format's own validator takes.</summary>
public class WordValidationTests
{
    [Fact]
    public void Save_DocumentWithEveryPart_PassesTheValidatorOfTheFormat()
    {
        var result = Planted.Redact("a.docx", Document());
        Assert.NotEqual("", result);
        using var stream = new MemoryStream(Planted.LastBytes);
        using var word = WordprocessingDocument.Open(stream, false);
        var errors = new OpenXmlValidator(FileFormatVersions.Office2019).Validate(word)
            .Select(e => $"{e.Part?.Uri} {e.Path?.XPath}: {e.Description}").ToArray();
        Assert.True(errors.Length == 0, string.Join('\n', errors.Take(10)));
        var main = word.MainDocumentPart!;
        Assert.Contains("[phone number 1]", main.Document.InnerText, StringComparison.Ordinal);
        Assert.Single(main.HeaderParts);
        Assert.Single(main.FooterParts);
        Assert.NotNull(main.FootnotesPart);
        Assert.NotNull(main.WordprocessingCommentsPart);
    }

    private static byte[] Document()
    {
        using var stream = new MemoryStream();
        using (var word = WordprocessingDocument.Create(
            stream, WordprocessingDocumentType.Document))
        {
            var main = word.AddMainDocumentPart();
            main.AddNewPart<StyleDefinitionsPart>().Styles = new Styles(
                new Style(new StyleName { Val = "heading 1" }, new BasedOn { Val = "Normal" })
                { Type = StyleValues.Paragraph, StyleId = "Heading1" },
                new Style(new StyleName { Val = "Normal" })
                { Type = StyleValues.Paragraph, StyleId = "Normal", Default = true });
            main.AddNewPart<HeaderPart>("h1").Header = new Header(Words("Header of Anita Shah"));
            main.AddNewPart<FooterPart>("f1").Footer = new Footer(Words("Footer 07700 900456"));
            main.AddNewPart<FootnotesPart>().Footnotes = new Footnotes(
                new Footnote(new Paragraph(new Run(new SeparatorMark())))
                { Type = FootnoteEndnoteValues.Separator, Id = -1 },
                new Footnote(new Paragraph(new Run(new ContinuationSeparatorMark())))
                { Type = FootnoteEndnoteValues.ContinuationSeparator, Id = 0 },
                new Footnote(Words("Note on 07700 900789")) { Id = 1 });
            main.AddNewPart<WordprocessingCommentsPart>().Comments = new Comments(
                new Comment(Words("Ask Mr Bell")) { Id = "0", Author = "Anita Shah" });
            main.AddNewPart<DocumentSettingsPart>().Settings = new Settings(new TrackRevisions());
            main.Document = new Document(new Body(
                new Paragraph(
                    new ParagraphProperties(new ParagraphStyleId { Val = "Heading1" }),
                    new Run(new Written("Visit"))),
                new Paragraph(
                    new CommentRangeStart { Id = "0" },
                    new Run(new RunProperties(new Bold()), new Written("Rang "),
                        new TabChar(), new Written("07700 900123.")),
                    new CommentRangeEnd { Id = "0" }, new Run(new CommentReference { Id = "0" }),
                    new InsertedRun(new Run(new Written("Mrs Anita Shah")))
                    {
                        Id = "5", Author = "Jo",
                    },
                    new DeletedRun(new Run(new DeletedText("Mr Bell"))) { Id = "6", Author = "Jo" },
                    new Run(new FootnoteReference { Id = 1 })),
                new Table(
                    new TableProperties(new TableWidth
                    { Type = TableWidthUnitValues.Auto, Width = "0" }),
                    new TableGrid(new GridColumn()),
                    new TableRow(new TableCell(Words("NHS number 999 000 0018")))),
                Words("The end."),
                new SectionProperties(
                    new HeaderReference { Type = HeaderFooterValues.Default, Id = "h1" },
                    new FooterReference { Type = HeaderFooterValues.Default, Id = "f1" })));
        }

        return stream.ToArray();
    }

    private static Paragraph Words(string text) => new(new Run(new Written(text)));
}
