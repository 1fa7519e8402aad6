using System.Globalization;
using System.Text.Json;

namespace Proviso.Fhir.Writing;

/// <summary>Writing of FHIR's data types.</summary>
internal static class Json
{
    /// <summary>The code of an enumeration's value, as the register writes it.</summary>
    internal static string Code<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    internal static string Day(DateOnly day) =>
        day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>An object, as a member or in an array.</summary>
    internal static void Object(this Utf8JsonWriter json, string? name, Action write)
    {
        if (name is null)
            json.WriteStartObject();
        else
            json.WriteStartObject(name);
        write();
        json.WriteEndObject();
    }

    /// <summary>An array of objects; nothing when there are none.</summary>
    internal static void Each<T>(
        this Utf8JsonWriter json, string name, IEnumerable<T> values, Action<T> write)
    {
        var some = values.ToList();
        if (some.Count == 0)
            return;
        json.WriteStartArray(name);
        foreach (var value in some)
            json.Object(null, () => write(value));
        json.WriteEndArray();
    }

    internal static void Texts(
        this Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        var some = values.Where(v => v.Length > 0).ToList();
        if (some.Count == 0)
            return;
        json.WriteStartArray(name);
        foreach (var value in some)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }

    /// <summary>A text; nothing when there is none, because FHIR has no empty ones.</summary>
    internal static void Text(this Utf8JsonWriter json, string name, string? value)
    {
        if (!string.IsNullOrWhiteSpace(value))
            json.WriteString(name, value);
    }

    internal static void Day(this Utf8JsonWriter json, string name, DateOnly? day)
    {
        if (day is { } known)
            json.WriteString(name, Day(known));
    }

    internal static void Period(
        this Utf8JsonWriter json, string name, DateOnly? from, DateOnly? until)
    {
        if (from is null && until is null)
            return;
        json.Object(name, () =>
        {
            json.Day("start", from);
            json.Day("end", until);
        });
    }

    /// <summary>A CodeableConcept of one code.</summary>
    internal static void Concept(
        this Utf8JsonWriter json, string name, string system, string code) =>
        json.Object(name, () => json.Each("coding", [code], c => json.Coding(system, c)));

    internal static void Coding(this Utf8JsonWriter json, string system, string code)
    {
        json.WriteString("system", system);
        json.WriteString("code", code);
    }

    /// <summary>A reference to another resource of the bundle.</summary>
    internal static void Reference(this Utf8JsonWriter json, string? name, Guid id) =>
        json.Object(name, () => json.WriteString("reference", Url(id)));

    internal static string Url(Guid id) => $"urn:uuid:{id:D}";

    /// <summary>Our extensions; those without a value are not there.</summary>
    internal static void Extensions(
        this Utf8JsonWriter json, params (string Name, string Type, object? Value)[] extensions)
    {
        json.Each("extension", extensions.Where(e => e.Value is not null), e =>
        {
            json.WriteString("url", Systems.Extension(e.Name));
            switch (e.Value)
            {
                case bool yes:
                    json.WriteBoolean(e.Type, yes);
                    break;
                case DateOnly day:
                    json.WriteString(e.Type, Day(day));
                    break;
                case Register.Period period:
                    json.Object(e.Type, () =>
                    {
                        json.Day("start", period.From);
                        json.Day("end", period.Until);
                    });
                    break;
                default:
                    json.WriteString(e.Type, (string)e.Value!);
                    break;
            }
        });
    }

    /// <summary>The register's own id, so that reading it back finds the same record.</summary>
    internal static void OwnIdentifier(this Utf8JsonWriter json, Guid id) =>
        json.Each("identifier", [id], i => Identifier(json, i));

    internal static void Identifier(Utf8JsonWriter json, Guid id)
    {
        json.WriteString("system", Systems.Id);
        json.WriteString("value", id.ToString("D"));
    }
}
