namespace TestKit;

/// <summary>A folder that goes away with the test.</summary>
public sealed class TempFolder : IDisposable
{
    /// <summary>Where it is.</summary>
    public string FullName { get; } = Directory.CreateTempSubdirectory("proviso-").FullName;

    /// <summary>A path inside it.</summary>
    public string this[string name] => Path.Combine(FullName, name);

    public void Dispose()
    {
        if (Directory.Exists(FullName))
            Directory.Delete(FullName, recursive: true);
    }
}
