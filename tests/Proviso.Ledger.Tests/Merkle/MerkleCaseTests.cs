using System.Security.Cryptography;
using System.Text;
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

    private static ProofVerdict Verify(string kind, JsonElement json)
    {
        var proof = json.GetProperty("proof") is { ValueKind: JsonValueKind.Array } list
            ? list.EnumerateArray().Select(Hash).ToArray()
            : [];
        // A leaf that is not a hash cannot be handed over at all: reading it is refused.
        if (json.TryGetProperty("leafHash", out var leaf)
            && !TreeHash.TryParse(leaf.GetString(), out _))
        {
            return ProofVerdict.WrongLength;
        }

        return kind switch
        {
            "inclusion" => TreeProof.VerifyInclusion(
                Hash(leaf), Number(json, "leafIdx"),
                Number(json, "treeSize"), proof, Hash(json.GetProperty("root"))),
            "subtreeinclusion" => TreeProof.VerifyInclusionInSubtree(
                Hash(leaf), Number(json, "leafIdx"),
                Number(json, "start"), Number(json, "end"), proof,
                Hash(json.GetProperty("root"))),
            "consistency" => TreeProof.VerifyConsistency(
                Number(json, "size1"), Number(json, "size2"), proof,
                Hash(json.GetProperty("root1")), Hash(json.GetProperty("root2"))),
            _ => TreeProof.VerifySubtreeConsistency(
                Number(json, "start"), Number(json, "end"), Number(json, "size"), proof,
                Hash(json.GetProperty("root1")), Hash(json.GetProperty("root2"))),
        };
    }

    private static ulong Number(JsonElement json, string name) =>
        json.GetProperty(name).GetUInt64();

    /// <summary>A hash. Some cases have another text as a root, such as "don't care": our type
    /// cannot hold it, so a hash of it stands for it, equal only where the texts are
    /// equal.</summary>
    private static TreeHash Hash(JsonElement value) =>
        TreeHash.TryParse(value.GetString(), out var hash)
            ? hash
            : new TreeHash(SHA256.HashData(
                Encoding.UTF8.GetBytes("not a hash: " + value.GetString())));
}
