using Microsoft.AspNetCore.Html;
using Proviso.DesignSystem;
using Proviso.Register.Cases;
using Proviso.Rulebook;
using Proviso.Rulebook.Compiling;
using Proviso.Rulebook.Deciding;
using Proviso.Web.Features.Shared;

namespace Proviso.Web.Features.Requests.DecideRequest;

/// <summary>An outcome on a page, in the words of a care worker.</summary>
internal static class OutcomeParts
{
    /// <summary>One piece: the verdict, why, what must be done, and what would change it.
    /// </summary>
    internal static Content Card(DecidedPiece piece, Request request, Law law)
    {
        var outcome = piece.Outcome;
        var whom = outcome.Adviser is { } adviser ? $": {adviser.Text}" : "";
        return Nhs.Card(new CardOptions
        {
            Heading = new HeadingOptions { Content = piece.Item.What, Size = TextSize.M },
            Variant = CardVariant.Feature,
            Content = Content.Join(
                Html($"<p>{Say.Tag(outcome.Verdict.Name())}</p>"),
                Html($"<p class=\"nhsuk-u-font-weight-bold\">{outcome.Verdict.Words()}{whom}.</p>"),
                Section("Why", Reasons(outcome)),
                Section(
                    outcome.Verdict <= Verdict.ShareAnonymised ? "Before you share" : "First",
                    Phase(outcome, DutyPhase.Before)),
                Section("Keep to these limits", Phase(outcome, DutyPhase.Limit)),
                Section("Afterwards", Phase(outcome, DutyPhase.After)),
                Section("What to do next", Next(outcome)),
                Nhs.Details(new DetailsOptions
                {
                    Summary = $"What would change this ({piece.Item.What})",
                    Content = List(Explainer.Nearest(law, piece.Filled.Facts, outcome.Verdict)
                        .Select(n => $"{n.Verdict.Words()}, if: " + string.Join(
                            "; ", n.Changes.Concat(n.Also).Select(f => f.Statement)))),
                }),
                Nhs.Details(new DetailsOptions
                {
                    Summary = $"The law behind it ({piece.Item.What})",
                    Content = Law(outcome),
                })),
        });
    }

    private static IEnumerable<string> Reasons(Outcome outcome) => outcome.ByDefault
        ? ["No rule permits sharing this, so it stays confidential."]
        : outcome.Deciding.Select(d => d.Rule.Because)
            .Concat(outcome.Either.Select(r => r.Because)).Distinct();

    private static IEnumerable<string> Phase(Outcome outcome, DutyPhase phase) =>
        outcome.Duties.Where(d => d.Phase == phase)
            .Select(d => $"{d.Say} ({d.By.Text.TrimEnd('.')}; {d.Within.Text})");

    private static IEnumerable<string> Next(Outcome outcome)
    {
        var next = outcome.Deciding.Select(d => d.Rule).Concat(outcome.Either)
            .Select(r => r.Next).Where(n => n.Length > 0).Distinct();
        return outcome.ByDefault
            ? next.Append(
                "Ask the person, or somebody whom this rule book names, before you share.")
            : next;
    }

    private static Content Law(Outcome outcome) => Content.Join(
        List(outcome.Deciding.Select(d =>
            $"{d.Rule.Title}: " + string.Join("; ", d.Rule.Cites.Select(c => c.ToString()
                + (c.Source.VerifiedOn is null ? " (not yet verified at the source)" : ""))))),
        Section("Lawful basis", outcome.Bases.Select(b => string.Join("; ",
            ((string[])[b.Title, b.CommonLaw, b.Article6, b.Article9, b.Schedule])
                .Where(s => s.Length > 0).Select(s => s.TrimEnd('.'))))),
        Section("Gave way", outcome.Overridden.Select(o =>
            $"{o.Rule.Title} gives way to: {o.By.Title}")),
        Section("Presumed by law because it is not known",
            outcome.Presumed.Select(f => f.Statement)),
        Html($"<p class=\"nhsuk-body-s\">{outcome.BookVersion}</p>"));

    private static Content? Section(string heading, IEnumerable<string> lines)
    {
        var all = lines.ToList();
        return all.Count == 0
            ? null
            : Content.Join(Html($"<h3 class=\"nhsuk-heading-s\">{heading}</h3>"), List(all));
    }

    private static Content List(IEnumerable<string> lines)
    {
        var list = new HtmlContentBuilder()
            .AppendHtml("<ul class=\"nhsuk-list nhsuk-list--bullet\">");
        foreach (var line in lines)
            list.AppendHtml("<li>").Append(line).AppendHtml("</li>");
        return Content.Html(list.AppendHtml("</ul>"));
    }

    private static Content Html(FormattableString markup) =>
        Content.Html(new HtmlFormattableString(markup.Format, markup.GetArguments()!));
}
