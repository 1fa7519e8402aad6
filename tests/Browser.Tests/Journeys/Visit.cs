using System.Text.RegularExpressions;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Browser.Tests.Journeys;

/// <summary>Somebody at a browser. Every page that is opened is checked: axe finds nothing, nothing
/// is wider than the screen, no two links say the same and lead elsewhere, no script is refused.
/// </summary>
internal sealed partial class Visit : IAsyncDisposable
{
    private readonly string address;
    private readonly IBrowserContext context;
    private readonly int width;
    private readonly bool script;
    private readonly List<string> complaints = [];

    private Visit(string address, IBrowserContext context, IPage page, int width, bool script)
    {
        this.address = address;
        this.context = context;
        this.width = width;
        this.script = script;
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                complaints.Add(message.Text);
        };
        page.PageError += (_, error) => complaints.Add(error);
    }

    internal IPage Page { get; }

    internal static async Task<Visit> BeginAsync(
        Chromium chromium, string address, Guid staff, int width = 1280, bool script = true)
    {
        var fresh = await chromium.Browser.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = 900 }, JavaScriptEnabled = script,
        });
        var visit = new Visit(address, fresh, await fresh.NewPageAsync(), width, script);
        await visit.OpenAsync("/sign-in");
        await visit.Page.CheckAsync($"input[value='{staff:D}']");
        await visit.PressAsync("Sign in");
        return visit;
    }

    internal async Task OpenAsync(string path)
    {
        await Page.GotoAsync(address + path);
        await CheckAsync();
    }

    /// <summary>Presses a button, and waits for the page that follows.</summary>
    internal async Task PressAsync(string button)
    {
        // The page that follows is the one without this mark; its footer is the last of it.
        await Page.EvaluateAsync("() => { document.documentElement.dataset.old = ''; }");
        await Page.Locator("main").GetByRole(
            AriaRole.Button, new() { Name = button, Exact = true }).First.ClickAsync();
        await Page.Locator("html:not([data-old]) footer").WaitForAsync(
            new() { State = WaitForSelectorState.Attached });
        await CheckAsync();
    }

    /// <summary>Chooses an answer by its value, and goes on.</summary>
    internal async Task AnswerAsync(string value, string button = "Continue")
    {
        await Page.CheckAsync($"input[value='{value}']");
        await PressAsync(button);
    }

    /// <summary>Answers what is asked, until the decision is there.</summary>
    /// <param name="answers">The answer by fact; a question about another fact is an error.
    /// </param>
    internal async Task AnswerAllAsync(Dictionary<string, string> answers)
    {
        while (Page.Url.EndsWith("/questions", StringComparison.Ordinal))
        {
            var fact = await Page.InputValueAsync("input[name=fact]");
            Assert.True(answers.TryGetValue(fact, out var answer), $"'{fact}' is asked");
            await AnswerAsync(answer!);
        }
    }

    internal Task<string> TextAsync() => Page.InnerTextAsync("main");

    public async ValueTask DisposeAsync() => await context.DisposeAsync();

    private async Task CheckAsync()
    {
        if (script)
        {
            var found = await Page.RunAxe();
            Assert.True(found.Violations.Length == 0, $"{Page.Url}: " + string.Join("; ",
                found.Violations.Select(v => $"{v.Id} {v.Help} {v.Nodes[0].Html}")));
            var scroll = await Page.EvaluateAsync<int>("document.documentElement.scrollWidth");
            Assert.True(scroll <= width, $"{Page.Url} is {scroll} wide on {width}");
            var doubled = await Page.EvaluateAsync<string>(
                """
                (() => {
                  const seen = new Map();
                  for (const a of document.querySelectorAll('a[href]')) {
                    const words = a.innerText.trim();
                    if (words && seen.has(words) && seen.get(words) !== a.href) return words;
                    seen.set(words, a.href);
                  }
                  return '';
                })()
                """);
            Assert.True(doubled.Length == 0, $"{Page.Url}: two links say '{doubled}'");
        }

        Assert.DoesNotMatch(Personal(), Page.Url);
        Assert.True(complaints.Count == 0, $"{Page.Url}: {string.Join("; ", complaints)}");
    }

    [GeneratedRegex("Adult|Stranger|Dora", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Personal();
}
