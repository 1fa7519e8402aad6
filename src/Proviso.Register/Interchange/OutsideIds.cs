namespace Proviso.Register.Interchange;

/// <summary>
/// The ids under which records from outside are kept. One with an id of its own always gets the
/// same id here, so that what is imported twice is there once, and an import that was cut off goes
/// on where it stopped. The id is a keyed hash, because an id from outside may tell who somebody
/// is.
/// </summary>
/// <param name="store">The register, whose key it is.</param>
public sealed class OutsideIds(RegisterStore store)
{
    /// <summary>The most characters of an id from outside.</summary>
    public const int MaxLength = 200;

    /// <summary>The id of a record.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="outside">Its id outside. One of the register's own form is taken as it is.
    /// </param>
    public Guid Of(Type kind, string outside) =>
        Guid.TryParseExact(outside, "D", out var own) ? own : Derive(kind, "id", outside);

    /// <summary>The id of a record that has none outside: that of what it says.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="content">All that it says.</param>
    public Guid OfContent(Type kind, string content) => Derive(kind, "content", content);

    private Guid Derive(Type kind, string what, string text) => new(
        store.Keys.Hash(LookUp.By($"outside-{what}", $"{KindAttribute.Of(kind).Code}\0{text}")),
        true);
}
