using Microsoft.AspNetCore.Http;
using Proviso.Ledger;
using Proviso.Register;

namespace Proviso.Web.Api.V1;

/// <summary><c>GET /api/v1/decisions/{id}/receipt</c>: proof that a decision was recorded, for
/// <c>proviso ledger verify-receipt</c> or any program that knows the format.</summary>
internal static class ReadReceipt
{
    internal static async Task HandleAsync(
        HttpContext http, Guid id, ActingStaff acting, RegisterStore store)
    {
        await ReadDecision.OpenAsync(http, id, acting, store);
        await using var source = await store.Ledger.ReadAsync(http.RequestAborted);
        if (await source.FindAsync(id) is not [var place, ..])
        {
            http.Response.Headers.RetryAfter = "1";
            throw new ApiProblem(
                StatusCodes.Status503ServiceUnavailable, "receipt-not-yet",
                "The decision is recorded and not in the tree yet. Try again in a second.");
        }

        var receipt = await Receipt.CreateAsync(
            source, store.KeyFolder.Signer.PublicKey, place);
        http.Response.ContentType = "text/plain; charset=utf-8";
        await http.Response.WriteAsync(receipt.ToText(), http.RequestAborted);
    }
}
