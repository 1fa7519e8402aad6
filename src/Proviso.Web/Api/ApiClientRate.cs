using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;

namespace Proviso.Web.Api;

/// <summary>Holds each client to the requests a second that it was given, and twice as many in one
/// burst.</summary>
internal sealed class ApiClientRate : IRateLimiterPolicy<(Guid Client, int PerSecond)>
{
    /// <inheritdoc/>
    public Func<OnRejectedContext, CancellationToken, ValueTask>? OnRejected { get; } =
        (context, _) => new ValueTask(TooManyAsync(context.HttpContext));

    /// <inheritdoc/>
    public RateLimitPartition<(Guid Client, int PerSecond)> GetPartition(HttpContext httpContext)
    {
        var client = ApiClientAuthentication.CallerOf(httpContext);
        return RateLimitPartition.GetTokenBucketLimiter(
            (client.Id, client.Value.PerSecond), key => new TokenBucketRateLimiterOptions
            {
                TokenLimit = key.PerSecond * 2,
                TokensPerPeriod = key.PerSecond,
                ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            });
    }

    private static Task TooManyAsync(HttpContext http)
    {
        http.Response.Headers.RetryAfter = "1";
        return new ApiProblem(
            StatusCodes.Status429TooManyRequests, "too-many-requests",
            "This client sends more requests than it was given. Wait a second.").WriteAsync(http);
    }
}
