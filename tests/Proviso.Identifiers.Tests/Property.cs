using FsCheck;
using FsCheck.Fluent;

namespace Proviso.Identifiers.Tests;

/// <summary>Runs a property over generated cases; a failure throws with the smallest case.</summary>
internal static class Property
{
    private const int Cases = 2_000;

    internal static void Holds<T>(Gen<T> cases, Func<T, bool> property) =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(Cases),
            Prop.ForAll(cases.ToArbitrary(), property));
}
