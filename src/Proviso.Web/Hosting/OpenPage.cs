using Microsoft.AspNetCore.Mvc.RazorPages;
using Proviso.DesignSystem;

namespace Proviso.Web.Hosting;

/// <summary>What every page has, signed in or not: its errors in the house's form.</summary>
internal abstract class OpenPage : PageModel
{
    /// <summary>What is wrong with one answer.</summary>
    public string? ErrorOf(string name) =>
        ModelState.TryGetValue(name, out var entry) && entry.Errors is [var first, ..]
            ? first.ErrorMessage
            : null;

    /// <summary>Everything that is wrong, each with a link to its control.</summary>
    public Content ErrorSummary() => ModelState.IsValid
        ? DesignSystem.Content.Empty
        : Nhs.ErrorSummary(new ErrorSummaryOptions
        {
            Heading = "There is a problem",
            Errors =
            [
                .. ModelState.SelectMany(entry => entry.Value!.Errors.Select(error =>
                    new ErrorSummaryItem(error.ErrorMessage!, "#" + entry.Key.ToLowerInvariant()))),
            ],
        });
}
