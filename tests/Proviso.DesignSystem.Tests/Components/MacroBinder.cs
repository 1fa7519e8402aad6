using System.Collections;
using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Html;

namespace Proviso.DesignSystem.Tests.Components;

/// <summary>
/// Makes our options from a macro's, name by name. A name that ours does not have fails, so no
/// option of a fixture can be overlooked; what is spelt otherwise here stands in MacroNames.
/// </summary>
internal static class MacroBinder
{
    internal static T Bind<T>(JsonNode node) => (T)Bind(typeof(T), node)!;

    internal static object? Bind(Type type, JsonNode? node)
    {
        if (node is null)
            return null;
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(Content))
            return ContentOf(node);
        if (type == typeof(string))
            return node is JsonValue value ? value.ToString() : throw Unknown(type, node);
        if (type == typeof(bool))
            return node.GetValue<bool>();
        if (type == typeof(int))
            return int.Parse(node.ToString());
        if (type.IsEnum)
            return EnumOf(type, node);
        if (node is JsonObject texts && typeof(IEnumerable).IsAssignableFrom(type)
            && type.GetGenericTypeDefinition() != typeof(IReadOnlyList<>))
        {
            return texts.ToDictionary(pair => pair.Key, pair => pair.Value?.ToString());
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
            return ListOf(type.GetGenericArguments()[0], node);
        return RecordOf(type, node);
    }

    private static Content ContentOf(JsonNode node) => node switch
    {
        JsonObject { } made when made["html"] is { } html =>
            Nhs.Html(new HtmlString(html.GetValue<string>())),
        JsonObject made => made["text"]!.ToString(),
        _ => node.ToString(),
    };

    private static object? EnumOf(Type type, JsonNode node)
    {
        var name = node.ToString().Replace("-", "", StringComparison.Ordinal);
        // A macro lets go by what it does not know; ours cannot be written.
        return Enum.TryParse(type, name, ignoreCase: true, out var value) ? value : null;
    }

    // Macros pass over items that are empty, so that a template can write them by a condition.
    // Where items are numbered an empty one keeps its number, and ours keeps it too.
    private static Array ListOf(Type type, JsonNode node)
    {
        var isNumbered = type == typeof(ChoiceItem) || type == typeof(TaskOptions);
        var items = node.AsArray()
            .Where(item => isNumbered || !IsEmpty(item))
            .Select(item => IsEmpty(item) ? null : Bind(type, item))
            .ToArray();
        var list = Array.CreateInstance(type, items.Length);
        items.CopyTo(list, 0);
        return list;
    }

    private static bool IsEmpty(JsonNode? item) =>
        item is null || (item is JsonValue value && value.TryGetValue<bool>(out _));

    private static object RecordOf(Type type, JsonNode node)
    {
        if (node is JsonValue)
            node = new JsonObject { ["text"] = node.DeepClone() };
        var given = MacroNames.Translate(type, node.DeepClone().AsObject());
        if (MacroNames.Ready(type, given) is { } ready)
            return ready;
        var constructor = type.GetConstructors().OrderBy(c => c.GetParameters().Length).Last();
        var arguments = constructor.GetParameters()
            .Select(parameter => Take(given, parameter.Name!, parameter.ParameterType)
                ?? (parameter.ParameterType == typeof(int) ? 0 : Missing(parameter)))
            .ToArray();
        var record = constructor.Invoke(arguments);
        foreach (var (name, value) in given)
        {
            var property = type.GetProperty(
                char.ToUpperInvariant(name[0]) + name[1..],
                BindingFlags.Public | BindingFlags.Instance) ?? throw Unknown(type, given);
            var bound = Bind(property.PropertyType, value);
            if (bound is not null || property.PropertyType == typeof(ButtonOptions))
                property.SetValue(record, bound);
        }

        return record;
    }

    private static object? Missing(ParameterInfo parameter) =>
        parameter.ParameterType == typeof(Content) ? Content.Empty : null;

    private static object? Take(JsonObject given, string name, Type type)
    {
        var key = char.ToLowerInvariant(name[0]) + name[1..];
        var value = given[key];
        given.Remove(key);
        return Bind(type, value);
    }

    private static InvalidOperationException Unknown(Type type, JsonNode node) =>
        new($"{type.Name} has no place for something in {node.ToJsonString()}");
}
