namespace Proviso.Cli;

/// <summary>Writes files so that nobody ever sees one half-written.</summary>
internal static class WholeFile
{
    /// <summary>Writes to a temporary name beside the file, then moves it into place.</summary>
    /// <returns>False when it could not be written, which is then said.</returns>
    public static bool TryWrite(string path, string text, bool overwrite, TextWriter error)
    {
        if (!overwrite && File.Exists(path))
        {
            error.WriteLine($"{path} exists already. Choose another name, or add --force.");
            return false;
        }

        var partial = path + ".part";
        try
        {
            File.WriteAllText(partial, text);
            File.Move(partial, path, overwrite);
            return true;
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            error.WriteLine(
                $"{path} cannot be written. Check the folder and the space on the disk.");
            if (File.Exists(partial))
                File.Delete(partial);
            return false;
        }
    }
}
