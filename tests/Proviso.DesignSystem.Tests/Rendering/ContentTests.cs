using Microsoft.AspNetCore.Html;

namespace Proviso.DesignSystem.Tests.Rendering;

public sealed class ContentTests
{
    private const string Nasty = "<b onclick=\"x\">&'";

    [Fact]
    public void A_string_is_text_wherever_it_stands()
    {
        var html = Nhs.Card(new()
        {
            Id = Nasty, Classes = Nasty, Content = Nasty, Href = Nasty,
            Heading = new() { Content = Nasty, VisuallyHiddenText = Nasty },
            Attributes = new() { ["data-x"] = Nasty },
            Actions = [new() { Content = Nasty, VisuallyHiddenText = Nasty, Value = Nasty }],
        }).ToString();
        Assert.DoesNotContain("<b ", html, StringComparison.Ordinal);
        Assert.DoesNotContain("\"x\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Markup_stays_markup() => Assert.Equal(
        "a&lt;<i>b</i>",
        Nhs.Join("a<", Nhs.Html(new HtmlString("<i>b</i>")), null).ToString());

    [Fact]
    public void A_template_that_gives_no_markup_is_refused() =>
        Assert.Throws<ArgumentException>(() => Nhs.Html(_ => "text"));
}
