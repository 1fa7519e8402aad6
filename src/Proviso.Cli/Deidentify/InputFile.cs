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
        using var stream = File.Create(file.Path);
        using var input = Console.OpenStandardInput();
        input.CopyTo(stream);
        return file;
    }

    public void Dispose()
    {
        if (isTemporary)
            File.Delete(Path);
    }
}
