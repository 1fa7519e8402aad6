using Microsoft.AspNetCore.Http;
using Proviso.Register;

namespace Proviso.Web.Api.V1;

/// <summary><c>GET /api/v1/ledger/checkpoint</c>: the newest signed checkpoint of the ledger.
/// </summary>
internal static class ReadCheckpoint
{
    internal static async Task HandleAsync(HttpContext http, RegisterStore store)
    {
        await using var source = await store.Ledger.ReadAsync(http.RequestAborted);
        var note = source.CheckpointNote ?? throw ApiProblem.NotFound("checkpoint");
        http.Response.ContentType = "text/plain; charset=utf-8";
        await http.Response.WriteAsync(note, http.RequestAborted);
    }
}
