using System.Diagnostics.CodeAnalysis;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;

namespace Proviso.DesignSystem;

/// <summary>
/// A piece of a page: plain text, which is encoded when it is written, or markup that a component
/// or Razor made. A string is plain text, so nothing that a person typed can become markup. Pages
/// have a method of this name: there, <see cref="Nhs.Html(IHtmlContent)"/> does the same.
/// </summary>
public abstract class Content : IHtmlContent
{
    /// <summary>Nothing at all.</summary>
    public static Content Empty { get; } = new Sequence([]);

    /// <summary>Plain text, or null for null.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator Content?(string? text) =>
        text is null ? null : new PlainText(text);

    /// <summary>Markup that Razor or a component made.</summary>
    public static Content Html(IHtmlContent html) => html as Content ?? new Markup(html);

    /// <summary>Pieces one after the other; null is left out.</summary>
    public static Content Join(params IEnumerable<Content?> pieces) =>
        new Sequence([.. pieces]);

    /// <summary>The plain text that this is, or null if it is markup.</summary>
    internal virtual string? Plain => null;

    /// <summary>Whether this is plain text; some components wrap that in a paragraph.</summary>
    internal bool IsPlainText => Plain is not null;

    /// <summary>Whether nothing would be written.</summary>
    internal virtual bool IsEmpty => false;

    /// <inheritdoc />
    public abstract void WriteTo(TextWriter writer, HtmlEncoder encoder);

    /// <summary>
    /// Writes pieces one after the other. Between two that are not text stands a line break, as in
    /// the package's own markup: without it neighbouring words would be read as one.
    /// </summary>
    internal static void WriteAll(
        IReadOnlyList<Content?> pieces, TextWriter writer, HtmlEncoder encoder)
    {
        Content? before = null;
        foreach (var piece in pieces)
        {
            if (piece is null or { IsEmpty: true })
                continue;
            if (before is { IsPlainText: false } && !piece.IsPlainText)
                writer.Write('\n');
            piece.WriteTo(writer, encoder);
            before = piece;
        }
    }

    /// <summary>The markup as a string, encoded by the default encoder.</summary>
    public override string ToString()
    {
        using var writer = new StringWriter();
        WriteTo(writer, HtmlEncoder.Default);
        return writer.ToString();
    }

    private sealed class PlainText(string text) : Content
    {
        internal override string Plain => text;

        internal override bool IsEmpty => text.Length == 0;

        public override void WriteTo(TextWriter writer, HtmlEncoder encoder) =>
            encoder.Encode(writer, text);
    }

    private sealed class Markup(IHtmlContent html) : Content
    {
        public override void WriteTo(TextWriter writer, HtmlEncoder encoder) =>
            html.WriteTo(writer, encoder);
    }

    private sealed class Sequence(Content?[] pieces) : Content
    {
        internal override bool IsEmpty => pieces.All(piece => piece is null or { IsEmpty: true });

        public override void WriteTo(TextWriter writer, HtmlEncoder encoder)
        {
            WriteAll(pieces, writer, encoder);
        }
    }
}
