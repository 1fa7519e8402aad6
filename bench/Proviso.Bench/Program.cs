using BenchmarkDotNet.Running;
using Proviso.Bench.Ledger;
using Proviso.Bench.Register;
using Proviso.Bench.Rulebook;
using Proviso.Bench.Tables;
using Proviso.Bench.Text;
using Proviso.Bench.Web;

// Measurements that compare two loads in one run have a word of their own; the rest is
// BenchmarkDotNet's.
switch (args)
{
    case ["rulebook-peers", var folder]:
        PeerFiles.Write(folder);
        break;
    case ["ledger-append", ..]:
        await AppendBench.RunAsync(args[1..]);
        break;
    case ["ledger-verify", ..]:
        await VerifyBench.RunAsync(args[1..]);
        break;
    case ["tables-search", ..]:
        SearchBench.Run(args[1..]);
        break;
    case ["register-fill", ..]:
        await FillBench.RunAsync(args[1..]);
        break;
    case ["register-look-up", ..]:
        await LookUpBench.RunAsync(args[1..]);
        break;
    case ["authzen-servers"]:
        await AuthZenServers.RunAsync();
        break;
    case ["text", ..]:
        TextBench.Run(args[1..]);
        break;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(PeerFiles).Assembly).Run(args);
        break;
}
