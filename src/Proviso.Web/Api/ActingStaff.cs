using Microsoft.AspNetCore.Http;
using Proviso.Register;
using Proviso.Web.Hosting;

namespace Proviso.Web.Api;

/// <summary>The member of staff for whom a client acts: an operation about a person is allowed by
/// their need to know, and recorded as theirs.</summary>
internal sealed class ActingStaff(Roster roster, PersonDoor door)
{
    /// <summary>The header that names them.</summary>
    internal const string Header = "Proviso-Staff";

    /// <summary>Who it is.</summary>
    /// <exception cref="ApiProblem">The header is missing or names nobody who works here.
    /// </exception>
    internal async Task<SignedIn> OfAsync(HttpContext http)
    {
        var header = http.Request.Headers[Header];
        if (header.Count != 1 || !Guid.TryParseExact(header[0], "D", out var id))
        {
            throw new ApiProblem(
                StatusCodes.Status400BadRequest, "staff-needed",
                $"Send {Header} with the id of the member of staff for whom this is done.");
        }

        return await roster.FindAsync(id, http.RequestAborted) ?? throw new ApiProblem(
            StatusCodes.Status403Forbidden, "staff-unknown",
            $"The member of staff named by {Header} does not work here today.");
    }

    /// <summary>Lets them see a person; the look is recorded.</summary>
    /// <exception cref="ApiProblem">They may not.</exception>
    internal async Task<PersonView> EnterAsync(HttpContext http, SignedIn staff, Guid person) =>
        await door.EnterAsync(staff, person, http.RequestAborted)
            ?? throw ApiProblem.NoNeedToKnow();

    /// <summary>Whether they may see a person; nothing is recorded.</summary>
    internal async Task<bool> MayAsync(HttpContext http, SignedIn staff, Guid person) =>
        await door.MayAsync(staff, person, http.RequestAborted) is not null;
}
