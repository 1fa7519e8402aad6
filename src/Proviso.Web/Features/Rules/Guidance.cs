using System.Text.Encodings.Web;
using Markdig;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Microsoft.AspNetCore.Html;
using Proviso.DesignSystem;
using Proviso.Rulebook;
using Proviso.Rulebook.Reading;
using Proviso.Web.Features.Shared;

namespace Proviso.Web.Features.Rules;

/// <summary>Renders a chapter of the book: its prose as it stands, its blocks in words.</summary>
internal static class Guidance
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .DisableHtml().UseAutoIdentifiers().UsePipeTables().Build();

    /// <summary>The chapter's name in addresses.</summary>
    internal static string NameOf(BookFile file) =>
        Path.GetFileNameWithoutExtension(file.Name);

    /// <summary>The chapter's title: its first heading.</summary>
    internal static string TitleOf(BookFile file) =>
        file.Text.Split('\n')
            .FirstOrDefault(line => line.StartsWith("# ", StringComparison.Ordinal))
            is { } heading ? heading[2..].Trim() : NameOf(file);

    /// <summary>The chapter as HTML.</summary>
    internal static HtmlString Render(Book book, BookFile file)
    {
        var document = Markdown.Parse(file.Text, Pipeline);
        foreach (var heading in document.Descendants<HeadingBlock>())
        {
            heading.GetAttributes().AddClass(heading.Level switch
            {
                1 => "nhsuk-heading-l",
                2 => "nhsuk-heading-m",
                _ => "nhsuk-heading-s",
            });
        }

        foreach (var list in document.Descendants<ListBlock>())
        {
            list.GetAttributes().AddClass(list.IsOrdered
                ? "nhsuk-list nhsuk-list--number"
                : "nhsuk-list nhsuk-list--bullet");
        }

        using var writer = new StringWriter();
        var renderer = new HtmlRenderer(writer);
        Pipeline.Setup(renderer);
        renderer.ObjectRenderers.ReplaceOrAdd<CodeBlockRenderer>(new BlockInWords(book));
        renderer.Render(document);
        return new HtmlString(writer.ToString());
    }

    private sealed class BlockInWords(Book book) : HtmlObjectRenderer<CodeBlock>
    {
        protected override void Write(HtmlRenderer renderer, CodeBlock obj)
        {
            if (obj is not FencedCodeBlock block)
                return;
            var content = (block.Info, block.Arguments) switch
            {
                ("rule", { } id) => OfRule(id),
                ("fact", { } id) => OfFact(id),
                ("duty", { } id) => OfDuty(id),
                ("source", { } id) => OfSource(id),
                _ => null,
            };
            content?.WriteTo(renderer.Writer, HtmlEncoder.Default);
        }

        private Content? OfRule(string id) => book.Rules.FirstOrDefault(r => r.Id == id) is { } rule
            ? Nhs.InsetText(new InsetTextOptions
            {
                VisuallyHiddenText = "Rule",
                Content = Content.Join(
                    Html($"<p id=\"{rule.Id}\"><strong>{rule.Title}</strong></p>"),
                    Html($"<p>{Say.Tag(rule.Then.Name())}</p><p>{rule.Because}</p>"),
                    Small(Cites(rule.Cites))),
            })
            : null;

        private Content? OfFact(string id) => book.FindFact(id) is { } fact
            ? Nhs.Details(new DetailsOptions
            {
                Summary = fact.Question,
                Content = Content.Join(
                    Html($"<ul>{Content.Join(fact.Answers.Select(Choice))}</ul>"),
                    Html($"<p>{fact.Help}</p>"),
                    Small(Cites(fact.Cites))),
            })
            : null;

        private Content? OfDuty(string id) =>
            book.Duties.FirstOrDefault(d => d.Id == id) is { } duty
            ? Nhs.InsetText(new InsetTextOptions
            {
                VisuallyHiddenText = "Duty",
                Content = Content.Join(
                    Html($"<p id=\"{duty.Id}\">{duty.Say}</p>"),
                    Small($"{duty.By.Text}; {duty.Within.Text}. {Cites(duty.Cites)}")),
            })
            : null;

        private Content? OfSource(string id) =>
            book.Sources.FirstOrDefault(s => s.Id == id) is { } source
                ? Content.Join(
                    Html($"<p id=\"{source.Id}\"><strong>{source.Title}</strong></p>"),
                    Html($"<p>{source.Where}</p>"),
                    Small(source.VerifiedOn is { } day
                        ? $"Read there on {Say.Day(day)}."
                        : "Not yet verified at the source."))
                : null;

        private static Content Choice(Answer answer) => Html($"<li>{answer.Label}</li>");

        private static Content Small(string words) =>
            Html($"<p class=\"nhsuk-body-s\">{words}</p>");

        private static string Cites(IEnumerable<Citation> cites) =>
            string.Join("; ", cites.Select(c => c.ToString()));

        private static Content Html(FormattableString markup) =>
            Content.Html(new HtmlFormattableString(markup.Format, markup.GetArguments()!));
    }
}
