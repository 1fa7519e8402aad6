using FsCheck;
using FsCheck.Fluent;

namespace Proviso.Identifiers.Tests;

/// <summary>Tries a property on generated cases; a failure shows the smallest.</summary>
internal static class Property
{
    private const int Cases = 2_000;

    internal static void Holds<T>(Gen<T> cases, Func<T, bool> property) =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(Cases),
            Prop.ForAll(cases.ToArbitrary(), property));
}
