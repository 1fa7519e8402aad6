using System.Security.Cryptography;
using Proviso.Register.Keys;
using Proviso.Register.Tests.Storage;
using TestKit;

namespace Proviso.Register.Tests.Keys;

/// <summary>The keys outside the database.</summary>
public sealed class KeyFolderTests
{
    private const string Origin = "test.example/ledger";

    [Fact]
    public void Create_OnUnix_NobodyElseMayReadIt()
    {
        using var place = new TempFolder();
        KeyFolder.Create(place["keys"], Origin).Dispose();
        if (OperatingSystem.IsWindows())
            return;
        const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite
            | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite
            | UnixFileMode.OtherExecute;
        Assert.Equal(default, File.GetUnixFileMode(place["keys"]) & Others);
        foreach (var file in Directory.EnumerateFiles(place["keys"]))
            Assert.Equal(default, File.GetUnixFileMode(file) & Others);
    }

    [Fact]
    public void Replace_KeepsTheRightsAndLeavesNoHalf()
    {
        using var place = new TempFolder();
        using var keys = KeyFolder.Create(place["keys"], Origin);
        File.WriteAllText(Path.Combine(place["keys"], "master.key.half"), "left by a crash");
        keys.Replace(keys.Master.WithNew());
        using var again = KeyFolder.Open(place["keys"]);
        Assert.Equal(2, again.Master.Ids.Count);
        Assert.Equal(keys.Master.CurrentId, again.Master.CurrentId);
        Assert.Equal(3, Directory.EnumerateFiles(place["keys"]).Count());
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(
                UnixFileMode.UserRead | UnixFileMode.UserWrite,
                File.GetUnixFileMode(Path.Combine(place["keys"], "master.key")));
        }
    }

    [Fact]
    public void Create_WhereKeysAre_ReplacesNothing()
    {
        using var place = new TempFolder();
        KeyFolder.Create(place["keys"], Origin).Dispose();
        var before = File.ReadAllText(Path.Combine(place["keys"], "master.key"));
        var told = Assert.Throws<RegisterException>(() =>
            KeyFolder.Create(place["keys"], Origin));
        Assert.Equal("keys-exist", told.Code);
        Assert.Equal(before, File.ReadAllText(Path.Combine(place["keys"], "master.key")));
    }

    [Fact]
    public void Wrap_ByManyThreadsAtOnce_SealsNoNonsense()
    {
        using var keys = MasterKeys.Create();
        var bound = "place"u8.ToArray();
        Parallel.For(0, 20_000, i =>
        {
            var key = BitConverter.GetBytes(i);
            var wrapped = keys.Wrap(keys.CurrentId, key, bound);
            Assert.Equal(key, keys.Unwrap(keys.CurrentId, wrapped, bound));
        });
    }

    [Fact]
    public void Parse_JustOutsideTheLimits_IsRefusedWithoutShowingIt()
    {
        var good = Key(32);
        Assert.Equal(MasterKeys.MaxKeys, Parse(MasterKeys.MaxKeys, good).Ids.Count);
        foreach (var bad in (string[])
        [
            "", "\n", "# only a comment", Key(31), Key(33), "x" + good, good[..^1], good + ",",
            good + ",,", string.Join(',', Enumerable.Repeat(good, MasterKeys.MaxKeys + 1)),
        ])
        {
            var told = Assert.Throws<RegisterException>(() => MasterKeys.Parse(bad));
            Assert.Equal("master-key-unreadable", told.Code);
            Assert.DoesNotContain(good, told.ToString(), StringComparison.Ordinal);
        }

        Assert.Single(MasterKeys.Parse($"# a comment\r\n\r\n  {good} \r\n").Ids);
        Assert.Equal(2, MasterKeys.Parse($"{good}, {Key(32)}").Ids.Count);
    }

    [Theory, BothEngines]
    public async Task Open_WithOtherKeys_SaysWhichIsMissing(bool postgres)
    {
        await using var test = await TestStore.CreateAsync(postgres);
        using var place = new TempFolder();
        await RecordTests.AssertFailsAsync("keys-missing", () => RegisterStore.OpenAsync(
            test.Connection, KeyFolder.Open(place["none"]), TimeProvider.System));
        KeyFolder.Create(place["keys"], Origin).Dispose();
        var told = await Assert.ThrowsAsync<RegisterException>(() => RegisterStore.OpenAsync(
            test.Connection, KeyFolder.Open(place["keys"]), TimeProvider.System));
        Assert.Equal("master-key-missing", told.Code);
        Assert.Contains(
            test.Store.KeyFolder.Master.CurrentId, told.Message, StringComparison.Ordinal);
    }

    [Theory, BothEngines]
    public async Task Open_LookUpKeyRemovedByHand_IsRefused(bool postgres)
    {
        await using var test = await TestStore.CreateAsync(postgres);
        await test.EditAsync("DELETE FROM data_key WHERE use = 'look-up'");
        await RecordTests.AssertFailsAsync("key-missing", () => test.OpenAsync());
    }

    private static string Key(int bytes) =>
        Convert.ToBase64String(RandomNumberGenerator.GetBytes(bytes));

    private static MasterKeys Parse(int count, string key) =>
        MasterKeys.Parse(string.Join('\n', Enumerable.Repeat(key, count)));
}
