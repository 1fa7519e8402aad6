namespace Proviso.Register.Storage;

/// <summary>A version of a record. What it says is in <see cref="Box"/> only.</summary>
internal sealed class RecordRow
{
    /// <summary>The record.</summary>
    public Guid Id { get; set; }

    /// <summary>1 for the first.</summary>
    public int Version { get; set; }

    /// <summary>Its kind, see <see cref="KindAttribute"/>.</summary>
    public required string Kind { get; set; }

    /// <summary>The person whom it belongs to, or the organisation.</summary>
    public Guid Owner { get; set; }

    /// <summary>The key that opens it.</summary>
    public Guid KeyId { get; set; }

    /// <summary>When it was recorded: milliseconds since 1970, UTC.</summary>
    public long At { get; set; }

    /// <summary>When the next version was recorded; null for the current one.</summary>
    public long? Until { get; set; }

    /// <summary>Who recorded it.</summary>
    public Guid By { get; set; }

    /// <summary>See <see cref="Kept.State"/>; <c>destroyed</c> when its key is.</summary>
    public required string State { get; set; }

    /// <summary>When something is due, in milliseconds since 1970, UTC.</summary>
    public long? Due { get; set; }

    /// <summary>The sealed content; null when it was destroyed.</summary>
    public byte[]? Box { get; set; }
}

/// <summary>A key that opens records, wrapped by a master key or by another such key.</summary>
internal sealed class DataKeyRow
{
    /// <summary>The key's own id.</summary>
    public Guid Id { get; set; }

    /// <summary>The person whose records it opens, or the organisation.</summary>
    public Guid Owner { get; set; }

    /// <summary><c>owner</c>, <c>record</c> or <c>look-up</c>.</summary>
    public required string Use { get; set; }

    /// <summary>The id of the master key, or of the key of the owner.</summary>
    public required string WrappedBy { get; set; }

    /// <summary>The wrapped key; null when it was destroyed.</summary>
    public byte[]? Wrapped { get; set; }

    /// <summary>When it was destroyed or replaced: milliseconds since 1970, UTC.</summary>
    public long? Ended { get; set; }
}

/// <summary>By what a record is found: a keyed hash, or the id of another record.</summary>
internal sealed class LookUpRow
{
    /// <summary>What is looked up, such as <c>nhs-number</c>.</summary>
    public required string Name { get; set; }

    /// <summary>16 bytes: of a keyed hash, or of an id.</summary>
    public required byte[] Value { get; set; }

    /// <summary>The record.</summary>
    public Guid Record { get; set; }
}
