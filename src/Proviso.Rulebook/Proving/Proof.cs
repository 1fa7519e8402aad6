using System.Numerics;
using Proviso.Rulebook.Reading;

namespace Proviso.Rulebook.Proving;

/// <summary>What was proved of a book, and everything that does not hold.</summary>
/// <param name="Facts">Facts.</param>
/// <param name="Rules">Rules, each version counted.</param>
/// <param name="Periods">Periods of law, each proved on its own.</param>
/// <param name="Combinations">Combinations of answers that each proof covers, exactly.</param>
/// <param name="Contradictions">Combinations of rules that contradict each other.</param>
/// <param name="DeadRules">Rules that can never decide.</param>
/// <param name="Invariants">Invariants.</param>
/// <param name="InvariantsFailed">Invariants that fail.</param>
/// <param name="Examples">Examples.</param>
/// <param name="ExamplesFailed">Examples that come out otherwise.</param>
/// <param name="Nodes">Nodes of the diagrams of the period in force at the book's date.</param>
/// <param name="Problems">Everything that is wrong, each with the simplest counter-example.</param>
public sealed record Proof(
    int Facts, int Rules, int Periods, BigInteger Combinations, int Contradictions, int DeadRules,
    int Invariants, int InvariantsFailed, int Examples, int ExamplesFailed, int Nodes,
    IReadOnlyList<Problem> Problems)
{
    /// <summary>Whether everything holds.</summary>
    public bool Holds => Problems.Count == 0;
}
