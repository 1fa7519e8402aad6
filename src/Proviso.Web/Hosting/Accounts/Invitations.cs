using System.Buffers.Text;
using System.Security.Cryptography;
using Proviso.Register;
using Proviso.Register.Access;

namespace Proviso.Web.Hosting.Accounts;

/// <summary>Links by which somebody signs up, once.</summary>
internal sealed class Invitations(RegisterStore store, TimeProvider time)
{
    /// <summary>How long a link works.</summary>
    internal static readonly TimeSpan Lasts = TimeSpan.FromHours(24);

    /// <summary>Makes a link.</summary>
    /// <param name="staff">For whom; null for the first administrator.</param>
    /// <param name="by">Who invites.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>Its path. It is not kept anywhere.</returns>
    internal async Task<string> MakeAsync(Guid? staff, Guid by, CancellationToken cancellation)
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var change = store.Begin(by);
        change.Add(RegisterStore.Organisation, new Invitation
        {
            TokenHash = Hash(token), Staff = staff, Until = time.GetUtcNow() + Lasts,
        });
        await change.CommitAsync(cancellation);
        return $"/welcome/{token}";
    }

    /// <summary>The invitation of a link that still works.</summary>
    internal async Task<Held<Invitation>?> FindAsync(
        string token, CancellationToken cancellation) =>
        await store.InvitationOfAsync(Hash(token), cancellation) is
            { Value.UsedAt: null } held && held.Value.Until > time.GetUtcNow()
            ? held
            : null;

    private static string Hash(string token) =>
        Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(token)));
}
