using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;

namespace Proviso.Web.Hosting.Accounts;

/// <summary>Remembers, for five minutes, whose password was right and whose code is awaited.
/// </summary>
internal static class SecondStep
{
    private const string Scheme = "Identity.TwoFactorUserId";
    private const string Claim = "account";

    internal static Task BeginAsync(HttpContext http, StaffAccount user) =>
        http.SignInAsync(Scheme, new ClaimsPrincipal(new ClaimsIdentity(
            [new Claim(Claim, user.Id)], Scheme)));

    internal static async Task<StaffAccount?> UserAsync(
        HttpContext http, UserManager<StaffAccount> users) =>
        (await http.AuthenticateAsync(Scheme)).Principal?.FindFirstValue(Claim) is { } id
            ? await users.FindByIdAsync(id)
            : null;

    internal static Task EndAsync(HttpContext http) => http.SignOutAsync(Scheme);
}
