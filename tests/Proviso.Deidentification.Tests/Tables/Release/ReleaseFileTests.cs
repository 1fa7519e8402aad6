using Proviso.Deidentification.Tables;
using Proviso.Deidentification.Tables.Release;

namespace Proviso.Deidentification.Tests.Tables.Release;

public sealed class ReleaseFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("proviso-out-").FullName;

    [Fact]
    public void Write_DiskFullHalfWay_LeavesNothingAndKeepsWhatWasThere()
    {
        var path = Path.Combine(folder, "release.csv");
        File.WriteAllText(path, "mine");
        var error = Assert.Throws<TableProblemException>(() => ReleaseFile.Write(path, true, s =>
        {
            s.Write("half"u8);
            throw new IOException("No space left on device");
        }));
        Assert.Equal("disk-full", error.Problems[0].Code);
        Assert.Equal([path], Directory.GetFiles(folder));
        Assert.Equal("mine", File.ReadAllText(path));
    }

    [Fact]
    public void CheckFree_NoSuchFolder_IsRefused()
    {
        var error = Assert.Throws<TableProblemException>(() =>
            ReleaseFile.CheckFree(Path.Combine(folder, "none", "release.csv"), false));
        Assert.Equal("output-unwritable", error.Problems[0].Code);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
