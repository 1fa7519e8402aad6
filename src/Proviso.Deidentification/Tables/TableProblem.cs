namespace Proviso.Deidentification.Tables;

/// <summary>One thing that is wrong with a table, a hierarchy or a plan.</summary>
/// <param name="Code">Stable name of the problem, such as <c>ragged-row</c>.</param>
/// <param name="Message">What is wrong and what to do. Never a value from a person's record
/// unless the value is a heading or comes from a hierarchy.</param>
/// <param name="Line">The line of the file, counted from 1, where that helps.</param>
public sealed record TableProblem(string Code, string Message, long? Line = null)
{
    /// <inheritdoc/>
    public override string ToString() =>
        Line is { } line ? $"{Code}: line {line}: {Message}" : $"{Code}: {Message}";
}

/// <summary>Raised where a table, a hierarchy or a plan cannot be used at all. Nothing has been
/// written when it is raised.</summary>
public sealed class TableProblemException : Exception
{
    /// <summary>Makes the exception from what was found, at least one problem.</summary>
    public TableProblemException(IReadOnlyList<TableProblem> problems)
        : base(string.Join(Environment.NewLine, problems)) => Problems = problems;

    /// <summary>Makes the exception from one problem.</summary>
    public TableProblemException(string code, string message, long? line = null)
        : this([new TableProblem(code, message, line)])
    {
    }

    /// <summary>What is wrong, in the order found.</summary>
    public IReadOnlyList<TableProblem> Problems { get; }
}
