using System.Text;

namespace Proviso.Deidentification.Text.Formats;

/// <summary>Plain text and Markdown: one part.</summary>
internal sealed class PlainDocument(string text) : OpenDocument
{
    public override IReadOnlyList<DocumentPart> Parts { get; } = [new DocumentPart(text)];

    public override bool IsPlainText => true;

    public override byte[] Save(IReadOnlyList<TreatedPart> treated) =>
        Encoding.UTF8.GetBytes(treated[0].Text);
}
