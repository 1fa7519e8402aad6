using System.CommandLine;
using Proviso.Cli.Deidentify.Pseudonyms;
using Proviso.Deidentification.Tables;

namespace Proviso.Cli.Deidentify;

/// <summary>`proviso deidentify`: tables of records, from measuring to releasing.</summary>
internal static class DeidentifyCommand
{
    public static Command Create(TimeProvider clock) =>
        new("deidentify", "Measure how easily the people in a table can be singled out, and make "
            + "of it one that may be used.")
        {
            AssessCommand.Create(),
            PlanCommand.Create(),
            RunCommand.Create(),
            PublishCommand.Create(),
            ReportCommand.Create(clock),
            SqlCommand.Create(),
            NewKeyCommand.Create(),
            PseudonymiseCommand.Create(),
            ReidentifyCommand.Create(clock),
            RelinkCommand.Create(clock),
        };

    /// <summary>Runs a command and says what is wrong with its input, if anything is.</summary>
    public static int Guard(ParseResult parsed, Func<TextWriter, int> run)
    {
        var configuration = parsed.InvocationConfiguration;
        try
        {
            return run(configuration.Output);
        }
        catch (TableProblemException e)
        {
            foreach (var problem in e.Problems)
                configuration.Error.WriteLine(problem);
            return ExitCodes.BadInput;
        }
    }
}
