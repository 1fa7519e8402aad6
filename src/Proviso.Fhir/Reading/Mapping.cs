using Proviso.Register;
using Proviso.Register.Interchange;

namespace Proviso.Fhir.Reading;

/// <summary>Which resource becomes which record.</summary>
internal static class Mapping
{
    internal static IEnumerable<Incoming> Of(Bundle bundle, Resource resource, Element root) =>
        resource.Type switch
        {
            "Patient" => PatientMapping.Read(bundle, resource, root),
            "RelatedPerson" => [RelatedPersonMapping.Read(bundle, resource, root)],
            "Consent" => [ConsentMapping.Read(bundle, resource, root)],
            "DocumentReference" => [DocumentMapping.Read(bundle, resource, root)],
            _ => [ClinicalMapping.Read(bundle, resource, root)],
        };

    /// <summary>A record that belongs to a person.</summary>
    internal static Incoming Record<T>(
        Resource resource, PersonKey person, Guid? id, Func<T?, T> apply,
        params IReadOnlyList<Reference> references)
        where T : Kept => new()
    {
        At = resource.At,
        Kind = typeof(T),
        Person = person,
        Id = id,
        Apply = old => new Applied(apply((T?)old), [], references),
    };

    /// <summary>A code that the book has to know.</summary>
    internal static string Answer(Bundle bundle, Element at, string name, string fact, string? code)
    {
        var known = bundle.Around.Book.FindFact(fact)?.Answers.Any(a => a.Id == code) == true;
        return known ? code! : throw at.Refuse(
            name, "code-unknown", $"Has a code that is no answer of the rule book to '{fact}'.");
    }
}
