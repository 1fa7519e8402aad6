using System.CommandLine;
using Proviso.Deidentification.Tables;
using Proviso.Deidentification.Tables.Pseudonyms;
using Proviso.Deidentification.Tables.Release;

namespace Proviso.Cli.Deidentify.Pseudonyms;

/// <summary>Files that hold secrets. A secret is never an argument: arguments are seen by every
/// user of the machine.</summary>
internal static class SecretFiles
{
    private const int BytesMax = 4_096;

    public static Option<string> Option(string name, string what) => new(name)
    {
        Description = $"File with {what}: one that new-key wrote, or a passphrase of at least "
            + $"{SecretText.PassphraseMin} characters",
        HelpName = "FILE",
    };

    /// <summary>Reads a key or a passphrase.</summary>
    public static SecretText Read(string path) => SecretText.Parse(ReadText(path));

    /// <summary>Reads a short text from a file.</summary>
    public static string ReadText(string path)
    {
        if (!File.Exists(path))
            throw new TableProblemException("file-missing", $"There is no file '{path}'.");
        try
        {
            return new FileInfo(path).Length <= BytesMax
                ? File.ReadAllText(path)
                : throw new TableProblemException("key-invalid",
                    $"'{path}' is longer than any key. Is it the right file?");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TableProblemException("file-unreadable",
                $"'{path}' cannot be read. Check the right to read it.");
        }
    }

    /// <summary>Writes a file that only this user may read, whole or not at all.</summary>
    public static void Write(string path, bool overwrite, Action<Stream> write) =>
        ReleaseFile.Write(path, overwrite, stream =>
        {
            if (!OperatingSystem.IsWindows() && stream is FileStream file)
            {
                File.SetUnixFileMode(
                    file.SafeFileHandle, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }

            write(stream);
        });

    /// <summary>Opens a mapping.</summary>
    public static Mapping ReadMapping(string path, string key)
    {
        var secret = Read(key);
        if (!File.Exists(path))
            throw new TableProblemException("file-missing", $"There is no mapping '{path}'.");
        try
        {
            return Mapping.Read(File.OpenRead(path), secret);
        }
        catch (TableProblemException e)
        {
            throw new TableProblemException(e.Problems[0].Code,
                $"'{path}' cannot be opened. {e.Problems[0].Message}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TableProblemException("file-unreadable",
                $"'{path}' cannot be read. Check the right to read it.");
        }
    }
}
