using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Proviso.DesignSystem.Tests.Pages;

public sealed class PageTests
{
    [Fact]
    public void The_title_names_page_service_and_organisation() =>
        Assert.Equal(
            "Who is asking? - Proviso - Example Care",
            Page(new()
            {
                Title = "Who is asking?", TitleParts = ["Proviso", "Example Care"], Content = "",
            }).Title);

    [Fact]
    public void The_colour_is_set_by_the_one_style_element_which_carries_the_nonce()
    {
        Assert.True(BrandColour.TryParse("#7c2855", out var colour, out _));
        var page = Page(new() { Title = "t", Content = "", Colour = colour, Nonce = "abc" });
        var style = Assert.Single(page.QuerySelectorAll("style"));
        Assert.Equal(":root{--organisation-colour:#7c2855}", style.TextContent);
        Assert.Equal("abc", style.GetAttribute("nonce"));
        Assert.Empty(page.QuerySelectorAll("[style]"));
    }

    [Fact]
    public void Everything_is_loaded_from_the_same_server_and_nothing_runs_inline()
    {
        var page = Page(new() { Title = "t", Content = "", PathBase = "/proviso" });
        var addresses = page.QuerySelectorAll("[src], link[href]")
            .Select(element => element.GetAttribute("src") ?? element.GetAttribute("href"))
            .ToList();
        Assert.Equal(4, addresses.Count);
        Assert.All(addresses, address => Assert.StartsWith(
            "/proviso/_content/Proviso.DesignSystem/", address, StringComparison.Ordinal));
        Assert.All(page.Scripts, script => Assert.Equal("", script.TextContent));
    }

    [Fact]
    public void No_mark_is_shown_that_nobody_gave()
    {
        var page = Page(new()
        {
            Title = "t", Content = "", Header = new() { Organisation = new("Example Care") },
        });
        Assert.Empty(page.QuerySelectorAll("svg, img"));
        Assert.DoesNotContain(
            "NHS", page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void The_skip_link_leads_to_the_main_part()
    {
        var page = Page(new() { Title = "t", Content = "Hello", Language = "cy" });
        var first = page.QuerySelector("a")!;
        Assert.Equal("Hello", page.QuerySelector(first.GetAttribute("href")!)!.TextContent);
        Assert.Equal("cy", page.DocumentElement.GetAttribute("lang"));
    }

    private static IHtmlDocument Page(PageOptions options) =>
        new HtmlParser().ParseDocument(Nhs.Page(options).ToString());
}
