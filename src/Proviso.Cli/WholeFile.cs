using System.Security.Cryptography;

namespace Proviso.Cli;

/// <summary>Writes files so that nobody ever sees one half-written.</summary>
internal static class WholeFile
{
    /// <summary>Writes to a temporary name beside the file, then moves it into place.</summary>
    /// <remarks>
    /// A link is followed, so that the file it leads to is replaced and the link stays. A device
    /// or a pipe is written to as it is, because it cannot be replaced.
    /// </remarks>
    /// <returns>False when it could not be written, which is then said.</returns>
    public static bool TryWrite(string path, string text, bool overwrite, TextWriter error)
    {
        if (!overwrite && File.Exists(path))
        {
            error.WriteLine($"{path} exists already. Choose another name, or add --force.");
            return false;
        }

        string? partial = null;
        try
        {
            var link = File.Exists(path)
                ? File.ResolveLinkTarget(path, returnFinalTarget: true) : null;
            var target = link?.FullName ?? Path.GetFullPath(path);
            if (IsDevice(target))
            {
                File.WriteAllText(target, text);
                return true;
            }

            partial = target + "." + RandomNumberGenerator.GetHexString(8).ToLowerInvariant();
            File.WriteAllText(partial, text);
            File.Move(partial, target, overwrite);
            return true;
        }
        catch (Exception failed) when (failed
            is IOException or UnauthorizedAccessException or ArgumentException)
        {
            error.WriteLine(
                $"{path} cannot be written. Check the folder and the space on the disk.");
            if (partial is not null && File.Exists(partial))
                File.Delete(partial);
            return false;
        }
    }

    private static bool IsDevice(string path) =>
        path.StartsWith("/dev/", StringComparison.Ordinal)
        || path.StartsWith("/proc/", StringComparison.Ordinal);
}
