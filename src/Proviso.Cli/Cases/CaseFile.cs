using Proviso.Rulebook;
using Proviso.Rulebook.Deciding;

namespace Proviso.Cli.Cases;

/// <summary>A request as a case file writes it.</summary>
/// <param name="Title">Its title; empty when it has none.</param>
/// <param name="Date">The day whose law applies; null for today.</param>
/// <param name="Items">The items with what is known of each.</param>
/// <param name="Expected">What the file expects to come out.</param>
internal sealed record CaseFile(
    string Title, DateOnly? Date, IReadOnlyList<CaseItem> Items,
    IReadOnlyList<ExpectedVerdict> Expected);

/// <summary>An item: its name and the facts of the request and its own.</summary>
internal sealed record CaseItem(string Name, CaseFacts Facts);

/// <summary>A verdict that a case file expects for one of its items.</summary>
internal sealed record ExpectedVerdict(string Item, Verdict Verdict);
