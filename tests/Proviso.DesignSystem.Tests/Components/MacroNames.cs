using System.Text.Json.Nodes;

namespace Proviso.DesignSystem.Tests.Components;

/// <summary>
/// Where our options are named or built otherwise than the macros' options. Each line is a
/// difference that somebody who knows the macros has to learn.
/// </summary>
internal static class MacroNames
{
    private static readonly Dictionary<Type, Action<JsonObject>> Differences = new()
    {
        [typeof(BackLinkOptions)] = Reverse,
        [typeof(BreadcrumbOptions)] = Reverse,
        [typeof(DetailsOptions)] = Reverse,
        [typeof(ScrollOptions)] = Reverse,
        [typeof(ErrorSummaryOptions)] = given => Rename(given, "errorList", "errors"),
        [typeof(LabelOptions)] = Heading,
        [typeof(LegendOptions)] = Heading,
        [typeof(CardOptions)] = Card,
        [typeof(SummaryRowOptions)] = Actions,
        [typeof(WarningCalloutOptions)] = Actions,
        [typeof(TagOptions)] = given => Replace(given, "colour", false, "no-colour"),
        [typeof(TaskOptions)] = given => Rename(given, "title", "heading"),
        [typeof(PageStep)] = given => Rename(given, "labelText", "label"),
        [typeof(PaginationOptions)] = Pagination,
        [typeof(FooterOptions)] = Footer,
        [typeof(HeaderOptions)] = Header,
        [typeof(HeaderSearch)] = HeaderSearch,
        [typeof(ButtonOptions)] = given => Wrap(given, "icon", "name"),
        [typeof(InputOptions)] = Input,
        [typeof(CardImage)] = given => given["alt"] ??= "",
        [typeof(LinkItem)] = given => given.Remove("classes"), // The macro never shows them.
        [typeof(TextareaOptions)] = Control,
        [typeof(SelectOptions)] = Control,
        [typeof(SearchInputOptions)] = Search,
        [typeof(PasswordInputOptions)] = Password,
        [typeof(FileUploadOptions)] = FileUpload,
        [typeof(CharacterCountOptions)] = CharacterCount,
        [typeof(RadiosOptions)] = Control,
        [typeof(CheckboxesOptions)] = Control,
        [typeof(ChoiceItem)] = Choice,
        [typeof(DateInputOptions)] = DateInput,
        [typeof(DatePartOptions)] = given => Rename(given, "error", "hasError"),
        [typeof(TableOptions)] = Table,
        [typeof(TableHead)] = given => Replace(given, "sort", true, "none"),
        [typeof(TableCell)] = TableCell,
    };

    internal static JsonObject Translate(Type type, JsonObject given)
    {
        Differences.GetValueOrDefault(type)?.Invoke(given);
        var takesContent = type.GetProperty("Content") is not null;
        if (takesContent && !given.ContainsKey("content")
            && (Has(given, "html") || Has(given, "text")))
        {
            given["content"] = Has(given, "html")
                ? new JsonObject { ["html"] = given["html"]!.DeepClone() }
                : given["text"]!.DeepClone();
        }

        if (takesContent)
        {
            given.Remove("html");
            given.Remove("text");
        }

        return given;
    }

    /// <summary>Items that are values of their own here.</summary>
    internal static object? Ready(Type type, JsonObject given)
    {
        if (type == typeof(SelectItem) && Has(given, "divider"))
            return SelectItem.Divider;
        if (type == typeof(ChoiceItem) && given["divider"] is { } divider)
        {
            return ChoiceItem.Divider(divider.ToString()) with
            {
                Behaviour = given["behaviour"]?.ToString(),
            };
        }

        return type == typeof(PageItem) && Has(given, "ellipsis") ? PageItem.Ellipsis : null;
    }

    private static void Reverse(JsonObject given)
    {
        if (given["variant"]?.ToString() == "reverse")
            given["reverse"] = true;
        given.Remove("variant");
    }

    // A heading that is true or false; isPageHeading is deprecated and means the same.
    private static void Heading(JsonObject given)
    {
        var isPage = given["isPageHeading"]?.GetValue<bool>();
        given.Remove("isPageHeading");
        if (given["heading"] is JsonValue flag && flag.TryGetValue<bool>(out var isHeading))
        {
            given.Remove("heading");
            isPage = isHeading;
        }

        if (isPage == true && !given.ContainsKey("heading"))
            given["heading"] = new JsonObject();
        if (isPage != false || given["heading"] is not { } heading)
            return;
        given.Remove("heading");
        given["text"] ??= heading is JsonObject made
            ? made["text"]?.DeepClone()
            : heading.DeepClone();
    }

    private static void Card(JsonObject given)
    {
        Rename(given, "description", "content");
        Actions(given);
        if (given["heading"] is JsonObject heading && heading["html"] is { } below)
        {
            given["belowHeading"] = new JsonObject { ["html"] = below.DeepClone() };
            heading.Remove("html");
        }

        if (given["image"] is JsonObject image && image["html"] is { } html)
        {
            given.Remove("image");
            given["top"] = new JsonObject { ["html"] = html.DeepClone() };
        }
    }

    private static void Actions(JsonObject given)
    {
        if (given["actions"] is not JsonObject actions)
            return;
        given["actions"] = (actions["items"] ?? new JsonArray()).DeepClone();
        foreach (var name in new[] { "classes", "width" })
        {
            if (actions[name] is { } value)
                given["actions" + char.ToUpperInvariant(name[0]) + name[1..]] = value.DeepClone();
        }

    }

    private static void Pagination(JsonObject given)
    {
        foreach (var side in new[] { "previous", "next" })
        {
            if (given[side + "Url"] is not { } address)
                continue;
            given[side] = new JsonObject
            {
                ["href"] = address.DeepClone(), ["label"] = given[side + "Page"]?.DeepClone(),
            };
            given.Remove(side + "Url");
            given.Remove(side + "Page");
        }

    }

    // The macro says "© NHS England" where nothing is given; ours says nothing.
    private static void Footer(JsonObject given)
    {
        given["copyright"] ??= "© NHS England";
        if (given["navigation"] is JsonObject one)
            given["navigation"] = new JsonArray(one.DeepClone());
        if (given["meta"] is JsonValue text)
            given["meta"] = new JsonObject { ["text"] = text.DeepClone() };
        if (given["meta"] is not JsonObject meta)
            return;
        given.Remove("meta");
        if (Has(meta, "text") || Has(meta, "html"))
            given["metaContent"] = meta.DeepClone();
        if (meta["items"] is { } items)
            given["meta"] = items.DeepClone();
    }

    // The macro shows the NHS logo, called "NHS", where no picture is given; ours shows nothing.
    private static void Header(JsonObject given)
    {
        var logo = given["logo"] as JsonObject ?? [];
        given.Remove("logo");
        logo["alt"] ??= "NHS";
        if (logo["src"] is null)
            logo["mark"] = new JsonObject { ["html"] = NhsLogo.Of(logo["alt"]!.ToString()) };
        given["logo"] = logo;
        if (given["service"] is JsonObject service)
        {
            given["serviceName"] = service["text"]?.DeepClone();
            given["serviceHref"] = service["href"]?.DeepClone();
            given.Remove("service");
        }

        if (given["account"]?["items"] is { } account)
            given["account"] = account.DeepClone();
        if (given["search"] is JsonValue)
            given["search"] = new JsonObject();
    }

    // The macro searches the NHS website where no address is given; ours asks for one.
    private static void HeaderSearch(JsonObject given)
    {
        given["action"] ??= "https://www.nhs.uk/search/";
        given["label"] = given["label"]?["visuallyHiddenText"]?.DeepClone()
            ?? "Search the NHS website";
        if (given["input"]?["placeholder"] is { } placeholder)
            given["placeholder"] = placeholder.DeepClone();
        given.Remove("input");
    }

    private static void Control(JsonObject given)
    {
        if (given["errorMessage"] is JsonValue flag && flag.TryGetValue<bool>(out var isWrong))
        {
            given.Remove("errorMessage");
            given["hasError"] = isWrong;
        }

        if (given["button"] is JsonValue button && button.TryGetValue<bool>(out _))
            given["button"] = null;
    }

    private static void Input(JsonObject given)
    {
        Control(given);
        Rename(given, "inputmode", "inputMode");
    }

    // The macro's button has an icon unless it says that it has none.
    private static void Search(JsonObject given)
    {
        Control(given);
        if (given["button"] is JsonObject button && !button.ContainsKey("icon"))
            button["icon"] = "search";
    }

    private static void Password(JsonObject given)
    {
        Control(given);
        Rename(given, "showPasswordText", "showText");
        Rename(given, "hidePasswordText", "hideText");
        Rename(given, "showPasswordAriaLabel", "showLabel");
        Rename(given, "hidePasswordAriaLabel", "hideLabel");
        Rename(given, "passwordShownAnnouncementText", "shownAnnouncement");
        Rename(given, "passwordHiddenAnnouncementText", "hiddenAnnouncement");
    }

    private static void FileUpload(JsonObject given)
    {
        Control(given);
        if (given["chooseFilesButtonClassList"] is not null)
            Rename(given, "chooseFilesButtonClassList", "buttonClasses");
        Gather(given, new()
        {
            ["chooseFilesButtonText"] = "chooseFiles",
            ["noFileChosenText"] = "noFile",
            ["multipleFilesChosenText"] = "files",
            ["dropInstructionText"] = "dropInstruction",
            ["enteredDropZoneText"] = "enteredDropZone",
            ["leftDropZoneText"] = "leftDropZone",
        });
    }

    private static void CharacterCount(JsonObject given)
    {
        Control(given);
        Rename(given, "maxlength", "maxLength");
        Rename(given, "maxwords", "maxWords");
        Rename(given, "textareaDescriptionText", "descriptionText");
        Gather(given, new()
        {
            ["charactersUnderLimitText"] = "charactersUnderLimit",
            ["charactersAtLimitText"] = "charactersAtLimit",
            ["charactersOverLimitText"] = "charactersOverLimit",
        });
    }

    private static void Choice(JsonObject given)
    {
        if (given["text"] is { } text)
            given["label"] = text.DeepClone();
        given.Remove("text");
        if (given["exclusive"] is not null)
            given["behaviour"] = "exclusive";
        given.Remove("exclusive");
        Rename(given, "exclusiveGroup", "behaviourGroup");
        if (given["conditional"] is JsonObject { Count: 0 })
            given.Remove("conditional");
    }

    // Day, month and year by name, or false to leave one out; ours is a list.
    private static void DateInput(JsonObject given)
    {
        Control(given);
        var items = given["items"] as JsonArray ?? [];
        var values = given["values"] as JsonObject ?? [];
        var isByName = items.Count == 0;
        foreach (var name in new[] { "day", "month", "year" })
        {
            if (isByName && given[name] is not JsonValue)
            {
                var part = given[name]?.DeepClone().AsObject() ?? [];
                part["name"] = name;
                items.Add(part);
            }

            given.Remove(name);
        }

        foreach (var part in items.OfType<JsonObject>())
            part["value"] ??= values[part["name"]!.ToString()]?.DeepClone();
        given["items"] = items.DeepClone();
        given.Remove("values");
        given.Remove("namePrefix");
    }

    // panel, heading and headingLevel are deprecated and mean a card.
    private static void Table(JsonObject given)
    {
        Reverse(given);
        if (given["panel"] is not null)
        {
            given["card"] = new JsonObject
            {
                ["variant"] = "feature",
                ["heading"] = new JsonObject
                {
                    ["text"] = given["heading"]?.DeepClone(),
                    ["level"] = given["headingLevel"]?.DeepClone(),
                },
            };
        }

        if (given["card"] is JsonValue)
            given["card"] = new JsonObject();
        foreach (var name in new[] { "panel", "heading", "headingLevel" })
            given.Remove(name);
    }

    private static void TableCell(JsonObject given)
    {
        if (given["format"]?.ToString() == "string")
            given["format"] = "words";
    }

    private static void Gather(JsonObject given, Dictionary<string, string> names)
    {
        var texts = new JsonObject();
        foreach (var (theirs, ours) in names)
        {
            if (given[theirs] is { } value)
                texts[ours] = value.DeepClone();
            given.Remove(theirs);
        }

        given["texts"] = texts;
    }

    private static void Rename(JsonObject given, string theirs, string ours)
    {
        if (given[theirs] is { } value)
            given[ours] = value.DeepClone();
        given.Remove(theirs);
    }

    private static void Replace(JsonObject given, string name, bool theirs, string ours)
    {
        if (given[name] is JsonValue value && value.TryGetValue<bool>(out var flag))
            given[name] = flag == theirs ? ours : null;
    }

    private static void Wrap(JsonObject given, string name, string inner)
    {
        if (given[name] is not JsonValue value)
            return;
        given[name] = value.TryGetValue<bool>(out _)
            ? null
            : new JsonObject { [inner] = value.DeepClone() };
    }


    private static bool Has(JsonObject given, string name) =>
        given[name] is { } value && value.ToString() is not ("" or "false");
}
