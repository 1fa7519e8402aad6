using Proviso.Register.Cases;
using Proviso.Rulebook;

namespace Proviso.Register.Filling;

/// <summary>What the register knows about a fact of a case.</summary>
/// <param name="Fact">The fact.</param>
/// <param name="Answer">The answer; null when entries say different things, so that somebody has
/// to be asked.</param>
/// <param name="From">The entries behind it.</param>
public sealed record FilledFact(Fact Fact, string? Answer, IReadOnlyList<RecordVersion> From)
    : Hidden;

/// <summary>What entries say: an answer, nothing, or different things.</summary>
/// <param name="Answer">The answer; null with entries when they conflict.</param>
/// <param name="From">The entries.</param>
internal sealed record Said(string? Answer, IReadOnlyList<RecordVersion> From) : Hidden
{
    internal static readonly Said Nothing = new(null, []);

    internal static Said By<T>(Held<T> one, string? answer)
        where T : Kept =>
        answer is null ? Nothing : new Said(answer, [Version(one)]);

    /// <summary>The answer that all entries give, or a conflict; nothing without entries.
    /// </summary>
    internal static Said ByAll<T>(IEnumerable<Held<T>> entries, Func<T, string?> answer)
        where T : Kept
    {
        var all = entries.Select(e => (Entry: e, Answer: answer(e.Value))).ToList();
        if (all.Count == 0)
            return Nothing;
        var answers = all.Select(a => a.Answer).Distinct().ToList();
        return new Said(
            answers.Count == 1 ? answers[0] : null, [.. all.Select(a => Version(a.Entry))]);
    }

    internal static RecordVersion Version<T>(Held<T> held)
        where T : Kept =>
        new(KindAttribute.Of(typeof(T)).Code, held.Id, held.Version);
}
