using BenchmarkDotNet.Running;
using Proviso.Bench.Rulebook;

if (args is ["rulebook-peers", var folder])
    PeerFiles.Write(folder);
else
    BenchmarkSwitcher.FromAssembly(typeof(PeerFiles).Assembly).Run(args);
