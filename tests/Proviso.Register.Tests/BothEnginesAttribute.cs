using System.Reflection;
using Xunit.Sdk;

namespace Proviso.Register.Tests;

/// <summary>Runs a test on SQLite and on PostgreSQL.</summary>
internal sealed class BothEnginesAttribute : DataAttribute
{
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[false], [true]];
}
