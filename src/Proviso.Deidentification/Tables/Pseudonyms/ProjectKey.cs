using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Proviso.Identifiers;

namespace Proviso.Deidentification.Tables.Pseudonyms;

/// <summary>The key of one project. Two projects have nothing in common, even where their secret
/// is the same: the name of the project goes into every key that is derived (HKDF, RFC 5869), so
/// that their releases cannot be joined by a pseudonym or by a shifted date (AN-8).</summary>
public sealed class ProjectKey
{
    /// <summary>Longest name of a project.</summary>
    public const int NameMax = 200;

    private const int ReferenceBytes = 16;
    private const string Digits = "0123456789abcdefghjkmnpqrstvwxyz";
    private readonly byte[] secret;
    private readonly byte[] referenceKey;
    private readonly byte[] dateKey;

    private ProjectKey(string project, byte[] secret)
    {
        Project = project;
        this.secret = secret;
        referenceKey = Derive("reference");
        dateKey = Derive("date");
        Id = Convert.ToHexStringLower(Derive("id").AsSpan(0, 8));
    }

    /// <summary>The name of the project.</summary>
    public string Project { get; }

    /// <summary>Sixteen letters and digits that tell two keys apart and reveal neither.</summary>
    public string Id { get; }

    /// <summary>Makes the key of a project.</summary>
    /// <param name="project">Its name.</param>
    /// <param name="secret">Its secret.</param>
    /// <exception cref="TableProblemException"><c>project-invalid</c>.</exception>
    public static ProjectKey Of(string project, SecretText secret)
    {
        ArgumentNullException.ThrowIfNull(secret);
        if (string.IsNullOrWhiteSpace(project) || project.Length > NameMax
            || project.Any(char.IsControl))
        {
            throw new TableProblemException("project-invalid",
                $"Name the project in at most {NameMax} characters: it is what sets its "
                + "pseudonyms apart from those of others.");
        }

        var salt = SHA256.HashData(Encoding.UTF8.GetBytes("proviso project 1\0" + project));
        return new ProjectKey(project, secret.ToKey(salt));
    }

    /// <summary>A value as it is compared: without spaces at its ends, and an NHS number without
    /// the spaces and dashes inside it, so that one person has one pseudonym.</summary>
    public static string Canonical(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return NhsNumber.TryParse(value, out var number) ? number.ToCompact() : value.Trim();
    }

    /// <summary>The reference that stands for a value in this project: 128 bits of HMAC-SHA-256,
    /// as 26 characters that cannot be misread for one another.</summary>
    /// <param name="value">The value; see <see cref="Canonical"/>.</param>
    public string Reference(string value)
    {
        var hash = HMACSHA256.HashData(referenceKey, Encoding.UTF8.GetBytes(Canonical(value)));
        var number = BinaryPrimitives.ReadUInt128BigEndian(hash.AsSpan(0, ReferenceBytes));
        return string.Create(26, number, static (text, rest) =>
        {
            for (var i = text.Length - 1; i >= 0; i--)
            {
                text[i] = Digits[(int)(uint)(rest & 31)];
                rest >>= 5;
            }
        });
    }

    /// <summary>By how many days the dates of a person are shifted in this project.</summary>
    /// <param name="person">What identifies the person; see <see cref="Canonical"/>.</param>
    /// <param name="daysMax">Largest shift, at least 1.</param>
    /// <returns>From −<paramref name="daysMax"/> to <paramref name="daysMax"/>, never 0.</returns>
    public int DaysOf(string person, int daysMax)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(daysMax, 1);
        var hash = HMACSHA256.HashData(dateKey, Encoding.UTF8.GetBytes(Canonical(person)));
        var draw = (int)(BinaryPrimitives.ReadUInt64BigEndian(hash) % (2UL * (uint)daysMax));
        return draw < daysMax ? draw - daysMax : draw - daysMax + 1;
    }

    /// <summary>The key for replacing values by others of the same shape.</summary>
    internal byte[] ShapeKey() => Derive("shape");

    /// <summary>The name and the fingerprint, never the key.</summary>
    public override string ToString() => $"{Project} ({Id})";

    private byte[] Derive(string purpose) => HKDF.DeriveKey(
        HashAlgorithmName.SHA256, secret, SecretText.KeyBytes,
        info: Encoding.UTF8.GetBytes($"proviso pseudonyms 1\0{Project}\0{purpose}"));
}
