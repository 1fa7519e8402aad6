using BenchmarkDotNet.Running;
using Proviso.Bench.Ledger;
using Proviso.Bench.Rulebook;

// Measurements that compare two loads in one run have a word of their own; the rest is
// BenchmarkDotNet's.
if (args is ["rulebook-peers", var folder])
    PeerFiles.Write(folder);
else if (args is ["ledger-append", ..])
    await AppendBench.RunAsync(args[1..]);
else if (args is ["ledger-verify", ..])
    await VerifyBench.RunAsync(args[1..]);
else
    BenchmarkSwitcher.FromAssembly(typeof(PeerFiles).Assembly).Run(args);
