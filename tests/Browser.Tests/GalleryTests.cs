using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Gallery;
using Microsoft.Playwright;

namespace Browser.Tests;

/// <summary>Every component and every control in a real browser under a strict policy.</summary>
public sealed class GalleryTests(Chromium chromium) : IClassFixture<Chromium>, IAsyncLifetime
{
    private const int PhoneWidthPixels = 320;
    private const int DesktopWidthPixels = 1280;
    private const int HeightPixels = 900;

    private readonly List<string> _complaints = [];
    private GalleryApp _app = null!;

    public static TheoryData<string, int> EveryPage => new()
    {
        { "/", DesktopWidthPixels }, { "/", PhoneWidthPixels },
        { "/Form", DesktopWidthPixels }, { "/Form", PhoneWidthPixels },
    };

    public async Task InitializeAsync() => _app = await GalleryApp.StartAsync();

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Theory]
    [MemberData(nameof(EveryPage))]
    public async Task Axe_finds_nothing_and_the_page_fits(string path, int width)
    {
        var page = await OpenAsync(path, width);
        await IsAccessibleAsync(page);
        await FitsAsync(page, width);
        Assert.Empty(_complaints);
    }

    [Theory]
    [InlineData(DesktopWidthPixels)]
    [InlineData(PhoneWidthPixels)]
    public async Task A_form_sent_empty_shows_errors_whose_links_focus_their_controls(int width)
    {
        var page = await OpenAsync("/Form", width);
        await page.FillAsync("#Birth_Year", "");
        await page.ClickAsync("text=Send");
        await page.WaitForSelectorAsync(".nhsuk-error-summary");
        Assert.StartsWith("Error: ", await page.TitleAsync(), StringComparison.Ordinal);
        var links = page.Locator(".nhsuk-error-summary__list a");
        Assert.Equal(4, await links.CountAsync());
        foreach (var link in await links.AllAsync())
        {
            await link.ClickAsync();
            var focused = await page.EvaluateAsync<string>("document.activeElement.id");
            Assert.Equal(await link.GetAttributeAsync("href"), "#" + focused);
        }

        await IsAccessibleAsync(page);
        await FitsAsync(page, width);
        Assert.Empty(_complaints);
    }

    [Fact]
    public async Task The_script_runs_and_folds_away_what_belongs_to_another_answer()
    {
        var page = await OpenAsync("/Form", DesktopWidthPixels);
        Assert.False(await page.IsVisibleAsync("#Phone"));
        await page.CheckAsync("#Channel");
        Assert.True(await page.IsVisibleAsync("#Phone"));
        Assert.True(await page.IsVisibleAsync(".nhsuk-password-input__toggle"));
        Assert.Empty(_complaints);
    }

    [Fact]
    public async Task Without_script_everything_is_there()
    {
        var page = await OpenAsync("/Form", DesktopWidthPixels, javaScript: false);
        Assert.True(await page.IsVisibleAsync("#Phone"));
        Assert.False(await page.IsVisibleAsync(".nhsuk-password-input__toggle"));
        await page.ClickAsync("text=Send");
        Assert.True(await page.IsVisibleAsync(".nhsuk-error-summary"));
    }

    [Fact]
    public async Task The_organisations_colour_and_arial_are_what_is_shown()
    {
        var page = await OpenAsync("/", DesktopWidthPixels);
        Assert.Equal(
            "rgb(124, 40, 85)", await StyleAsync(page, ".nhsuk-header", "backgroundColor"));
        Assert.Equal("arial, sans-serif", await StyleAsync(page, "body", "fontFamily"));
    }

    [Fact]
    public async Task The_first_press_of_the_tab_key_shows_the_skip_link()
    {
        var page = await OpenAsync("/Form", PhoneWidthPixels);
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        Assert.Equal("maincontent", await page.EvaluateAsync<string>("document.activeElement.id"));
    }

    private async Task<IPage> OpenAsync(string path, int width, bool javaScript = true)
    {
        var context = await chromium.Browser.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = HeightPixels },
            JavaScriptEnabled = javaScript,
        });
        var page = await context.NewPageAsync();
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                _complaints.Add(message.Text);
        };
        page.PageError += (_, error) => _complaints.Add(error);
        page.Request += (_, request) =>
        {
            if (!_app.Address.IsBaseOf(new Uri(request.Url)))
                _complaints.Add($"asked for {request.Url}");
        };
        page.Response += (_, response) =>
        {
            if (response.Status >= 400)
                _complaints.Add($"{response.Status} for {response.Url}");
        };
        await page.GotoAsync(new Uri(_app.Address, path).ToString());
        return page;
    }

    private static async Task IsAccessibleAsync(IPage page)
    {
        // Axe is put into the page past its policy, as a person's own browser extension would be.
        var result = await page.RunAxe();
        Assert.True(result.Passes.Length > 10, "axe looked at nothing");
        Assert.True(
            result.Violations.Length == 0,
            string.Join('\n', result.Violations.SelectMany(Lines)));
    }

    private static IEnumerable<string> Lines(AxeResultItem violation) =>
        violation.Nodes.Select(node => $"{violation.Id}: {violation.Help}: {node.Html}");

    private static async Task FitsAsync(IPage page, int width) => Assert.Equal(
        width,
        await page.EvaluateAsync<int>(
            "Math.max(document.documentElement.scrollWidth, window.innerWidth)"));

    private static Task<string> StyleAsync(IPage page, string selector, string name) =>
        page.EvaluateAsync<string>(
            $"getComputedStyle(document.querySelector('{selector}')).{name}");
}
