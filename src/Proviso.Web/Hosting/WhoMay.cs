using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.Mvc.Filters;
using Proviso.Register.Organisation;

namespace Proviso.Web.Hosting;

/// <summary>Says on every page which roles may use it. Without a role it is every member of
/// staff who is signed in.</summary>
/// <param name="roles">The roles, any of which is enough.</param>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class StaffOnlyAttribute(params Role[] roles) : Attribute
{
    /// <summary>The roles.</summary>
    public IReadOnlyList<Role> Roles => roles;
}

/// <summary>Says that a page is for everybody, and why it can be.</summary>
/// <param name="why">Why.</param>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class ForEverybodyAttribute(string why) : Attribute
{
    /// <summary>Why.</summary>
    public string Why => why;
}

/// <summary>Holds every page to what it says about who may use it.</summary>
internal static class WhoMay
{
    /// <summary>Puts the check in front of a page.</summary>
    /// <exception cref="InvalidOperationException">The page does not say who may use it.
    /// </exception>
    internal static void Apply(PageApplicationModel page)
    {
        var says = page.HandlerTypeAttributes;
        if (says.OfType<ForEverybodyAttribute>().Any())
            return;
        var staff = says.OfType<StaffOnlyAttribute>().SingleOrDefault()
            ?? throw new InvalidOperationException(
                $"{page.RelativePath} does not say who may use it");
        page.Filters.Add(new Check(staff.Roles));
    }

    private sealed class Check(IReadOnlyList<Role> roles) : IAsyncAuthorizationFilter
    {
        public async Task OnAuthorizationAsync(AuthorizationFilterContext context)
        {
            var http = context.HttpContext;
            if (await SignedIn.OfAsync(http) is not { } staff)
                context.Result = new ChallengeResult();
            else if (roles.Count > 0 && !roles.Any(staff.Roles.Contains))
                context.Result = new ForbidResult();
        }
    }
}
