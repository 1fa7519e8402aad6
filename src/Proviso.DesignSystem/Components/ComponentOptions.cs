namespace Proviso.DesignSystem;

/// <summary>What every component takes.</summary>
public abstract record ComponentOptions
{
    /// <summary>The id of the outermost element.</summary>
    public string? Id { get; init; }

    /// <summary>More classes for the outermost element, parted by spaces.</summary>
    public string? Classes { get; init; }

    /// <summary>
    /// More attributes of the outermost element. Null leaves one out; the empty string lets it
    /// stand alone.
    /// </summary>
    public Dictionary<string, string?>? Attributes { get; init; }

    /// <summary>Class, id and further attributes of the outermost element.</summary>
    internal IEnumerable<(string Name, string? Value)> Root(params ReadOnlySpan<string?> classes)
    {
        List<(string, string?)> all = [("class", Css.Join([.. classes, Classes])), ("id", Id)];
        all.AddRange(Further);
        return all;
    }

    /// <summary>The further attributes.</summary>
    internal IEnumerable<(string Name, string? Value)> Further =>
        (Attributes ?? []).Select(pair => (pair.Key, pair.Value));
}

/// <summary>What a component takes that shows one piece of content.</summary>
public abstract record ContentOptions : ComponentOptions
{
    /// <summary>What it shows: a string is plain text.</summary>
    public Content? Content { get; init; }

    /// <summary>Whether there is something to show.</summary>
    internal bool HasContent => Content is { IsEmpty: false };
}

/// <summary>Sizes of headings, labels, legends and captions, from smallest to largest.</summary>
public enum TextSize
{
    /// <summary>Extra extra small.</summary>
    Xxs,

    /// <summary>Extra small.</summary>
    Xs,

    /// <summary>Small.</summary>
    S,

    /// <summary>Medium.</summary>
    M,

    /// <summary>Large.</summary>
    L,

    /// <summary>Extra large.</summary>
    Xl,

    /// <summary>Extra extra large; captions only.</summary>
    Xxl,
}
