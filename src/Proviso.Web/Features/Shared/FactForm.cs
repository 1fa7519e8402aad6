using Proviso.DesignSystem;
using Proviso.Rulebook;

namespace Proviso.Web.Features.Shared;

/// <summary>A fact of the rule book as a question on a page.</summary>
internal static class FactForm
{
    /// <summary>The name of the control.</summary>
    internal const string Name = "answer";

    /// <summary>The question with its answers, its help and why it is asked.</summary>
    internal static Content Radios(
        Fact fact, string? value, string? error, string? caption = null, string? why = null)
    {
        var items = fact.Answers.Select(a => new ChoiceItem(a.Id, a.Label)).ToList();
        if (fact.Presumed is { } presumed)
        {
            items.Add(ChoiceItem.Divider("or"));
            items.Add(new ChoiceItem(Fact.NotKnown, "I do not know")
            {
                Hint = $"The law then presumes: {fact.Answers[presumed].Label}",
            });
        }

        return Content.Join(
            Nhs.Radios(new RadiosOptions
            {
                Name = Name,
                IdPrefix = Name,
                Value = value,
                ErrorMessage = error,
                Hint = fact.Help.Length > 0 ? fact.Help : null,
                Fieldset = new FieldsetOptions
                {
                    Legend = new LegendOptions
                    {
                        Content = fact.Question,
                        Size = TextSize.L,
                        Heading = new HeadingOptions { Level = 1 },
                        Caption = caption,
                    },
                },
                Items = items,
            }),
            why is { Length: > 0 }
                ? Nhs.Details(new DetailsOptions { Summary = "Why we ask", Content = Lines(why) })
                : null);
    }

    /// <summary>Lines as paragraphs.</summary>
    internal static Content Lines(string text)
    {
        var list = new Microsoft.AspNetCore.Html.HtmlContentBuilder();
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            list.AppendHtml("<p>").Append(line).AppendHtml("</p>");
        return Content.Html(list);
    }
}
