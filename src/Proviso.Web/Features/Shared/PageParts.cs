using System.Globalization;
using Microsoft.AspNetCore.Antiforgery;
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

    /// <summary>Clears the screen of whoever is away, without a script.</summary>
    internal static Content Lock(WebSettings settings, HttpContext context)
    {
        var back = HttpMethods.IsGet(context.Request.Method)
            ? context.Request.Path + context.Request.QueryString
            : "/";
        var refresh = new TagBuilder("meta") { TagRenderMode = TagRenderMode.SelfClosing };
        refresh.Attributes["http-equiv"] = "refresh";
        refresh.Attributes["content"] = string.Create(CultureInfo.InvariantCulture,
            $"{settings.IdleLock.TotalSeconds:0};url=/locked?to={Uri.EscapeDataString(back)}");
        return Content.Html(refresh);
    }

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
