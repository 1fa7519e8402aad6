using System.Text.Json;
using Proviso.Identifiers;
using Proviso.Register;
using Proviso.Register.Access;
using Proviso.Register.Cases;
using Proviso.Register.Filling;
using Proviso.Register.Items;
using Proviso.Register.People;
using Proviso.Rulebook;
using Proviso.Web.Hosting;

namespace Proviso.Web.Api.AuthZen;

/// <summary>
/// Answers access evaluations. <c>view</c> is decided by need to know, <c>share</c> by the book:
/// from the facts that are sent, and where the person is in the register also from that. What
/// cannot be answered is refused.
/// </summary>
internal sealed class Evaluator(
    RegisterStore store, CaseDecider decider, RuledCases cases, Roster roster, PersonDoor door,
    TimeProvider time)
{
    /// <summary>Everything that can be asked about.</summary>
    internal static readonly string[] Actions = ["view", Share, ShareAnonymised];

    private const string Share = "share";
    private const string ShareAnonymised = "share-anonymised";

    private Book Book => decider.Compiled.Book;

    /// <summary>Evaluates.</summary>
    /// <param name="caller">The client that asks.</param>
    /// <param name="asked">What it asks.</param>
    /// <param name="cancellation">Stops the work.</param>
    internal async ValueTask<Evaluated> EvaluateAsync(
        Held<ApiClient> caller, Asked asked, CancellationToken cancellation)
    {
        try
        {
            if (!caller.Value.MayAction(asked.Action))
            {
                return Evaluated.Deny(
                    "client-action", "This client may not ask about this action.");
            }

            if (!Actions.Contains(asked.Action))
                return Evaluated.Deny("action-unknown", "This action is not known here.");
            SignedIn? staff = null;
            if (asked.Subject.Type == "staff")
            {
                staff = Guid.TryParseExact(asked.Subject.Id, "D", out var id)
                    ? await roster.FindAsync(id, cancellation)
                    : null;
                if (staff is null)
                {
                    return Evaluated.Failed(
                        404, "subject-unknown", "No such member of staff works here today.");
                }
            }
            else if (asked.Subject.Type != "system"
                || (asked.Subject.Id != caller.Value.Name
                    && asked.Subject.Id != caller.Id.ToString("D")))
            {
                return Evaluated.Failed(
                    404, "subject-unknown",
                    "A subject is 'staff' with the id of their record, or 'system' with the name "
                    + "of the client that asks.");
            }

            var place = await FindAsync(asked.Resource, cancellation);
            return asked.Action == "view"
                ? await ViewAsync(staff, place, cancellation)
                : await ShareAsync(caller, staff, asked, place, cancellation);
        }
        catch (ApiProblem e)
        {
            return Evaluated.Failed(e.Status, e.Code, e.Message);
        }
    }

    private async Task<Evaluated> ViewAsync(
        SignedIn? staff, Place place, CancellationToken cancellation)
    {
        var view = await SeeAsync(staff, place, cancellation);
        return view is null
            ? NoNeedToKnow()
            : new Evaluated(true, RuledJson.Members(w =>
            {
                w.WriteString("reason", view.GlassBroken ? "glass-broken" : "need-to-know");
            }));
    }

    private async ValueTask<PersonView?> SeeAsync(
        SignedIn? staff, Place place, CancellationToken cancellation) =>
        staff is not null && place.Person is { } person
            && await door.MayAsync(staff, person, cancellation) is { } view
            && (place.Item is not { } item || view.MaySee(item.Value.ItemKind))
            ? view
            : null;

    private async ValueTask<Evaluated> ShareAsync(
        Held<ApiClient> caller, SignedIn? staff, Asked asked, Place place,
        CancellationToken cancellation)
    {
        var answers = ReadAnswers(asked);
        if (place.Person is null)
        {
            var ruled = cases.Of(answers, roster.Today);
            return Answer(
                caller, asked, [ruled],
                asked.Record ? Unregistered(asked, ruled, staff?.Id ?? caller.Id) : null);
        }

        if (staff is not null && await SeeAsync(staff, place, cancellation) is null)
            return NoNeedToKnow();
        var by = staff?.Id ?? caller.Id;
        var request = place.Request is { } held
            ? held with { Value = With(held.Value, answers, by) }
            : NewRequest(asked, place, answers, by);
        if (request.Value.Items.Count == 0)
            return Evaluated.Deny("nothing-asked", "The request asks for nothing yet.");
        var filled = await decider.Filler.FillAsync(store, request, roster.Today, cancellation);
        var ruledPieces = filled.Select(f => cases.Of(CaseAnswers.Of(f.Facts), roster.Today))
            .ToList();
        return Answer(
            caller, asked, ruledPieces,
            asked.Record
                ? new EvaluatedCase(
                    request, [.. filled.Zip(ruledPieces, (f, r) => (f.Item, f.Known, r))])
                : null);
    }

    private Evaluated Answer(
        Held<ApiClient> caller, Asked asked, IReadOnlyList<Ruled> ruled, EvaluatedCase? record)
    {
        var purpose = CaseAnswers.IdOf(Book.FindFact("purpose")!, ruled[0].Answers);
        if (!caller.Value.MayPurpose(purpose))
        {
            return Evaluated.Deny(
                "client-purpose", "This client may not ask for this purpose, or did not say it.");
        }

        var anonymised = asked.Action == ShareAnonymised;
        var decision = ruled.All(r => r.Shares
            || (anonymised && r.Outcome?.Verdict == Verdict.ShareAnonymised));
        return new Evaluated(
            decision, ruled.Count == 1 ? ruled[0].Members : Several(ruled, anonymised),
            record is { IsDecided: true } ? record : null);
    }

    // Where the person is not in the register, what was sent is all that there is to keep.
    private EvaluatedCase Unregistered(Asked asked, Ruled ruled, Guid by)
    {
        var place = new Place(RegisterStore.Organisation, null, null);
        var request = NewRequest(asked, place, ruled.Answers, by);
        var now = time.GetUtcNow();
        var known = ruled.Facts.Given
            .Select(g => new KnownFact(g.Fact.Id, g.AnswerId, [], by, now)).ToList();
        return new EvaluatedCase(request, [(request.Value.Items[0], known, ruled)]);
    }

    private static byte[] Several(IReadOnlyList<Ruled> ruled, bool anonymised) =>
        RuledJson.Members(w =>
        {
            RuledJson.Obligations(
                w, [.. ruled.SelectMany(r => r.Outcome?.Duties ?? []).Distinct()]);
            w.WriteStartArray("items");
            for (var i = 0; i < ruled.Count; i++)
            {
                w.WriteStartObject();
                w.WriteNumber("number", i + 1);
                w.WriteBoolean("decision", ruled[i].Shares
                    || (anonymised && ruled[i].Outcome?.Verdict == Verdict.ShareAnonymised));
                w.WritePropertyName("context");
                w.WriteRawValue((byte[])[(byte)'{', .. ruled[i].Members, (byte)'}'], true);
                w.WriteEndObject();
            }

            w.WriteEndArray();
        });

    private byte[] ReadAnswers(Asked asked)
    {
        var answers = CaseAnswers.None(Book);
        Read(asked.Resource.More, answers, false);
        var facts = Asked.Member(asked.Context, "facts");
        if (facts.ValueKind is not (JsonValueKind.Object or JsonValueKind.Undefined))
            throw new ApiProblem(400, "facts-malformed", "'context.facts' has to be an object.");
        Read(facts, answers, true);
        return answers;
    }

    // Properties may say anything; what is called a fact has to be one of the book.
    private void Read(JsonElement from, byte[] answers, bool strict)
    {
        if (from.ValueKind != JsonValueKind.Object)
            return;
        try
        {
            foreach (var member in from.EnumerateObject())
            {
                var fact = strict
                    ? CaseAnswers.FactOf(Book, member.Name)
                    : Book.FindFact(member.Name);
                if (fact is not null)
                    CaseAnswers.Give(answers, fact, member.Value);
            }
        }
        catch (InvalidOperationException)
        {
            throw new ApiProblem(400, "facts-malformed", "A fact is not well-formed text.");
        }
    }

    private Held<Request> NewRequest(Asked asked, Place place, byte[] answers, Guid by)
    {
        var now = time.GetUtcNow();
        var party = Asked.Member(asked.Context, "recipient");
        var request = With(
            new Request
            {
                Stage = RequestStage.Closed,
                Party = party.ValueKind == JsonValueKind.String && party.TryGetGuid(out var id)
                    ? id
                    : null,
                ReceivedAt = now,
                HandledBy = by,
                Items =
                [
                    new RequestedItem(
                        1, IdIn("item-kind", answers), place.Item?.Id,
                        place.Item?.Value.Title ?? asked.Resource.Id, null,
                        new Dictionary<string, GivenAnswer>(StringComparer.Ordinal)),
                ],
            },
            answers, by);
        return new Held<Request>(Guid.Empty, place.Person!.Value, 1, now, by, request with
        {
            Requester = IdIn("requester", answers),
            Purpose = IdIn("purpose", answers),
        });
    }

    private string? IdIn(string fact, byte[] answers) =>
        Book.FindFact(fact) is { } found ? CaseAnswers.IdOf(found, answers) : null;

    // What was sent counts before what the request says.
    private Request With(Request request, byte[] answers, Guid by)
    {
        var now = time.GetUtcNow();
        IReadOnlyDictionary<string, GivenAnswer> Merge(
            IReadOnlyDictionary<string, GivenAnswer> old, FactScope about)
        {
            var merged = new Dictionary<string, GivenAnswer>(old, StringComparer.Ordinal);
            foreach (var fact in Book.Facts.Where(f => f.About == about))
            {
                if (CaseAnswers.IdOf(fact, answers) is { } answer)
                    merged[fact.Id] = new GivenAnswer(answer, by, now);
            }

            return merged;
        }

        return request with
        {
            Answers = Merge(request.Answers, FactScope.Request),
            Items =
            [
                .. request.Items.Select(i => i with { Answers = Merge(i.Answers, FactScope.Item) }),
            ],
        };
    }

    private async ValueTask<Place> FindAsync(Entity resource, CancellationToken cancellation)
    {
        if (resource.Type is not ("person" or "item" or "request"))
        {
            throw new ApiProblem(
                404, "resource-unknown", "A resource is a 'person', an 'item' or a 'request'.");
        }

        if (Guid.TryParseExact(resource.Id, "D", out var id))
            return await FindAsync(resource.Type, id, cancellation) ?? throw Missing();
        var nhs = Asked.Member(resource.More, "nhs_number");
        if (nhs.ValueKind == JsonValueKind.Undefined)
            return default;
        if (nhs.ValueKind != JsonValueKind.String
            || !NhsNumber.TryParse(nhs.GetString(), out var number))
        {
            throw new ApiProblem(400, "nhs-number-malformed", "That is not a valid NHS number.");
        }

        return await store.SearchPeopleAsync(number.ToCompact(), 2, cancellation) is [var one]
            ? new Place(one.Id, null, null)
            : throw Missing();
    }

    private async Task<Place?> FindAsync(string type, Guid id, CancellationToken cancellation)
    {
        switch (type)
        {
            case "item":
                return await store.FindAsync<Item>(id, cancellation) is { } item
                    ? new Place(item.Owner, item, null)
                    : null;
            case "request":
                return await store.FindAsync<Request>(id, cancellation) is { } request
                    ? new Place(request.Owner, null, request)
                    : null;
            default:
                return await store.FindAsync<Person>(id, cancellation) is { } person
                    ? new Place(person.Id, null, null)
                    : null;
        }
    }

    private static ApiProblem Missing() => new(
        404, "resource-unknown", "It is not in the register. An id that is no UUID is the "
        + "caller's own, and then the facts alone decide.");

    private static Evaluated NoNeedToKnow() => Evaluated.Deny(
        "no-need-to-know", "The subject has no relationship with this person that lets them.");

    /// <summary>Where in the register a resource is; nowhere when it is the caller's own.
    /// </summary>
    private readonly record struct Place(Guid? Person, Held<Item>? Item, Held<Request>? Request)
    {
        public override string ToString() => nameof(Place);
    }
}
