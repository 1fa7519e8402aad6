namespace Proviso.Deidentification.Tests.Text;

/// <summary>A fact that needs Chromium; skipped, and said so, where it is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ChromiumFactAttribute : FactAttribute
{
    public ChromiumFactAttribute()
    {
        if (Path is null)
            Skip = "Chromium is not installed; tests/install-prerequisites installs it.";
    }

    /// <summary>Where Chromium is; null where it is not.</summary>
    public static string? Path { get; } = ((string[])["/usr/bin/chromium",
        "/usr/bin/chromium-browser", "/usr/bin/google-chrome"]).FirstOrDefault(File.Exists);
}
