using FsCheck;
using FsCheck.Fluent;
using Proviso.Ledger.Merkle;

namespace Proviso.Ledger.Tests.Merkle;

public sealed class TreeProverTests
{
    [Fact]
    public void Root_OfKnownLeaves_IsThatOfTheReferenceLog()
    {
        // The eight leaves that the RFC 6962 reference implementations share.
        string[] leaves =
        [
            "", "00", "10", "2021", "3031", "40414243", "5051525354555657",
            "606162636465666768696a6b6c6d6e6f",
        ];
        var hashes = leaves.Select(l => TreeHashing.Leaf(Convert.FromHexString(l))).ToArray();

        Assert.Equal(
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            Convert.ToHexStringLower(hashes[0].ToArray()));
        Assert.Equal(
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
            Convert.ToHexStringLower(TreeHashing.Root(hashes).ToArray()));
    }

    [Fact]
    public async Task Inclusion_EveryLeafOfEveryTreeUpTo70_Verifies()
    {
        for (var size = 1; size <= 70; size++)
        {
            var tree = new MemoryTree(size);
            for (var index = 0UL; index < (ulong)size; index++)
            {
                var proof = (await tree.Prover().InclusionAsync(index)).ToArray();
                Assert.Equal(ProofVerdict.Valid, TreeProof.VerifyInclusion(
                    tree.Leaves[index], index, (ulong)size, proof, tree.Root()));
            }
        }
    }

    [Fact]
    public async Task Consistency_EveryPairOfTreesUpTo70_Verifies()
    {
        for (var size = 1; size <= 70; size++)
        {
            var tree = new MemoryTree(size);
            for (var old = 1; old <= size; old++)
            {
                var proof = (await tree.Prover().ConsistencyAsync((ulong)old)).ToArray();
                Assert.Equal(ProofVerdict.Valid, TreeProof.VerifyConsistency(
                    (ulong)old, (ulong)size, proof, tree.Root(old), tree.Root()));
            }
        }
    }

    [Fact]
    public void Proofs_OverManyTiles_VerifyAndAnyChangeIsRefused() =>
        Prop.ForAll(
            Gen.Choose(1, 70_000).Two().ToArbitrary(),
            pair => CheckAsync(Math.Max(pair.Item1, pair.Item2), Math.Min(pair.Item1, pair.Item2))
                .GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(12));

    private static async Task CheckAsync(int size, int old)
    {
        var tree = new MemoryTree(size);
        var (root, oldRoot) = (tree.Root(), tree.Root(old));
        var index = (ulong)old - 1;
        var inclusion = (await tree.Prover().InclusionAsync(index)).ToArray();
        var consistency = (await tree.Prover().ConsistencyAsync((ulong)old)).ToArray();

        Assert.Equal(root, await tree.Prover().RootAsync());
        Assert.Equal(ProofVerdict.Valid, Inclusion(inclusion));
        Assert.Equal(ProofVerdict.Valid, Consistency(consistency));
        for (var i = 0; i < inclusion.Length; i++)
            Assert.NotEqual(ProofVerdict.Valid, Inclusion(Changed(inclusion, i)));
        for (var i = 0; i < consistency.Length; i++)
            Assert.NotEqual(ProofVerdict.Valid, Consistency(Changed(consistency, i)));
        Assert.NotEqual(ProofVerdict.Valid, Inclusion([.. inclusion, root]));

        ProofVerdict Inclusion(TreeHash[] proof) => TreeProof.VerifyInclusion(
            tree.Leaves[index], index, (ulong)size, proof, root);
        ProofVerdict Consistency(TreeHash[] proof) => TreeProof.VerifyConsistency(
            (ulong)old, (ulong)size, proof, oldRoot, root);
    }

    private static TreeHash[] Changed(TreeHash[] proof, int at)
    {
        var bytes = proof[at].ToArray();
        bytes[at % bytes.Length] ^= 1;
        return [.. proof[..at], new TreeHash(bytes), .. proof[(at + 1)..]];
    }

    /// <summary>A tree in memory whose tiles are cut straight from the definition.</summary>
    private sealed class MemoryTree
    {
        private readonly List<TreeHash[]> levels = [];

        public MemoryTree(int size)
        {
            levels.Add([.. Enumerable.Range(0, size)
                .Select(i => TreeHashing.Leaf(BitConverter.GetBytes(i)))]);
            while (levels[^1].Length >= TileAddress.FullWidth)
            {
                levels.Add([.. levels[^1].Chunk(TileAddress.FullWidth)
                    .Where(tile => tile.Length == TileAddress.FullWidth)
                    .Select(tile => TreeHashing.Root(tile))]);
            }
        }

        public TreeHash[] Leaves => levels[0];

        public TreeHash Root(int? size = null) =>
            TreeHashing.Root(Leaves.AsSpan(0, size ?? Leaves.Length));

        public TreeProver Prover() => new((ulong)Leaves.Length, address =>
            Task.FromResult<byte[]?>([.. levels[address.Level]
                .Skip((int)address.Index * TileAddress.FullWidth).Take(address.Width)
                .SelectMany(hash => hash.ToArray())]));
    }
}
