using Proviso.Rulebook.Compiling;
using Proviso.Rulebook.Diagrams;

namespace Proviso.Rulebook.Comparing;

/// <summary>A way in which a local book loosens the national one.</summary>
/// <param name="What">What it loosens, in a sentence.</param>
/// <param name="Facts">The simplest combination for which it does.</param>
public sealed record Loosening(string What, IReadOnlyList<(string Fact, string Answer)> Facts);

/// <summary>Proves that a local book only tightens the national one.</summary>
public static class Tightening
{
    /// <summary>Compares the national book with the two together, over every combination.</summary>
    /// <remarks>
    /// The verdict may not become more permissive; a national must-share stays one; where the
    /// verdict is a sharing one, or stays what it was, every duty that the national book then
    /// has is still due.
    /// Proved for every period of law of both.
    /// </remarks>
    /// <param name="national">The national book.</param>
    /// <param name="together">The national and the local book as one.</param>
    /// <param name="maxNodes">The limit on nodes.</param>
    /// <returns>Every loosening, each with its simplest combination; none when it is
    /// proved.</returns>
    /// <exception cref="BookTooLargeException">The diagrams grew beyond the limit.</exception>
    public static IReadOnlyList<Loosening> Find(
        Book national, Book together, int maxNodes = CompiledBook.DefaultMaxNodes)
    {
        ArgumentNullException.ThrowIfNull(national);
        ArgumentNullException.ThrowIfNull(together);
        var found = new Dictionary<string, Loosening>();
        foreach (var day in CompiledBook.PeriodStarts(together))
        {
            var pair = new PairedLaws(national, together, day, maxNodes);
            foreach (var terminal in pair.Terminals)
            {
                var (old, now) = pair.PairOf(terminal);
                if (Wrong(old, now) is not { } what || found.ContainsKey(what))
                    continue;
                var where = pair.Store.And(pair.Shared,
                    pair.Store.Map(pair.Root, t => t == terminal ? 1 : 0));
                if (where != DiagramStore.False)
                    found[what] = new Loosening(what, Comparison.Simplest(pair, where));
            }
        }

        return [.. found.Values];
    }

    private static string? Wrong(Says old, Says now)
    {
        if (now.Verdict < old.Verdict)
            return $"it turns {old.Words} into {now.Words}";
        if (old.Verdict == Verdict.MustShare && now.Verdict != Verdict.MustShare)
            return $"it turns a duty to share into {now.Words}";
        var keeps = now.Verdict.IsSharing() || now.Verdict == old.Verdict;
        var lost = keeps ? old.DutyIds.Except(now.DutyIds).ToList() : [];
        return lost.Count > 0 ? $"it takes away the duty {string.Join(", ", lost)}" : null;
    }
}
