namespace Proviso.Cli;

/// <summary>What the program's exit code tells a script.</summary>
public static class ExitCodes
{
    /// <summary>Done; a decision was reached.</summary>
    public const int Ok = 0;

    /// <summary>
    /// The input is wrong; the messages say what to correct, and nothing was written.
    /// </summary>
    public const int BadInput = 2;

    /// <summary>Facts are missing; the next question is shown.</summary>
    public const int FactsMissing = 3;

    /// <summary>An expectation, a proof or a verification failed.</summary>
    public const int CheckFailed = 4;
}
