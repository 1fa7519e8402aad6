using Proviso.Ledger.Verification;

namespace Proviso.Register.Keeping;

/// <summary>What checking a whole store came to.</summary>
/// <param name="Records">How many versions of records were opened and checked, destroyed ones
/// with them.</param>
/// <param name="Destroyed">How many of them were destroyed, each with its certificate.</param>
/// <param name="LookUps">How many look-ups were compared with what the records say.</param>
/// <param name="Keys">How many keys were opened.</param>
/// <param name="Unfinished">How many people are in the middle of getting a new key. Nothing is
/// wrong with that; running it again finishes it.</param>
/// <param name="Ledger">What checking the ledger came to; its faults are among the findings.
/// </param>
/// <param name="Findings">What is wrong: the first <see cref="Checking.MaxFindings"/>.</param>
/// <param name="Found">How many findings there are in all.</param>
public sealed record CheckReport(
    long Records, long Destroyed, long LookUps, long Keys, int Unfinished,
    VerificationReport Ledger, IReadOnlyList<CheckFinding> Findings, long Found)
{
    /// <summary>Whether the store, its keys and its ledger are all as they should be.</summary>
    public bool IsSound => Found == 0;
}

/// <summary>Something that is wrong with a store.</summary>
/// <param name="Code">A stable name; <see cref="Checking"/> lists them. Those of the ledger are in
/// docs/guides/ledger.md.</param>
/// <param name="Record">The record or key; null where it is about the ledger.</param>
/// <param name="Version">The version of the record; 0 where it is about all of them.</param>
/// <param name="Message">What is wrong, with nothing personal in it.</param>
public sealed record CheckFinding(string Code, Guid? Record, int Version, string Message);

/// <summary>How far the checking has come.</summary>
/// <param name="Step">What is being checked: <c>keys</c>, <c>records</c>, <c>entries</c>,
/// <c>ledger</c>.</param>
/// <param name="Done">How many are done.</param>
/// <param name="Of">How many there are.</param>
public sealed record CheckProgress(string Step, long Done, long Of);
