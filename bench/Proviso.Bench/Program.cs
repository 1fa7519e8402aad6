using BenchmarkDotNet.Running;
using Proviso.Bench.Ledger;
using Proviso.Bench.Rulebook;
using Proviso.Bench.Text;

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
    case ["text", ..]:
        TextBench.Run(args[1..]);
        break;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(PeerFiles).Assembly).Run(args);
        break;
}
