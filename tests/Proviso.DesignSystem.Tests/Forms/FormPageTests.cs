using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Gallery;

namespace Proviso.DesignSystem.Tests.Forms;

/// <summary>The tag helpers on a real page of a real server, asked for and sent back.</summary>
public sealed class FormPageTests : IAsyncLifetime
{
    private static readonly (string Name, string Value)[] Good =
    [
        ("FullName", "Meera Patel"), ("Answer.Note", "ok"), ("Birth.Day", "31"),
        ("Birth.Month", "3"), ("Birth.Year", "1980"), ("Channel", "phone"), ("Story", "Told"),
    ];

    private static readonly HttpClient Client = new();
    private GalleryApp _app = null!;

    public async Task InitializeAsync() =>
        _app = await GalleryApp.StartAsync();

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task A_page_asked_for_shows_the_models_values_and_no_errors()
    {
        var page = await GetAsync();
        Assert.Equal("Tell us what happened - Gallery - Example Care", page.Title);
        Assert.Empty(page.QuerySelectorAll(".nhsuk-error-summary, .nhsuk-error-message"));
        Assert.Equal("ok", Input(page, "Answer_Note").Value);
        Assert.Equal("Answer.Note", Input(page, "Answer_Note").Name);
        Assert.Equal("1980", Input(page, "Birth_Year").Value);
        Assert.True(Input(page, "Items").IsChecked);
        Assert.False(Input(page, "Items-2").IsChecked);
        Assert.Equal("b", page.QuerySelector<IHtmlSelectElement>("#Team")!.Value);
    }

    [Fact]
    public async Task Label_hint_and_further_attributes_reach_the_control()
    {
        var page = await GetAsync();
        Assert.Equal("Full name", page.QuerySelector("label[for=FullName]")!.TextContent);
        var input = page.QuerySelector("#FullName")!;
        Assert.Equal("As on a letter", Text(page, input.GetAttribute("aria-describedby")!));
        Assert.Equal("name", input.GetAttribute("autocomplete"));
        Assert.Contains("nhsuk-input--width-20", input.ClassList);
        Assert.Equal("50", page.QuerySelector(".nhsuk-character-count")!
            .GetAttribute("data-maxlength"));
        Assert.Equal("bday-day", page.QuerySelector("#Birth_Day")!.GetAttribute("autocomplete"));
    }

    [Fact]
    public async Task What_stands_inside_a_choice_is_its_conditional_part()
    {
        var page = await GetAsync();
        var controls = Input(page, "Channel").GetAttribute("data-aria-controls")!;
        Assert.NotNull(page.QuerySelector($"#{controls} #Phone"));
        Assert.Equal("or", page.QuerySelector(".nhsuk-radios__divider")!.TextContent);
        Assert.Equal(3, page.QuerySelectorAll("input[type=radio]").Length);
    }

    [Fact]
    public async Task Errors_are_listed_in_the_pages_order_and_each_link_leads_to_its_control()
    {
        var page = await PostAsync(
            ("Answer.Note", "too long"), ("Birth.Day", "31"), ("Birth.Month", ""),
            ("Birth.Year", "1980"));
        Assert.StartsWith("Error: Tell us what happened", page.Title, StringComparison.Ordinal);
        var links = page.QuerySelectorAll(".nhsuk-error-summary__list a");
        Assert.Equal(
            [
                ("#FullName", "Enter a full name"),
                ("#Answer_Note", "The note must be 5 characters or fewer"),
                ("#Birth_Month", "Date of birth must include a month"),
                ("#Channel", "Say how you were asked"),
                ("#Story", "Enter the story"),
            ],
            links.Select(link => (link.GetAttribute("href")!, link.TextContent)));
        foreach (var link in links)
        {
            var control = page.QuerySelector(link.GetAttribute("href")!);
            Assert.True(control is IHtmlInputElement or IHtmlTextAreaElement);
        }
    }

    [Fact]
    public async Task The_error_beside_a_control_is_said_with_it()
    {
        var page = await PostAsync(("Story", new string('x', 51)));
        var story = page.QuerySelector<IHtmlTextAreaElement>("#Story")!;
        Assert.Contains("nhsuk-textarea--error", story.ClassList);
        Assert.Contains(
            story.GetAttribute("aria-describedby")!.Split(' '),
            id => Text(page, id) == "Error: The story must be 50 characters or fewer");
        Assert.Equal(new string('x', 51), story.Value);
    }

    [Theory]
    [InlineData("", "3", "1980", "Date of birth must include a day", "Birth_Day")]
    [InlineData("31", "", "", "Date of birth must include a month and a year", "Birth_Month")]
    [InlineData("31", "2", "1980", "Date of birth must be a real date", "Birth_Day")]
    [InlineData("", "", "", "Enter a date of birth", "Birth_Day")]
    [InlineData("31", "3", "80", "Date of birth must be a real date", "Birth_Day")]
    public async Task A_date_that_is_not_whole_and_real_says_which_part(
        string day, string month, string year, string message, string focus)
    {
        var page = await PostAsync(
            [.. Good.Where(pair => !pair.Name.StartsWith("Birth", StringComparison.Ordinal)),
            ("Birth.Day", day), ("Birth.Month", month), ("Birth.Year", year)]);
        var link = Assert.Single(page.QuerySelectorAll(".nhsuk-error-summary__list a"));
        Assert.Equal((message, "#" + focus), (link.TextContent, link.GetAttribute("href")));
        Assert.Equal(day, Input(page, "Birth_Day").Value);
        Assert.Contains("nhsuk-input--error", page.QuerySelector("#" + focus)!.ClassList);
    }

    [Fact]
    public async Task What_was_typed_is_kept_and_cannot_become_markup()
    {
        const string Text = "\"><script>alert(1)</script>&amp;'";
        var page = await PostAsync(
            ("FullName", Text), ("Story", "\n" + Text), ("Channel", "unknown"), ("Items", "notes"),
            ("Items", Text), ("Team", "a"), ("Answer.Note", Text));
        Assert.Equal(Text, Input(page, "FullName").Value);
        Assert.Equal(Text, Input(page, "Answer_Note").Value);
        Assert.Equal("\n" + Text, page.QuerySelector<IHtmlTextAreaElement>("#Story")!.Value);
        Assert.True(Input(page, "Channel-4").IsChecked);
        Assert.Equal(
            [false, true, false],
            page.QuerySelectorAll<IHtmlInputElement>("input[name=Items]").Select(x => x.IsChecked));
        Assert.Equal("a", page.QuerySelector<IHtmlSelectElement>("#Team")!.Value);
        Assert.All(page.Scripts, script => Assert.NotNull(script.Source));
    }

    [Fact]
    public async Task A_password_is_not_written_back()
    {
        var page = await PostAsync([("Secret", "correct horse battery")]);
        Assert.Equal("", Input(page, "Secret").Value);
        Assert.DoesNotContain(
            "correct horse", page.DocumentElement.OuterHtml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_of_no_control_stands_in_the_summary_without_a_link()
    {
        var page = await PostAsync(
            [.. Good.Where(pair => pair.Name != "FullName"), ("FullName", "nobody")]);
        var line = Assert.Single(page.QuerySelectorAll(".nhsuk-error-summary__list li"));
        Assert.Equal("There is no such person", line.TextContent);
        Assert.Empty(line.Children);
    }

    [Fact]
    public async Task Good_answers_have_no_summary()
    {
        var page = await PostAsync(Good);
        Assert.Empty(page.QuerySelectorAll(".nhsuk-error-summary"));
        Assert.DoesNotContain("Error", page.Title, StringComparison.Ordinal);
    }

    private Uri Address => new(_app.Address, "/Form");

    private async Task<IHtmlDocument> GetAsync() =>
        Parsed(await Client.GetStringAsync(Address));

    private async Task<IHtmlDocument> PostAsync(params (string Name, string Value)[] answers)
    {
        var token = Assert.Single((await GetAsync())
            .QuerySelectorAll<IHtmlInputElement>("input[name=__RequestVerificationToken]"));
        using var form = new MultipartFormDataContent();
        foreach (var (name, value) in answers.Append((token.Name!, token.Value)))
            form.Add(new StringContent(value), name);
        using var response = await Client.PostAsync(Address, form);
        response.EnsureSuccessStatusCode();
        return Parsed(await response.Content.ReadAsStringAsync());
    }

    private static IHtmlDocument Parsed(string html) => new HtmlParser().ParseDocument(html);

    private static IHtmlInputElement Input(IHtmlDocument page, string id) =>
        page.QuerySelector<IHtmlInputElement>("#" + id)
        ?? throw new InvalidOperationException($"There is no input '{id}'.");

    private static string Text(IHtmlDocument page, string id) =>
        page.QuerySelector("#" + id)!.TextContent;
}
