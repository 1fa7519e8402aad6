using System.Globalization;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.DependencyInjection;
using Proviso.DesignSystem;
using Proviso.Register.Organisation;
using Proviso.Web.Hosting;

namespace Proviso.Web.Features.Shared;

/// <summary>What surrounds every page.</summary>
internal static class PageParts
{
    internal static string Nonce(HttpContext context) => SecurityHeaders.NonceOf(context);

    internal static HeaderOptions Header(
        WebSettings settings, OrganisationProfile? profile, SignedIn? staff,
        HttpContext context) => new()
        {
            ServiceName = settings.ServiceName,
            ServiceHref = "/",
            Organisation = profile is null ? null : new OrganisationName(profile.Name),
            Account = staff is null
                ? null
                :
                [
                    new AccountItem(staff.Staff.Name) { Icon = true, Href = "/account" },
                    new AccountItem("Sign out") { Action = "/sign-out", Fields = Token(context) },
                ],
            Navigation = staff is null
                ? null
                : new HeaderNavigation
                {
                    Items =
                    [
                        Item(context, "/", "Home"), Item(context, "/ask", "Ask to share"),
                        Item(context, "/people", "People"), Item(context, "/log", "Log"),
                        Item(context, "/rules", "The rules"),
                    ],
                },
        };

    /// <summary>The hidden field without which no form is accepted.</summary>
    internal static Content Token(HttpContext context)
    {
        var tokens = context.RequestServices.GetRequiredService<IAntiforgery>()
            .GetAndStoreTokens(context);
        var field = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
        field.Attributes["type"] = "hidden";
        field.Attributes["name"] = tokens.FormFieldName;
        field.Attributes["value"] = tokens.RequestToken;
        return Content.Html(field);
    }

    /// <summary>Clears the screen of whoever is away: by a script that sees when they come back
    /// in time, and without scripts by the clock alone.</summary>
    internal static Content Lock(WebSettings settings, HttpContext context)
    {
        var back = HttpMethods.IsGet(context.Request.Method)
            ? context.Request.Path + context.Request.QueryString
            : "/";
        var to = "/locked?to=" + Uri.EscapeDataString(back);
        var idle = settings.IdleLock.TotalSeconds.ToString("0", CultureInfo.InvariantCulture);
        return Content.Html(new HtmlFormattableString(
            "<script id=\"lock\" src=\"/lock.js\" type=\"module\" nonce=\"{0}\" "
            + "data-idle=\"{1}\" data-to=\"{2}\"></script><noscript><meta "
            + "http-equiv=\"refresh\" content=\"{1};url={2}\"></noscript>",
            Nonce(context), idle, to));
    }

    /// <summary>A link back, in a landmark of its own.</summary>
    internal static Content Back(string href, string words) =>
        Content.Html(new HtmlFormattableString(
            "<nav aria-label=\"Back\">{0}</nav>",
            Nhs.BackLink(new BackLinkOptions { Href = href, Content = words })));

    internal static FooterOptions Footer(bool hasGuardian) => new()
    {
        Meta =
        [
            new LinkItem("The rules", "/rules"),
            new LinkItem("Whom to ask", "/whom-to-ask"),
        ],
        Copyright = hasGuardian ? null : "There is no Caldicott Guardian at present.",
    };

    private static NavigationItem Item(HttpContext context, string href, string text) =>
        new(text, href)
        {
            Current = href == "/"
                ? context.Request.Path == "/"
                : context.Request.Path.StartsWithSegments(href, StringComparison.Ordinal),
        };
}
