using Proviso.Deidentification.Tables;

namespace Proviso.Cli.Deidentify;

/// <summary>The table as a file that can be read twice: standard input is kept in a temporary
/// file of this user, taken away at the end.</summary>
internal sealed class InputFile : IDisposable
{
    private readonly bool isTemporary;

    private InputFile(string path, bool isTemporary)
    {
        Path = path;
        this.isTemporary = isTemporary;
    }

    /// <summary>Where it is.</summary>
    public string Path { get; }

    public static InputFile Of(string name)
    {
        if (name != "-")
            return new InputFile(name, false);
        var file = new InputFile(System.IO.Path.GetTempFileName(), true);
        try
        {
            using var stream = File.Create(file.Path);
            using var input = Console.OpenStandardInput();
            input.CopyTo(stream);
            return file;
        }
        catch (IOException e)
        {
            file.Dispose();
            throw new TableProblemException("disk-full",
                $"Standard input could not be kept for a second reading ({e.Message}). Make room "
                + "in the folder for temporary files, or give a file. Nothing was left behind.");
        }
    }

    public void Dispose()
    {
        if (isTemporary)
            File.Delete(Path);
    }
}
