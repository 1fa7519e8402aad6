namespace Proviso.DesignSystem;

/// <summary>
/// The components of nhsuk-frontend 10.6.1 as functions: <c>@Nhs.Tag(new() { … })</c>. Each gives
/// the markup that the package's own macro gives for the same options.
/// </summary>
public static partial class Nhs
{
    /// <summary>Words that only a screen reader says.</summary>
    public static Content Hidden(string text) =>
        Element.OfClass("span", "nhsuk-u-visually-hidden", text);
}
