using System.Text.Json;

namespace Proviso.Web.Api.AuthZen;

/// <summary>One access evaluation as it was asked (AuthZEN Authorization API 1.0, section 5).
/// Members that are not known are passed over.</summary>
/// <param name="Subject">Who wants to act: <c>staff</c> or <c>system</c>.</param>
/// <param name="Action">What they want to do.</param>
/// <param name="Resource">What to: a <c>person</c>, <c>item</c> or <c>request</c>.</param>
/// <param name="Context">What else is said; undefined when nothing is.</param>
internal readonly record struct Asked(
    Entity Subject, string Action, Entity Resource, JsonElement Context)
{
    /// <summary>Whether the decision is to be recorded.</summary>
    internal bool Record => Member(Context, "record").ValueKind == JsonValueKind.True;

    /// <summary>Reads one whose parts may be left to another object.</summary>
    /// <param name="one">The object.</param>
    /// <param name="defaults">Gives the parts that it lacks; undefined for none.</param>
    /// <exception cref="ApiProblem">A part is missing or of the wrong type.</exception>
    internal static Asked Read(JsonElement one, JsonElement defaults = default)
    {
        if (one.ValueKind != JsonValueKind.Object)
            throw ApiProblem.Malformed("An evaluation is an object.");
        var context = Part(one, defaults, "context");
        if (context.ValueKind is not (JsonValueKind.Object or JsonValueKind.Undefined))
            throw ApiProblem.Malformed("'context' has to be an object.");
        var action = Part(one, defaults, "action");
        return new Asked(
            Entity.Read(Part(one, defaults, "subject"), "subject", true),
            ReadAction(action),
            Entity.Read(Part(one, defaults, "resource"), "resource", true), context);
    }

    /// <summary>Reads the name of an action.</summary>
    internal static string ReadAction(JsonElement action)
    {
        Entity.Properties(action, "action");
        return Entity.Text(action, "action", "name");
    }

    /// <summary>A member of an object, or undefined.</summary>
    internal static JsonElement Member(JsonElement of, string name) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var value)
            ? value
            : default;

    private static JsonElement Part(JsonElement one, JsonElement defaults, string name)
    {
        var own = Member(one, name);
        return own.ValueKind == JsonValueKind.Undefined ? Member(defaults, name) : own;
    }
}

/// <summary>A subject or a resource.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Id">Its id; empty where it is what is searched for.</param>
/// <param name="More">Its properties; undefined when it has none.</param>
internal readonly record struct Entity(string Type, string Id, JsonElement More)
{
    /// <summary>Reads it.</summary>
    internal static Entity Read(JsonElement from, string name, bool needsId) => new(
        Text(from, name, "type"), needsId ? Text(from, name, "id") : "", Properties(from, name));

    /// <summary>Its properties.</summary>
    internal static JsonElement Properties(JsonElement from, string name)
    {
        if (from.ValueKind != JsonValueKind.Object)
            throw ApiProblem.Malformed($"'{name}' is missing or not an object.");
        var more = Asked.Member(from, "properties");
        return more.ValueKind is JsonValueKind.Object or JsonValueKind.Undefined
            ? more
            : throw ApiProblem.Malformed($"'{name}.properties' has to be an object.");
    }

    /// <summary>A text member that has to be there.</summary>
    internal static string Text(JsonElement from, string name, string member)
    {
        if (from.ValueKind != JsonValueKind.Object)
            throw ApiProblem.Malformed($"'{name}' is missing or not an object.");
        try
        {
            return Asked.Member(from, member) is { ValueKind: JsonValueKind.String } value
                ? value.GetString()!
                : throw ApiProblem.Malformed($"'{name}.{member}' is missing or not text.");
        }
        catch (InvalidOperationException)
        {
            throw ApiProblem.Malformed($"'{name}.{member}' is not well-formed text.");
        }
    }
}
