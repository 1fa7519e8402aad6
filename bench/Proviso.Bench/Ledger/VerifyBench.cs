using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Proviso.Ledger;
using Proviso.Ledger.Merkle;
using Proviso.Ledger.Notes;
using Proviso.Ledger.Storage;
using Proviso.Ledger.Verification;

namespace Proviso.Bench.Ledger;

/// <summary>
/// Verification of a whole ledger, against plain SHA-256 over the same bytes in the same run: once
/// over each entry by itself, and once over all of them as one stream. The tree needs a hash for
/// every entry and one more for every entry again, for the nodes.
/// </summary>
internal static class VerifyBench
{
    private const int Rounds = 5;

    public static async Task RunAsync(string[] words)
    {
        var count = words.Length > 0
            ? int.Parse(words[0], CultureInfo.InvariantCulture)
            : 1_000_000;
        using var signer = LedgerSigner.Create("bench.example/ledger");
        var entries = new ReadOnlyMemory<byte>[count];
        for (var i = 0; i < count; i++)
            entries[i] = Entries.Make(i).Bytes;
        var memory = MemorySource.Create(entries, signer);
        var bytes = entries.Sum(entry => (long)entry.Length);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{count:N0} entries, {bytes:N0} bytes; {Environment.ProcessorCount} processors"));

        var (each, stream) = (new List<double>(), new List<double>());
        for (var round = 0; round <= Rounds; round++)
        {
            var oneByOne = Time(() => HashEach(entries));
            var asStream = Time(() => HashStream(entries));
            var start = Stopwatch.GetTimestamp();
            var report = await LedgerVerifier.VerifyAsync(memory, signer.PublicKey);
            var verify = Stopwatch.GetElapsedTime(start).TotalSeconds;
            if (!report.IsValid || report.Entries != (ulong)count)
                throw new InvalidOperationException("The ledger of the benchmark is not valid.");
            if (round == 0)
                continue;
            each.Add(verify / oneByOne);
            stream.Add(verify / asStream);
        }

        Print("to SHA-256 over each entry", each);
        Print("to SHA-256 over one stream", stream);
    }

    private static void Print(string what, List<double> ratios)
    {
        ratios.Sort();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"verification {what}: ratio {ratios[Rounds / 2]:0.00} "
            + $"({ratios[0]:0.00} to {ratios[^1]:0.00})"));
    }

    private static double Time(Action work)
    {
        var start = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static void HashEach(ReadOnlyMemory<byte>[] entries)
    {
        Span<byte> hash = stackalloc byte[TreeHash.Size];
        foreach (var entry in entries)
            SHA256.HashData(entry.Span, hash);
    }

    private static void HashStream(ReadOnlyMemory<byte>[] entries)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var block = new byte[1 << 20];
        var used = 0;
        foreach (var entry in entries)
        {
            if (used + entry.Length > block.Length)
            {
                hash.AppendData(block, 0, used);
                used = 0;
            }

            entry.Span.CopyTo(block.AsSpan(used));
            used += entry.Length;
        }

        hash.AppendData(block, 0, used);
        hash.GetHashAndReset();
    }

    /// <summary>A ledger in memory, so that the disk does not count.</summary>
    private sealed class MemorySource : ILedgerSource
    {
        private readonly ReadOnlyMemory<byte>[] entries;
        private readonly Dictionary<(int, ulong), byte[]> tiles = [];

        private MemorySource(ReadOnlyMemory<byte>[] entries, string note)
        {
            this.entries = entries;
            CheckpointNote = note;
        }

        public string? CheckpointNote { get; }

        public ulong Held => (ulong)entries.Length;

        public ulong Pending => 0;

        public static MemorySource Create(
            ReadOnlyMemory<byte>[] entries, LedgerSigner signer)
        {
            var level = entries.Select(entry => TreeHashing.Leaf(entry.Span)).ToArray();
            var checkpoint = new Checkpoint(
                signer.PublicKey.Name, (ulong)entries.Length, TreeHashing.Root(level));
            var source = new MemorySource(entries, signer.Sign(checkpoint.ToText()));
            for (var height = 0; level.Length > 0; height++)
            {
                var chunks = level.Chunk(TileAddress.FullWidth).ToList();
                for (var i = 0; i < chunks.Count; i++)
                {
                    source.tiles[(height, (ulong)i)] =
                        [.. chunks[i].SelectMany(hash => hash.ToArray())];
                }

                level = [.. chunks.Where(chunk => chunk.Length == TileAddress.FullWidth)
                    .Select(chunk => TreeHashing.Root(chunk))];
            }

            return source;
        }

        public Task<byte[]?> ReadTileAsync(TileAddress address) =>
            Task.FromResult<byte[]?>(tiles[(address.Level, address.Index)]);

        public Task<IReadOnlyList<ReadOnlyMemory<byte>?>> ReadEntriesAsync(ulong start, int count)
        {
            var bundle = new ReadOnlyMemory<byte>?[count];
            for (var i = 0; i < count; i++)
                bundle[i] = entries[(int)start + i];
            return Task.FromResult<IReadOnlyList<ReadOnlyMemory<byte>?>>(bundle);
        }

        public Task<IReadOnlyList<ulong>> FindAsync(Guid subject) =>
            Task.FromResult<IReadOnlyList<ulong>>([]);

        public Task<IReadOnlyList<LedgerFault>> InspectAsync() =>
            Task.FromResult<IReadOnlyList<LedgerFault>>([]);
    }
}
