namespace Browser.Tests.Journeys;

/// <summary>Whole ways through the service, in a real browser over a real store.</summary>
public sealed class JourneyTests(Chromium chromium, ServiceApp app)
    : IClassFixture<Chromium>, IClassFixture<ServiceApp>
{
    [Theory]
    [InlineData(1280, true)]
    [InlineData(320, true)]
    [InlineData(1280, false)]
    public async Task Carer_PersonAgrees_IsToldAndRecorded(int width, bool script)
    {
        await using var visit = await Visit.BeginAsync(
            chromium, app.Address, app.Worker, width, script);
        await AskAsync(visit, "carer", "Dora Adult", "direct-care");
        await visit.AnswerAllAsync(new()
        {
            ["consent"] = "explicit", ["carer-bar"] = "none", ["capacity"] = "has-capacity",
            ["third-party-content"] = "none",
        });
        Assert.Contains("You may share this", await visit.TextAsync(), StringComparison.Ordinal);
        await visit.PressAsync("Take this decision and go on to share");
        await ShareAsync(visit);
        await visit.Page.CheckAsync("input[value=tell]");
        await visit.PressAsync("Save");
        var done = await visit.TextAsync();
        Assert.Contains("Shared with", done, StringComparison.Ordinal);
        Assert.Contains("was told", done, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Police_WithoutAnOrder_GetReasonsAndNothingElse()
    {
        await using var visit = await Visit.BeginAsync(chromium, app.Address, app.Worker);
        await AskAsync(visit, "police", "Police Constable Example", "crime");
        await visit.AnswerAllAsync(new()
        {
            ["court-order"] = "none", ["statutory-power"] = "informal", ["consent"] = "refused",
            ["harm"] = "none", ["public-interest-ground"] = "lesser-crime",
            ["terrorism-information"] = "no", ["balance"] = "favours-privacy",
            ["required-by-law"] = "no", ["objection"] = "objects", ["capacity"] = "has-capacity",
            ["duty-to-safeguard"] = "no", ["anonymised-enough"] = "no",
            ["record-parts"] = "all-relevant",
        });
        Assert.Contains("Do not share this", await visit.TextAsync(), StringComparison.Ordinal);
        await visit.PressAsync("Take this decision");
        Assert.Contains("Do not share", await visit.TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stranger_WithoutARelationship_OpensOnlyBehindTheGlass()
    {
        await using var visit = await Visit.BeginAsync(chromium, app.Address, app.Worker);
        await visit.OpenAsync($"/people/{app.Stranger:D}");
        Assert.EndsWith("/break-glass", visit.Page.Url, StringComparison.Ordinal);
        await visit.PressAsync("See the record");
        Assert.Contains("Say why you need to see it", await visit.TextAsync(),
            StringComparison.Ordinal);
        await visit.Page.FillAsync("#why", "Found on the stairs, needs help now");
        await visit.PressAsync("See the record");
        Assert.Contains("you broke the glass", await visit.TextAsync(), StringComparison.Ordinal);

        await using var guardian = await Visit.BeginAsync(chromium, app.Address, app.Guardian);
        Assert.Contains("Review why a record was opened", await guardian.TextAsync(),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/ask")]
    [InlineData("/people")]
    [InlineData("/rules")]
    [InlineData("/rules/16-own-care")]
    [InlineData("/whom-to-ask")]
    [InlineData("/account")]
    public async Task Page_Opened_IsAccessibleOnAPhone(string path)
    {
        await using var visit = await Visit.BeginAsync(
            chromium, app.Address, app.Worker, width: 320);
        await visit.OpenAsync(path);
    }

    [Fact]
    public async Task Log_ForTheGuardian_ShowsDecisions()
    {
        await using var visit = await Visit.BeginAsync(chromium, app.Address, app.Guardian);
        await visit.OpenAsync("/log");
        await visit.OpenAsync("/log?verdict=must-share");
        Assert.Contains("No decision matches", await visit.TextAsync(), StringComparison.Ordinal);
    }

    private static async Task AskAsync(Visit visit, string who, string party, string purpose)
    {
        await visit.OpenAsync("/ask");
        await visit.Page.FillAsync("#find", "adu");
        await visit.PressAsync("Search");
        await visit.Page.GetByLabel("Mrs Ada Adult").CheckAsync();
        await visit.PressAsync("Continue");
        await visit.AnswerAsync(who);
        await visit.Page.GetByLabel(party).First.CheckAsync();
        await visit.Page.FillAsync("#check", "Rang back through the switchboard");
        await visit.PressAsync("Continue");
        await visit.AnswerAsync(purpose);
        await visit.Page.GetByLabel("Letter from the hospital").CheckAsync();
        await visit.Page.FillAsync("#why", "Needed for the purpose");
        await visit.PressAsync("Continue");
    }

    private static async Task ShareAsync(Visit visit)
    {
        foreach (var box in await visit.Page.Locator("input[type=checkbox]").AllAsync())
            await box.CheckAsync();
        await visit.Page.CheckAsync("input[value=Verbal]");
        await visit.Page.FillAsync("#what", "The letter, read out");
        await visit.PressAsync("Record that it is shared");
    }
}
