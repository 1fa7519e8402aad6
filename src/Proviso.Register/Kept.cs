using System.Collections.Concurrent;
using System.Reflection;

namespace Proviso.Register;

/// <summary>
/// What the register keeps: one of the records of this room. It is immutable; a change is a new
/// version, and the old one stays. It is encrypted wherever it lies.
/// </summary>
public abstract record Kept : Hidden
{
    /// <summary>What of it is known without opening it, as a code such as <c>open</c>; never
    /// anything personal.</summary>
    internal virtual string State => "kept";

    /// <summary>When something is due, by which lists are sorted; null where nothing is.</summary>
    internal virtual DateTimeOffset? Due => null;

    /// <summary>By what it is found.</summary>
    internal virtual IEnumerable<LookUp> LookUps => [];

    /// <summary>The codes that its ledger entry shows.</summary>
    internal virtual IEnumerable<(string Name, string Code)> LedgerCodes => [];

    /// <summary>The other records that its ledger entry names.</summary>
    internal virtual IEnumerable<(string Name, Guid Record)> LedgerLinks => [];

    /// <summary>The version of the rule book behind it, in the ledger's form.</summary>
    internal virtual string? LedgerBook => null;
}

/// <summary>A value that came from somebody's record: printing it shows its type only.</summary>
public abstract record Hidden
{
    /// <inheritdoc/>
    public sealed override string ToString() => GetType().Name;
}

/// <summary>Names a kind of record in the database and the ledger.</summary>
/// <param name="code">Lower-case words joined by hyphens.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class KindAttribute(string code) : Attribute
{
    private static readonly ConcurrentDictionary<Type, KindAttribute> Known = [];

    /// <summary>The code.</summary>
    public string Code => code;

    /// <summary>Whether each record has a key of its own, so that it can be destroyed alone.
    /// </summary>
    public bool OwnKey { get; init; }

    /// <summary>The kind of a type of record.</summary>
    /// <param name="type">A record of this room.</param>
    public static KindAttribute Of(Type type) => Known.GetOrAdd(
        type,
        t => t.GetCustomAttribute<KindAttribute>()
            ?? throw new ArgumentException($"{t.Name} has no kind"));
}

/// <summary>Something by which a record is found: a keyed hash of a value, or a link.</summary>
internal readonly record struct LookUp
{
    private LookUp(string name, string? secret, Guid link)
    {
        Name = name;
        Secret = secret;
        Link = link;
    }

    /// <summary>What is looked up, such as <c>nhs-number</c>.</summary>
    internal string Name { get; }

    /// <summary>The value that is hashed; null for a link.</summary>
    internal string? Secret { get; }

    /// <summary>The record that it belongs to, where this is a link.</summary>
    internal Guid Link { get; }

    internal static LookUp By(string name, string secret) => new(name, secret, Guid.Empty);

    internal static LookUp To(string name, Guid record) => new(name, null, record);

    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>A version of a record as the register holds it.</summary>
/// <typeparam name="T">What it is.</typeparam>
/// <param name="Id">The record, the same for all its versions.</param>
/// <param name="Owner">The person whom it belongs to, or <see cref="RegisterStore.Organisation"/>.
/// </param>
/// <param name="Version">1 for the first.</param>
/// <param name="At">When this version was recorded.</param>
/// <param name="By">The member of staff, or system, that recorded it.</param>
/// <param name="Value">What it says.</param>
public sealed record Held<T>(
    Guid Id, Guid Owner, int Version, DateTimeOffset At, Guid By, T Value)
    where T : Kept
{
    /// <summary>Which record it is, without what it says.</summary>
    public override string ToString() => $"{KindAttribute.Of(typeof(T)).Code} {Id:D} v{Version}";
}
