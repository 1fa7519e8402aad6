using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Proviso.Register.Access;
using Proviso.Web.Hosting.Accounts;
using Proviso.Web.Tests.Api;

namespace Proviso.Web.Tests.Accounts;

public class SecondStepTests
{
    [Fact]
    public async Task Providers_OfAnAccountWithAnApp_AreTheAppAlone()
    {
        await using var server = await ApiServer.StartAsync();
        await using var scope = server.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<StaffAccount>>();
        var user = new StaffAccount(new Account { Staff = server.Ana, Email = "a@test.example" });
        Assert.True((await users.CreateAsync(user, "lantern otter gravel")).Succeeded);
        await users.ResetAuthenticatorKeyAsync(user);
        await users.SetTwoFactorEnabledAsync(user, true);

        Assert.Equal(
            [TokenOptions.DefaultAuthenticatorProvider],
            await users.GetValidTwoFactorProvidersAsync(user));
        Assert.False(await users.VerifyTwoFactorTokenAsync(
            user, TokenOptions.DefaultAuthenticatorProvider, "000000x"));
    }

    [Theory]
    [InlineData("Password2026")]
    [InlineData("short one")]
    [InlineData("aaaaaaaaaaaaaa")]
    public async Task Create_WithAPasswordThatIsGuessedFirst_IsRefused(string password)
    {
        await using var server = await ApiServer.StartAsync();
        await using var scope = server.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<StaffAccount>>();
        var user = new StaffAccount(new Account { Staff = server.Ana, Email = "b@test.example" });

        Assert.False((await users.CreateAsync(user, password)).Succeeded);
        Assert.Null(await users.FindByNameAsync("b@test.example"));
    }
}
