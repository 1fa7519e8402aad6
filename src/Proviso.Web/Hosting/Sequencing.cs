using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Proviso.Ledger;
using Proviso.Ledger.Storage;
using Proviso.Register;

namespace Proviso.Web.Hosting;

/// <summary>Brings ledger entries into the tree while the service runs. Every server runs one.
/// </summary>
internal sealed partial class Sequencing(
    RegisterStore store, WebSettings settings, TimeProvider time, ILogger<Sequencing> log)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var signer = store.KeyFolder.Signer;
        return new LedgerSequencer(store.Ledger, signer).RunAsync(
            Pause, time,
            settings.CheckpointFile is { } file
                ? _ => CheckpointFile.PublishAsync(
                    store.Ledger, signer.PublicKey, file, stoppingToken)
                : null,
            fault => Faulty(fault.Code), stoppingToken);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The ledger cannot go on: {Code}")]
    private partial void Faulty(string code);
}
