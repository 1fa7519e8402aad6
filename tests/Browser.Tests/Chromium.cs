using Microsoft.Playwright;

namespace Browser.Tests;

/// <summary>
/// The Chromium of the distribution (PROVISO_CHROMIUM names another): a real browser, started once
/// for a class of tests. tests/install-prerequisites installs it.
/// </summary>
public sealed class Chromium : IAsyncLifetime
{
    private IPlaywright? _playwright;

    /// <summary>The running browser.</summary>
    public IBrowser Browser { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        Browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("PROVISO_CHROMIUM")
                ?? "/usr/bin/chromium",
            // Root may not use Chromium's sandbox; the only pages opened are our own.
            Args = Environment.UserName == "root" ? ["--no-sandbox"] : [],
        });
    }

    public async Task DisposeAsync()
    {
        await Browser.DisposeAsync();
        _playwright?.Dispose();
    }
}
