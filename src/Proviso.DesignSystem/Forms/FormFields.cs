using System.Globalization;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Proviso.DesignSystem;

/// <summary>
/// The controls of the page that is being written, in their order, with the id that an error link
/// leads to. Kept with the request, because the error summary stands above the controls.
/// </summary>
internal sealed class FormFields
{
    private static readonly object ItemKey = new();

    private readonly List<(string Key, string FocusId)> _all = [];

    internal static FormFields Of(ViewContext view)
    {
        var items = view.HttpContext.Items;
        if (items[ItemKey] is not FormFields fields)
            items[ItemKey] = fields = new FormFields();
        return fields;
    }

    internal void Add(string key, string focusId) => _all.Add((key, focusId));

    /// <summary>
    /// The errors as lines: first those of the page's controls, one each, in the page's order;
    /// then those that belong to no control.
    /// </summary>
    internal IEnumerable<ErrorSummaryItem> Lines(ModelStateDictionary state)
    {
        HashSet<string> shown = new(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, focusId) in _all)
        {
            var errors = Errors(state, key).ToList();
            foreach (var (of, _) in errors)
                shown.Add(of);
            if (errors is [(_, var first), ..])
                yield return new ErrorSummaryItem(first, "#" + focusId);
        }

        foreach (var (key, entry) in state)
        {
            if (shown.Contains(key))
                continue;
            foreach (var error in entry.Errors)
                yield return new ErrorSummaryItem(Words(error));
        }
    }

    /// <summary>The messages of a key and of what lies below it.</summary>
    internal static IEnumerable<(string Key, string Message)> Errors(
        ModelStateDictionary state, string key) =>
        from pair in state
        where IsAtOrBelow(pair.Key, key)
        from error in pair.Value!.Errors
        select (pair.Key, Words(error));

    /// <summary>What was typed, or else the model's value as text.</summary>
    internal static string? Value(ModelStateDictionary state, string key, object? model) =>
        state.TryGetValue(key, out var entry) && entry.RawValue is not null
            ? entry.AttemptedValue
            : Text(model);

    /// <summary>What was ticked, or else the model's values as texts.</summary>
    internal static IReadOnlyList<string> Values(
        ModelStateDictionary state, string key, object? model)
    {
        if (state.TryGetValue(key, out var entry) && entry.RawValue is not null)
            return entry.RawValue as string[] ?? [entry.AttemptedValue ?? ""];
        return model is System.Collections.IEnumerable all and not string
            ? [.. all.Cast<object?>().Select(Text).OfType<string>()]
            : Text(model) is { } one ? [one] : [];
    }

    private static bool IsAtOrBelow(string key, string top) =>
        key.StartsWith(top, StringComparison.OrdinalIgnoreCase)
        && (key.Length == top.Length || key[top.Length] is '.' or '[');

    private static string? Text(object? model) => model switch
    {
        null => null,
        bool value => value ? "true" : "false",
        IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
        _ => model.ToString(),
    };

    // An exception's own message is for who runs the service, not for who fills in the form.
    private static string Words(ModelError error) =>
        error.ErrorMessage.Length > 0 ? error.ErrorMessage : "Enter a value in the right form";
}
