using Proviso.Register.Items;

namespace Proviso.Register.Interchange;

/// <summary>The folder with the files that rows name; nothing outside it is read or written.
/// </summary>
/// <param name="path">Where it is.</param>
public sealed class AttachmentFolder(string path)
{
    private readonly string root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));

    /// <summary>Reads a file.</summary>
    /// <returns>Why not; null when it was read.</returns>
    internal (string Code, string Reason)? Read(string relative, out byte[] bytes)
    {
        bytes = [];
        try
        {
            var file = new FileInfo(Path.GetFullPath(Path.Combine(root, relative)));
            if (!IsInside(file.FullName))
                return Outside;
            if (!file.Exists)
                return ("attachment-missing", "There is no such file beside the one imported.");
            var real = file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file;
            if (!IsInside(real.FullName))
                return Outside;
            if (real.Length > Item.MaxAttachmentBytes)
            {
                return ("attachment-too-large",
                    $"Is larger than {Item.MaxAttachmentBytes} bytes.");
            }

            bytes = File.ReadAllBytes(real.FullName);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException
            or ArgumentException or NotSupportedException)
        {
            return ("attachment-unreadable", "The file cannot be read.");
        }
    }

    /// <summary>Writes a file that only its owner may read.</summary>
    /// <returns>The path inside the folder.</returns>
    internal string Write(string folder, Guid id, Attachment attachment)
    {
        var ending = Path.GetExtension(attachment.Name);
        if (ending.Skip(1).Any(c => !char.IsAsciiLetterOrDigit(c)))
            ending = "";
        Directory.CreateDirectory(Path.Combine(root, folder));
        var relative = Path.Combine(folder, $"{id:D}{ending}");
        using var stream = new FileStream(Path.Combine(root, relative), PrivateFile.Options());
        stream.Write(attachment.Bytes);
        return relative;
    }

    private static (string, string) Outside => ("attachment-outside",
        "Lies outside the folder of the file that is imported. Put it in there.");

    private bool IsInside(string full) =>
        full.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}

/// <summary>Files with what people confided to the organisation: nobody else on the machine may
/// read them.</summary>
public static class PrivateFile
{
    /// <summary>How such a file is made.</summary>
    public static FileStreamOptions Options()
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }
}
