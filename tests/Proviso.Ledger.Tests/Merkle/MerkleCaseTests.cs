using System.Text.Json;
using Proviso.Ledger.Merkle;
using TestKit;
using Xunit.Abstractions;

namespace Proviso.Ledger.Tests.Merkle;

/// <summary>The cases of transparency-dev/merkle, one file for each named corruption.</summary>
public sealed class MerkleCaseTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("inclusion", 98)]
    [InlineData("consistency", 98)]
    [InlineData("subtreeinclusion", 204)]
    [InlineData("subtreeconsistency", 118)]
    public void Verify_EveryCaseOfTheKind_IsDecidedAsItAsks(string kind, int count)
    {
        if (Repository.Shared is null)
        {
            output.WriteLine("Passed without looking: the shared data is not here.");
            return;
        }

        var folder = Path.Combine(Repository.Shared, "data", "merkle", "testdata", kind);
        var files = Directory.GetFiles(folder, "*.json", SearchOption.AllDirectories);
        var wrong = new List<string>();
        foreach (var file in files)
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(file));
            var refused = Verify(kind, json.RootElement) != ProofVerdict.Valid;
            if (refused != json.RootElement.GetProperty("wantErr").GetBoolean())
                wrong.Add(Path.GetRelativePath(folder, file));
        }

        Assert.Empty(wrong);
        Assert.Equal(count, files.Length);
        output.WriteLine($"{kind}: {files.Length} cases agree.");
    }

    private static ProofVerdict? Verify(string kind, JsonElement json)
    {
        var hashes = json.GetProperty("proof") is { ValueKind: JsonValueKind.Array } list
            ? list.EnumerateArray().Select(Hash).ToList()
            : [];
        if (hashes.Contains(null))
            return null;
        var proof = hashes.Select(hash => hash!.Value).ToArray();
        return kind.EndsWith("inclusion", StringComparison.Ordinal)
            ? VerifyInclusion(json, proof)
            : VerifyConsistency(kind, json, proof);
    }

    private static ProofVerdict? VerifyInclusion(JsonElement json, TreeHash[] proof)
    {
        // What is not a hash is refused where it is read: null stands for that.
        if (Hash(json, "leafHash") is not { } leaf || Hash(json, "root") is not { } root)
            return null;
        return json.TryGetProperty("treeSize", out var size)
            ? TreeProof.VerifyInclusion(
                leaf, Number(json, "leafIdx"), size.GetUInt64(), proof, root)
            : TreeProof.VerifyInclusionInSubtree(
                leaf, Number(json, "leafIdx"), Number(json, "start"), Number(json, "end"),
                proof, root);
    }

    private static ProofVerdict? VerifyConsistency(string kind, JsonElement json, TreeHash[] proof)
    {
        if (Hash(json, "root1") is not { } old)
            return null;
        var root = Hash(json, "root2");
        if (kind == "consistency")
        {
            return root is { } newer
                ? TreeProof.VerifyConsistency(
                    Number(json, "size1"), Number(json, "size2"), proof, old, newer)
                : null;
        }

        // For an empty part the tree's root is not looked at, and one case has none.
        if (root is null && Number(json, "start") != Number(json, "end"))
            return null;
        return TreeProof.VerifySubtreeConsistency(
            Number(json, "start"), Number(json, "end"), Number(json, "size"), proof,
            old, root ?? default);
    }

    private static ulong Number(JsonElement json, string name) =>
        json.GetProperty(name).GetUInt64();

    private static TreeHash? Hash(JsonElement json, string name) =>
        Hash(json.GetProperty(name));

    private static TreeHash? Hash(JsonElement value) =>
        TreeHash.TryParse(value.GetString(), out var hash) ? hash : null;
}
