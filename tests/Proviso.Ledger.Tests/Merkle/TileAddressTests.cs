using Proviso.Ledger.Merkle;

namespace Proviso.Ledger.Tests.Merkle;

public sealed class TileAddressTests
{
    [Theory]
    [InlineData(0, 0, 256, "tile/0/000")]
    [InlineData(0, 999, 256, "tile/0/999")]
    [InlineData(1, 1000, 7, "tile/1/x001/000.p/7")]
    [InlineData(0, 1_234_067, 256, "tile/0/x001/x234/067")]
    public void Path_OfATile_IsThatOfTheSpecification(
        int level, ulong index, int width, string path) =>
        Assert.Equal(path, new TileAddress(level, index, width).Path);

    [Fact]
    public void OfTree_70000Entries_HasTheTilesOfTheSpecificationsExample()
    {
        var tiles = TileAddress.OfTree(70_000).ToList();

        Assert.Equal(273, tiles.Count(t => t is { Level: 0, Width: 256 }));
        Assert.Equal(112, Assert.Single(tiles, t => t.Level == 0 && t.Width < 256).Width);
        Assert.Single(tiles, t => t is { Level: 1, Width: 256 });
        Assert.Equal(17, Assert.Single(tiles, t => t.Level == 1 && t.Width < 256).Width);
        Assert.Equal(1, Assert.Single(tiles, t => t.Level == 2).Width);
        Assert.Equal(277, tiles.Count);
    }

    [Fact]
    public void At_JustOutsideTheTree_IsRefused()
    {
        Assert.Equal(1, TileAddress.At(1, 0, 256).Width);
        Assert.Throws<ArgumentOutOfRangeException>(() => TileAddress.At(1, 0, 255));
        Assert.Throws<ArgumentOutOfRangeException>(() => TileAddress.At(0, 1, 256));
        Assert.Throws<ArgumentOutOfRangeException>(() => TileAddress.At(8, 0, ulong.MaxValue));
    }
}
