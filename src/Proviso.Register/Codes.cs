using System.Text.Json;

namespace Proviso.Register;

/// <summary>The names of enumerations as the database and the ledger write them.</summary>
internal static class Codes
{
    internal static string Of<T>(T value)
        where T : struct, Enum =>
        JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
