using System.CommandLine;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Proviso.Deidentification.Tables;

namespace Proviso.Cli.Deidentify.Pseudonyms;

/// <summary>The record of who opened a mapping, when and why: one line of JSON for each time,
/// added at the end and on the disk before anything is shown.</summary>
internal sealed class AccessLog(TimeProvider clock)
{
    /// <summary>Fewest letters of a reason: enough for "complaint 17".</summary>
    public const int ReasonMin = 10;

    private const int TextMax = 2_000;

    private static readonly JsonSerializerOptions Json = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly Option<string?> who = new("--who")
    {
        Description = "Who opens the mapping: a name or a user id, for the record",
    };

    private readonly Option<string?> reason = new("--reason")
    {
        Description = $"Why, in at least {ReasonMin} characters, for the record",
    };

    private readonly Option<string?> log = new("--log")
    {
        Description = "The file to which who, when and why are added",
    };

    public void AddTo(Command command)
    {
        command.Add(who);
        command.Add(reason);
        command.Add(log);
    }

    /// <summary>Refuses where it is not said who and why and where that is kept.</summary>
    /// <returns>Adds the line: what was done, of which project, with which pseudonyms.</returns>
    public Action<string, IReadOnlyList<string>, IReadOnlyList<string>> Require(ParseResult parsed)
    {
        var (person, why, path) =
            (parsed.GetValue(who), parsed.GetValue(reason), parsed.GetValue(log));
        if (string.IsNullOrWhiteSpace(person) || string.IsNullOrWhiteSpace(path)
            || why is null || why.Trim().Length < ReasonMin)
        {
            throw new TableProblemException("reason-missing",
                "A mapping is opened only with --who, --reason (at least "
                + $"{ReasonMin} characters) and --log, the file that keeps both.");
        }

        if (person.Length > TextMax || why.Length > TextMax)
        {
            throw new TableProblemException("reason-too-long",
                $"--who and --reason have at most {TextMax:N0} characters each.");
        }

        return (did, projects, pseudonyms) => Append(path, JsonSerializer.Serialize(
            new { at = clock.GetUtcNow(), who = person, why, did, projects, pseudonyms }, Json));
    }

    private static void Append(string path, string line)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Append, FileAccess.Write);
            stream.Write(Encoding.UTF8.GetBytes(line + "\n"));
            stream.Flush(flushToDisk: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException
            or ArgumentException)
        {
            throw new TableProblemException("log-unwritable",
                $"'{path}' cannot be written, so the mapping stays closed. Check the folder and "
                + "the right to write there.");
        }
    }
}
