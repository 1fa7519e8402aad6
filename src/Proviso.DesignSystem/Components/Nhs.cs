using Microsoft.AspNetCore.Html;

namespace Proviso.DesignSystem;

/// <summary>
/// The components of nhsuk-frontend 10.6.1 as functions: <c>@Nhs.Tag(new() { … })</c>. Each gives
/// the markup that the package's own macro gives for the same options.
/// </summary>
public static partial class Nhs
{
    /// <summary>Markup that Razor or a component made.</summary>
    public static Content Html(IHtmlContent html)
    {
        ArgumentNullException.ThrowIfNull(html);
        return Content.Html(html);
    }

    /// <summary>A Razor template: <c>Nhs.Html(@&lt;p&gt;…&lt;/p&gt;)</c>.</summary>
    /// <exception cref="ArgumentException">The template does not give markup.</exception>
    public static Content Html(Func<object?, object> template)
    {
        ArgumentNullException.ThrowIfNull(template);
        return template(null) is IHtmlContent html
            ? Content.Html(html)
            : throw new ArgumentException("Hand over a Razor template, such as @<p>…</p>.");
    }

    /// <summary>Pieces one after the other; null is left out.</summary>
    public static Content Join(params IEnumerable<Content?> pieces) => Content.Join(pieces);

    /// <summary>Words that only a screen reader says.</summary>
    public static Content Hidden(string text) =>
        Element.OfClass("span", "nhsuk-u-visually-hidden", text);
}
