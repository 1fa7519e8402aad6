using Proviso.Identifiers;
using Proviso.Register;
using Proviso.Register.Items;
using Proviso.Register.People;

namespace Proviso.Fhir.Reading;

/// <summary>Reading of FHIR's data types.</summary>
internal static class Parts
{
    /// <summary>The words of a CodeableConcept. A code is left where there are words for it.
    /// </summary>
    internal static string? Words(Element? concept)
    {
        if (concept is null)
            return null;
        var text = concept.Text("text");
        var codings = concept.Each("coding");
        var displays = codings.Select(c => c.Text("display")).OfType<string>().ToList();
        return text ?? displays.FirstOrDefault()
            ?? codings.Select(c => c.Text("code")).FirstOrDefault(c => c is not null);
    }

    /// <summary>The code of one coding system; null when it is not there.</summary>
    internal static string? Code(IEnumerable<Element> codings, string system)
    {
        foreach (var coding in codings)
        {
            if (coding.Text("system") == system)
            {
                coding.Text("display");
                return coding.Text("code");
            }

            coding.Leave("system", "The register has no place for it.");
        }

        return null;
    }

    internal static Period Period(Element? period) => period is null
        ? Register.Period.Always
        : new Period(period.Day("start"), period.Day("end"));

    /// <summary>A name; null when there is neither a family name nor any other.</summary>
    internal static PersonName? Name(Element name)
    {
        var family = name.Text("family");
        var given = name.Texts("given");
        var text = name.Text("text");
        name.Text("use");
        return family is null && given.Count == 0 && string.IsNullOrWhiteSpace(text)
            ? null
            : new PersonName(
                family ?? (given.Count == 0 ? text! : ""), string.Join(' ', given),
                name.Texts("prefix") is { Count: > 0 } titles ? string.Join(' ', titles) : null);
    }

    /// <summary>Where somebody lives. What is no postcode of the United Kingdom stays a line.
    /// </summary>
    internal static Address Address(Element address)
    {
        List<string?> lines = [.. address.Texts("line")];
        foreach (var part in new[] { "city", "district", "state", "country" })
            lines.Add(address.Text(part));
        var code = address.Text("postalCode");
        Postcode? postcode = Postcode.TryParse(code, out var parsed) ? parsed : null;
        if (postcode is null)
            lines.Add(code);
        var text = address.Text("text");
        var kept = lines.Where(l => !string.IsNullOrWhiteSpace(l)).Select(l => l!).ToList();
        if (kept.Count == 0 && text is not null)
            kept.Add(text);
        if (address.Text("use") is not ("home" or null))
            address.Leave("use", "The register keeps when somebody lived there.");
        return new Address(kept, postcode, Period(address.One("period")));
    }

    /// <summary>How somebody is reached; null where that way is not known here, or no longer
    /// holds.</summary>
    internal static Contact? Contact(Element telecom)
    {
        var value = telecom.Text("value");
        ContactBy? by = telecom.Text("system") switch
        {
            "phone" => ContactBy.Phone,
            "email" => ContactBy.Email,
            "sms" => ContactBy.Text,
            "other" when telecom.Ours("post") is { } post && post.Yes("valueBoolean") == true =>
                ContactBy.Post,
            _ => null,
        };
        var use = telecom.Text("use");
        if (by is null || use == "old" || string.IsNullOrWhiteSpace(value))
        {
            telecom.LeaveAll(use == "old"
                ? "It is no longer in use."
                : "The register reaches people by phone, e-mail, text message and post.");
            return null;
        }

        var note = telecom.Ours("contact-note")?.Text("valueString");
        return new Contact(by.Value, value.Trim(), note ?? use);
    }

    internal static IReadOnlyList<Contact> Contacts(Element of) =>
        [.. of.Each("telecom").Select(Contact).OfType<Contact>()];

    /// <summary>Who a reference names, in words.</summary>
    internal static string? Display(Element? reference)
    {
        if (reference is null)
            return null;
        if (reference.Text("display") is { } display)
            return display;
        reference.LeaveAll("Names somebody without words for who it is.");
        return null;
    }

    internal static string? Displays(IEnumerable<Element> references) =>
        references.Select(Display).OfType<string>().ToList() is { Count: > 0 } names
            ? string.Join(", ", names) : null;

    /// <summary>Texts with an empty line between them; null when there is none.</summary>
    internal static string? Lines(IEnumerable<string?> texts) =>
        texts.Where(t => !string.IsNullOrWhiteSpace(t)).ToList() is { Count: > 0 } some
            ? string.Join("\n\n", some) : null;

    /// <summary>A medium by its code; null when it is none.</summary>
    internal static Medium? Medium(string? code)
    {
        foreach (var medium in Enum.GetValues<Medium>())
        {
            if (Writing.Json.Code(medium) == code)
                return medium;
        }

        return null;
    }
}
