namespace Proviso.Deidentification.Tables.Release;

/// <summary>Writes files that are whole or not there: under another name first, then
/// moved.</summary>
public static class ReleaseFile
{
    /// <summary>Writes a file.</summary>
    /// <param name="path">Its name.</param>
    /// <param name="overwrite">Whether a file that is there may be replaced.</param>
    /// <param name="write">Writes the content.</param>
    /// <exception cref="TableProblemException"><c>output-exists</c>, <c>output-unwritable</c> or
    /// <c>disk-full</c>. Nothing is left behind.</exception>
    public static void Write(string path, bool overwrite, Action<Stream> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        CheckFree(path, overwrite);
        var whole = Path.GetFullPath(path);
        var part = whole + ".part";
        try
        {
            using (var stream = new FileStream(part, FileMode.Create, FileAccess.Write))
                write(stream);
            File.Move(part, whole, overwrite);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TableProblemException("disk-full",
                $"'{path}' could not be written ({e.Message}). Check the room on the disk and "
                + "the right to write there. Nothing was left behind.");
        }
        finally
        {
            File.Delete(part);
        }
    }

    /// <summary>Refuses an output that is there already, or whose folder is not.</summary>
    /// <exception cref="TableProblemException"><c>output-exists</c> or
    /// <c>output-unwritable</c>.</exception>
    public static void CheckFree(string path, bool overwrite)
    {
        if (!overwrite && File.Exists(path))
        {
            throw new TableProblemException("output-exists",
                $"'{path}' is there already. Choose another name, or say --force.");
        }

        var folder = Path.GetDirectoryName(Path.GetFullPath(path));
        if (!Directory.Exists(folder))
        {
            throw new TableProblemException("output-unwritable",
                $"There is no folder '{folder}'. Make it first.");
        }
    }
}
