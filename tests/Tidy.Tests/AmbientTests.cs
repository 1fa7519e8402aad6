namespace Tidy.Tests;

public class AmbientTests
{
    [Fact]
    public void Repository_NoFile_ReachesForClockChanceOrTheOutside() => Tidy.Holds(
        "Make it a parameter: a date, a TimeProvider, a seeded Random, bytes, text. In the pure "
        + "rooms fresh keys and salts are made only in members named Generate… or New….",
        Checkout.CSharp, Ambient.Check);

    [Theory]
    [InlineData("Cli", "DateTime.Now")]
    [InlineData("Cli", "System.DateTime.UtcNow")]
    [InlineData("Web", "DateTimeOffset.UtcNow")]
    [InlineData("Web", "global::System.DateTime.Today")]
    [InlineData("Cli", "Random.Shared")]
    [InlineData("Cli", "new Random()")]
    [InlineData("Cli", "new System.Random()")]
    [InlineData("Ledger", "TimeProvider.System")]
    [InlineData("Ledger", "Environment.TickCount64")]
    [InlineData("Rulebook", "Guid.NewGuid()")]
    [InlineData("Ledger", "Guid.CreateVersion7()")]
    [InlineData("Ledger", "RandomNumberGenerator.GetBytes(32)")]
    [InlineData("Deidentification", "RandomNumberGenerator.Create()")]
    [InlineData("Rulebook", "File.ReadAllText(path)")]
    [InlineData("Identifiers", "Console.Error")]
    [InlineData("Rulebook", "new FileStream(path, FileMode.Open)")]
    [InlineData("Rulebook", "Environment.MachineName")]
    public void Check_Planted_IsFound(string room, string expression) =>
        Tidy.Finds(3, Ambient.Check(Planted(room, expression)));

    [Theory]
    [InlineData("class C { Random r = new(); }")]
    [InlineData("class C { Random R { get; } = new(); }")]
    [InlineData("Random r = new();")]
    [InlineData("var r = new Random { };")]
    public void Check_UnseededRandomWithoutItsName_IsFound(string text) =>
        Tidy.Finds(1, Ambient.Check(new SourceFile("src/Proviso.Cli/Planted.cs", text)));

    [Theory]
    [InlineData("Cli", "TimeProvider.System")]
    [InlineData("Cli", "File.ReadAllText(path)")]
    [InlineData("Cli", "new Random(42)")]
    [InlineData("Ledger", "File.ReadAllText(path)")]
    [InlineData("Ledger", "clock.GetUtcNow()")]
    [InlineData("Ledger", "Guid.CreateVersion7(time)")]
    [InlineData("Rulebook", "Stopwatch.GetTimestamp()")]
    [InlineData("Rulebook", "place.File")]
    [InlineData("Rulebook", "\"DateTime.Now\"")]
    [InlineData("Web", "RandomNumberGenerator.GetBytes(32)")]
    public void Check_Allowed_IsNotFound(string room, string expression) =>
        Assert.Empty(Ambient.Check(Planted(room, expression)));

    [Theory]
    [InlineData("GenerateKey")]
    [InlineData("NewSalt")]
    public void Check_SecretMadeInAMemberThatSaysSo_IsNotFound(string member) =>
        Assert.Empty(Ambient.Check(new SourceFile(
            "src/Proviso.Ledger/Planted.cs",
            $"class C {{ byte[] {member}() => RandomNumberGenerator.GetBytes(32); }}")));

    private static SourceFile Planted(string room, string expression) => new(
        $"src/Proviso.{room}/Planted.cs",
        $"class C\n{{\n    object M(string path) => {expression};\n}}\n");
}
