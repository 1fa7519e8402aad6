using System.Security.Cryptography;
using System.Text;

namespace Proviso.Deidentification.Tables.Pseudonyms;

/// <summary>The pseudonym that sources make before they send their data to be linked: SHA-256 of
/// the values one after another and then the salt, in hexadecimal.</summary>
public static class SourceDigest
{
    /// <summary>Makes the digest.</summary>
    /// <param name="values">The values in the order agreed; see
    /// <see cref="ProjectKey.Canonical"/>.</param>
    /// <param name="salt">The salt that the sources share. Whoever has it can try all NHS numbers
    /// within minutes, so it is as secret as a key.</param>
    public static string Of(IEnumerable<string> values, string salt) =>
        OfJoined(Join(values), salt);

    internal static string Join(IEnumerable<string> values) =>
        string.Concat(values.Select(ProjectKey.Canonical));

    internal static string OfJoined(string joined, string salt) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(joined + salt)));
}
