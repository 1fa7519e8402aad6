using System.Text.Json;
using Proviso.Register;
using Proviso.Register.Wishes;

namespace Proviso.Fhir.Writing;

/// <summary>Consent.</summary>
internal static class Wishes
{
    internal static void Consent(
        Utf8JsonWriter json, Held<Wish> held, Func<Guid, bool> isRelated)
    {
        var wish = held.Value;
        var permits = wish.Says == WishKind.Consent;
        json.Extensions(
            ("withdrawn-on", "valueDate", wish.WithdrawnOn),
            ("explicit", "valueBoolean", wish.Explicit),
            ("written", "valueBoolean", wish.Written));
        json.OwnIdentifier(held.Id);
        json.WriteString("status", wish.WithdrawnOn is null ? "active" : "inactive");
        json.Concept("scope", Systems.ConsentScope, "patient-privacy");
        json.Each("category", [Json.Code(wish.Says)], code =>
            json.Each("coding", [code], c => json.Coding(Systems.Wish, c)));
        json.Reference("patient", held.Owner);
        json.Day("dateTime", wish.From);
        json.WriteStartArray("performer");
        json.Reference(null, wish.GivenBy ?? held.Owner);
        json.WriteEndArray();
        json.Concept("policyRule", Systems.ActCode, permits ? "OPTIN" : "OPTOUT");
        json.Object("provision", () =>
        {
            json.WriteString("type", permits ? "permit" : "deny");
            json.Period("period", wish.From, wish.Until);
            Actors(json, wish.About, isRelated);
            json.Each("purpose", wish.About.Purposes, p =>
            {
                if (Systems.Reasons.TryGetValue(p, out var reason))
                    json.Coding(Systems.ActReason, reason);
                else
                    json.Coding(Systems.Purpose, p);
            });
            json.Each("class", wish.About.ItemKinds, k => json.Coding(Systems.ItemKind, k));
            json.Each("data", wish.About.Items, item =>
            {
                json.WriteString("meaning", "instance");
                json.Reference("reference", item);
            });
        });
    }

    private static void Actors(Utf8JsonWriter json, Scope about, Func<Guid, bool> isRelated)
    {
        var kinds = about.PartyKinds.Select(kind => (Action)(() =>
        {
            json.Concept("role", Systems.Requester, kind);
            json.Object("reference", () => json.WriteString("display", kind));
        }));
        var parties = about.Parties.Select(party => (Action)(() =>
        {
            json.Concept("role", Systems.Participation, "IRCP");
            if (isRelated(party))
                json.Reference("reference", party);
            else
            {
                json.Object("reference", () =>
                    json.Object("identifier", () => Json.Identifier(json, party)));
            }
        }));
        json.Each("actor", kinds.Concat(parties), write => write());
    }
}
