using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Proviso.Ledger;
using Proviso.Register;
using Proviso.Web.Hosting;

namespace Proviso.Web.Api;

/// <summary><c>GET /health/ready</c>: whether requests can be served: the store answers, and what
/// is recorded gets into the ledger's tree.</summary>
internal sealed class CheckReady(
    RegisterStore store, IEnumerable<IHostedService> services, TimeProvider time)
{
    // The sequencer takes a turn five times a second; one that is this late is stuck.
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(10);
    private readonly Lock gate = new();
    private ulong held;
    private long movedAt = time.GetTimestamp();

    internal static async Task HandleAsync(HttpContext http, CheckReady ready)
    {
        var why = await ready.WhyNotAsync(http.RequestAborted);
        http.Response.StatusCode = why is null ? 200 : StatusCodes.Status503ServiceUnavailable;
        http.Response.ContentType = "text/plain; charset=utf-8";
        await http.Response.WriteAsync(why ?? "ready", http.RequestAborted);
    }

    private async Task<string?> WhyNotAsync(CancellationToken cancellation)
    {
        try
        {
            await using var source = await store.Ledger.ReadAsync(cancellation);
            if (services.OfType<Sequencing>().All(s => s.ExecuteTask is not { IsCompleted: false }))
                return "sequencer-stopped";
            lock (gate)
            {
                if (source.Pending == 0 || source.Held != held)
                    (held, movedAt) = (source.Held, time.GetTimestamp());
                return time.GetElapsedTime(movedAt) > Late ? "sequencer-stuck" : null;
            }
        }
        catch (LedgerException e)
        {
            return e.Fault.Code;
        }
    }
}
