using System.Text.Encodings.Web;

namespace Proviso.DesignSystem;

/// <summary>
/// One HTML element. An attribute whose value is null is left out; one whose value is empty stands
/// alone, as <c>disabled</c> does. Names are written by components and never come from a person.
/// </summary>
internal sealed class Element : Content
{
    private static readonly string[] WithoutEnd = ["hr", "img", "input", "link", "meta"];

    private readonly string _name;
    private readonly IEnumerable<(string Name, string? Value)> _attributes;
    private readonly Content?[] _children;

    private Element(
        string name, IEnumerable<(string Name, string? Value)> attributes, Content?[] children)
    {
        _name = name;
        _attributes = attributes;
        _children = children;
    }

    internal static Element Of(
        string name,
        IEnumerable<(string Name, string? Value)> attributes,
        params Content?[] children) => new(name, attributes, children);

    internal static Element OfClass(string name, string classes, params Content?[] children) =>
        new(name, [("class", classes)], children);

    /// <summary>The value of an attribute that is there or not.</summary>
    internal static string? Flag(bool? isThere) => isThere == true ? "" : null;

    /// <summary>The value of an attribute that says true or false in letters.</summary>
    internal static string? Letters(bool? value) =>
        value switch { null => null, true => "true", false => "false" };

    public override void WriteTo(TextWriter writer, HtmlEncoder encoder)
    {
        writer.Write('<');
        writer.Write(_name);
        foreach (var (name, value) in _attributes)
        {
            if (value is null)
                continue;
            writer.Write(' ');
            writer.Write(name);
            if (value.Length == 0)
                continue;
            writer.Write("=\"");
            encoder.Encode(writer, value);
            writer.Write('"');
        }

        writer.Write('>');
        WriteAll(_children, writer, encoder);
        if (Array.IndexOf(WithoutEnd, _name) < 0)
        {
            writer.Write("</");
            writer.Write(_name);
            writer.Write('>');
        }
    }
}
