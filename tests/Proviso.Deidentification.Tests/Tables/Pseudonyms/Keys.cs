using Proviso.Deidentification.Tables.Pseudonyms;
using Proviso.Identifiers;

namespace Proviso.Deidentification.Tests.Tables.Pseudonyms;

internal static class Keys
{
    private static readonly SecretText One = SecretText.Parse(SecretText.GenerateKey());

    /// <summary>A project; all have one secret, so that only the name sets them apart.</summary>
    public static ProjectKey Project(string name) => ProjectKey.Of(name, One);

    /// <summary>Numbers that pass the check and are never issued, with spaces.</summary>
    public static IEnumerable<string> NhsNumbers(int count) =>
        Enumerable.Range(0, 9_999_999).Select(i => 9_990_000_000 + ((i * 7_919L) % 10_000_000))
            .Select(n => n.ToString("000 000 0000"))
            .Where(text => NhsNumber.TryParse(text, out _))
            .Take(count);
}
