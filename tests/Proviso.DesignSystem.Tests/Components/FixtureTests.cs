using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Html;

namespace Proviso.DesignSystem.Tests.Components;

/// <summary>Every component gives the markup of every fixture of the package.</summary>
public sealed class FixtureTests
{
    private static readonly Dictionary<string, Func<JsonObject, Content>> Components = new()
    {
        ["back-link"] = given => Nhs.BackLink(MacroBinder.Bind<BackLinkOptions>(given)),
        ["breadcrumb"] = given => Nhs.Breadcrumb(MacroBinder.Bind<BreadcrumbOptions>(given)),
        ["button"] = given => Nhs.Button(MacroBinder.Bind<ButtonOptions>(given)),
        ["caption"] = given => Nhs.Caption(MacroBinder.Bind<CaptionOptions>(given)),
        ["card"] = given => Nhs.Card(MacroBinder.Bind<CardOptions>(given)),
        ["character-count"] = given =>
            Nhs.CharacterCount(MacroBinder.Bind<CharacterCountOptions>(given)),
        ["checkboxes"] = given => Nhs.Checkboxes(MacroBinder.Bind<CheckboxesOptions>(given)),
        ["date-input"] = DateInput,
        ["details"] = given => Nhs.Details(MacroBinder.Bind<DetailsOptions>(given)),
        ["error-message"] = given => Nhs.ErrorMessage(MacroBinder.Bind<ErrorMessageOptions>(given)),
        ["error-summary"] = given => Nhs.ErrorSummary(MacroBinder.Bind<ErrorSummaryOptions>(given)),
        ["fieldset"] = given => Nhs.Fieldset(MacroBinder.Bind<FieldsetOptions>(given)),
        ["file-upload"] = given => Nhs.FileUpload(MacroBinder.Bind<FileUploadOptions>(given)),
        ["footer"] = given => Nhs.Footer(MacroBinder.Bind<FooterOptions>(given)),
        ["header"] = given => Nhs.Header(MacroBinder.Bind<HeaderOptions>(given)),
        ["heading"] = given => Nhs.Heading(MacroBinder.Bind<HeadingOptions>(given)),
        ["hint"] = given => Nhs.Hint(MacroBinder.Bind<HintOptions>(given)),
        ["input"] = given => Nhs.Input(MacroBinder.Bind<InputOptions>(given)),
        ["inset-text"] = given => Nhs.InsetText(MacroBinder.Bind<InsetTextOptions>(given)),
        ["label"] = given => Nhs.Label(MacroBinder.Bind<LabelOptions>(given)),
        ["legend"] = given => Nhs.Legend(MacroBinder.Bind<LegendOptions>(given)),
        ["notification-banner"] = given =>
            Nhs.NotificationBanner(MacroBinder.Bind<NotificationBannerOptions>(given)),
        ["pagination"] = given => Nhs.Pagination(MacroBinder.Bind<PaginationOptions>(given)),
        ["panel"] = given => Nhs.Panel(MacroBinder.Bind<PanelOptions>(given)),
        ["password-input"] = given =>
            Nhs.PasswordInput(MacroBinder.Bind<PasswordInputOptions>(given)),
        ["radios"] = given => Nhs.Radios(MacroBinder.Bind<RadiosOptions>(given)),
        ["scroll"] = given => Nhs.Scroll(MacroBinder.Bind<ScrollOptions>(given)),
        ["search-input"] = given => Nhs.SearchInput(MacroBinder.Bind<SearchInputOptions>(given)),
        ["select"] = given => Nhs.Select(MacroBinder.Bind<SelectOptions>(given)),
        ["skip-link"] = given => Nhs.SkipLink(MacroBinder.Bind<SkipLinkOptions>(given)),
        ["summary-list"] = given => Nhs.SummaryList(MacroBinder.Bind<SummaryListOptions>(given)),
        ["tables"] = given => Nhs.Table(MacroBinder.Bind<TableOptions>(given)),
        ["tag"] = given => Nhs.Tag(MacroBinder.Bind<TagOptions>(given)),
        ["task-list"] = given => Nhs.TaskList(MacroBinder.Bind<TaskListOptions>(given)),
        ["textarea"] = given => Nhs.Textarea(MacroBinder.Bind<TextareaOptions>(given)),
        ["warning-callout"] = given =>
            Nhs.WarningCallout(MacroBinder.Bind<WarningCalloutOptions>(given)),
    };

    /// <summary>What the package has and this product does not use.</summary>
    private static readonly string[] NotPorted =
        ["action-link", "code", "contents-list", "do-dont-list", "hero", "images", "tabs"];

    private static readonly (string Component, int Fixtures)[] WithCallBlock =
    [
        ("back-link", 1), ("card", 33), ("details", 2), ("error-message", 1),
        ("error-summary", 1), ("fieldset", 1), ("footer", 1), ("hint", 1), ("inset-text", 1),
        ("label", 2), ("legend", 2), ("notification-banner", 2), ("panel", 1), ("scroll", 1),
        ("tag", 1), ("warning-callout", 1),
    ];

    public static TheoryData<string> Ported => [.. Components.Keys];

    [Fact]
    public void Every_component_of_the_package_is_ported_or_named_as_not_used() =>
        Assert.Equal(
            Fixture.Components,
            Components.Keys.Concat(NotPorted).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Ported))]
    public void Markup_equals_that_of_every_fixture(string component)
    {
        var fixtures = Fixture.Of(component);
        Assert.True(component == "caption" || fixtures.Count > 0);
        var failures = fixtures.Select(Difference).Where(text => text is not null).ToList();
        Assert.True(
            failures.Count == 0,
            $"{failures.Count} of {fixtures.Count} differ\n{string.Join("\n\n", failures)}");
    }

    // The figures were counted in the package's own lists of examples (components/*/fixtures.mjs);
    // only those may match loosely.
    [Fact]
    public void Only_fixtures_with_a_call_block_match_by_their_place() => Assert.Equal(
        WithCallBlock.Order(),
        Components.Keys.SelectMany(Fixture.Of)
            .Where(fixture => !Dom.Lines(Components[fixture.Component](fixture.Options).ToString())
                .SequenceEqual(Dom.Lines(fixture.Html)))
            .CountBy(fixture => fixture.Component)
            .Select(count => (count.Key, count.Value))
            .Order());

    private static string? Difference(Fixture fixture)
    {
        var expected = Dom.Lines(fixture.Html);
        var actual = Dom.Lines(Components[fixture.Component](fixture.Options).ToString());
        return actual.SequenceEqual(expected) || MatchesByCallBlock(fixture, expected)
            ? null
            : $"{fixture.Component}: {fixture.Name} {fixture.Options.ToJsonString()}\n"
                + $"expected\n{string.Join('\n', expected)}\nactual\n{string.Join('\n', actual)}";
    }

    // Some fixtures hand their content over by a call block of the template language, which the
    // file of fixtures leaves out. There any content will do, in the place where it belongs.
    private static bool MatchesByCallBlock(Fixture fixture, IReadOnlyList<string> expected)
    {
        string[] names = ["text", "html", "description", "meta"];
        if (names.Any(fixture.Options.ContainsKey))
            return false;
        var slot = new JsonObject { ["html"] = $"<{Dom.Slot}></{Dom.Slot}>" };
        return names.Skip(1).Any(name =>
        {
            var options = fixture.Options.DeepClone().AsObject();
            options[name] = name == "html" ? slot["html"]!.DeepClone() : slot.DeepClone();
            try
            {
                return Dom.MatchesWithSlot(
                    Dom.Lines(Components[fixture.Component](options).ToString()), expected);
            }
            catch (InvalidOperationException)
            {
                return false; // The component has no such option.
            }
        });
    }

    private static Content DateInput(JsonObject given)
    {
        var prefix = given["namePrefix"]?.ToString();
        var options = MacroBinder.Bind<DateInputOptions>(given);
        return Nhs.DateInput(prefix is null
            ? options
            : options with { NameOf = name => $"{prefix}[{name}]" });
    }
}
