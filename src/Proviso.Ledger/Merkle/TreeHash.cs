using System.Runtime.InteropServices;

namespace Proviso.Ledger.Merkle;

/// <summary>A SHA-256 hash: a leaf, a node or a root of the tree. Exactly 32 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
public readonly struct TreeHash : IEquatable<TreeHash>
{
    /// <summary>The length of a hash in bytes.</summary>
    public const int Size = 32;

    private readonly ulong first;
    private readonly ulong second;
    private readonly ulong third;
    private readonly ulong fourth;

    /// <summary>Takes over 32 bytes.</summary>
    /// <param name="bytes">The hash.</param>
    /// <exception cref="ArgumentException">There are not exactly 32 bytes.</exception>
    public TreeHash(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Size)
            throw new ArgumentException($"A hash has {Size} bytes, not {bytes.Length}.");
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        (first, second, third, fourth) = (words[0], words[1], words[2], words[3]);
    }

    /// <summary>Reads a hash from standard base64 (RFC 4648 section 4).</summary>
    /// <param name="base64">44 characters.</param>
    /// <param name="hash">The hash, when there is one.</param>
    /// <returns>Whether the text is the one way of writing a 32-byte hash.</returns>
    public static bool TryParse(string? base64, out TreeHash hash)
    {
        Span<byte> bytes = stackalloc byte[Size];
        hash = default;
        if (base64 is not { Length: 44 }
            || !Convert.TryFromBase64String(base64, bytes, out var written)
            || written != Size)
        {
            return false;
        }

        hash = new TreeHash(bytes);
        // Base64 leaves two spare bits at the end; only one spelling of a hash is accepted.
        return hash.ToString() == base64;
    }

    /// <summary>Writes the 32 bytes.</summary>
    /// <param name="destination">Room for at least 32 bytes.</param>
    public void CopyTo(Span<byte> destination) =>
        MemoryMarshal.Write(destination, this);

    /// <summary>The 32 bytes.</summary>
    public byte[] ToArray()
    {
        var bytes = new byte[Size];
        CopyTo(bytes);
        return bytes;
    }

    /// <summary>Standard base64.</summary>
    public override string ToString() => Convert.ToBase64String(ToArray());

    /// <inheritdoc/>
    public bool Equals(TreeHash other) =>
        first == other.first && second == other.second
        && third == other.third && fourth == other.fourth;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is TreeHash other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => first.GetHashCode();

    /// <summary>Whether two hashes are the same.</summary>
    public static bool operator ==(TreeHash left, TreeHash right) => left.Equals(right);

    /// <summary>Whether two hashes differ.</summary>
    public static bool operator !=(TreeHash left, TreeHash right) => !left.Equals(right);
}
