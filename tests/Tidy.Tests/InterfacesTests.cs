namespace Tidy.Tests;

public class InterfacesTests
{
    [Fact]
    public void Repository_EveryInterface_HasTwoImplementations() => Tidy.Holds(
        "Use the class itself, or a delegate.",
        Interfaces.Check([.. Checkout.CSharp.Where(file => file.IsUnder("src/"))]));

    [Fact]
    public void Check_OneImplementation_IsFound() => Tidy.Finds(
        2, Interfaces.Check(
            [Planted("a", "\ninterface IStore<T>;"), Planted("b", "class A : IStore<int>;")]));

    [Fact]
    public void Check_TwoImplementations_IsNotFound() => Assert.Empty(Interfaces.Check(
    [
        Planted("a", "interface IStore;"),
        Planted("b", "class A : IStore; record struct B(int X) : Other.IStore;"),
    ]));

    private static SourceFile Planted(string name, string text) => new($"src/{name}.cs", text);
}
