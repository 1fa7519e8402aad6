// Measurements that compare two loads in one run have a word of their own; the rest is
// BenchmarkDotNet's.
if (args is ["ledger-append", ..])
    await Proviso.Bench.Ledger.AppendBench.RunAsync(args[1..]);
else if (args is ["ledger-verify", ..])
    await Proviso.Bench.Ledger.VerifyBench.RunAsync(args[1..]);
else
    BenchmarkDotNet.Running.BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
