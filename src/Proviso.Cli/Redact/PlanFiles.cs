using Proviso.Deidentification.Text;
using Proviso.Deidentification.Text.Known;
using Proviso.Deidentification.Text.Treatments;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Proviso.Cli.Redact;

/// <summary>Reads the files that say who is known and what is done with what is found.</summary>
internal static class PlanFiles
{
    private const int MostCharacters = 1 << 20;

    private static readonly IDeserializer Yaml = new DeserializerBuilder()
        .WithNamingConvention(HyphenatedNamingConvention.Instance).Build();

    /// <summary>Reads a file of known people.</summary>
    /// <exception cref="InvalidDataException">With what is wrong and where.</exception>
    public static KnownIdentities Known(string path)
    {
        var file = Read<KnownFile>(path);
        if (file?.People is not { Count: > 0 })
            throw new InvalidDataException($"{path}: list at least one person under \"people\".");
        var people = new List<KnownPerson>();
        foreach (var person in file.People)
        {
            people.Add(new KnownPerson(Value<PersonRole>(path, "role", person.Role), person.Names)
            {
                Nicknames = person.Nicknames,
                Numbers = person.Numbers,
                Phrases = person.Phrases,
            });
        }

        return KnownIdentities.Of(people);
    }

    /// <summary>Reads a treatment plan.</summary>
    /// <exception cref="InvalidDataException">With what is wrong and where.</exception>
    public static TreatmentPlan Plan(string path)
    {
        var file = Read<PlanFile>(path)
            ?? throw new InvalidDataException($"{path} is empty.");
        var kinds = file.Kinds.ToDictionary(
            k => Value<FindingKind>(path, "kind", k.Key),
            k => Value<Treatment>(path, "treatment", k.Value));
        var roles = file.Roles.ToDictionary(
            r => Value<PersonRole>(path, "role", r.Key),
            r => Value<Treatment>(path, "treatment", r.Value));
        var usual = Value<Treatment>(path, "treatment", file.Usual);
        if (file.Secret.Length < 16 && (usual == Treatment.Surrogate
            || kinds.ContainsValue(Treatment.Surrogate)
            || roles.ContainsValue(Treatment.Surrogate)))
        {
            throw new InvalidDataException(
                $"{path}: surrogates need a \"secret\" of 16 characters or more.");
        }

        return TreatmentPlan.Of(usual, kinds, roles, file.Secret);
    }

    private static T? Read<T>(string path)
    {
        var text = File.ReadAllText(path);
        if (text.Length > MostCharacters)
            throw new InvalidDataException($"{path} is larger than such a file ever is.");
        try
        {
            return Yaml.Deserialize<T>(text);
        }
        catch (YamlException e)
        {
            throw new InvalidDataException(
                $"{path}, line {e.Start.Line}: "
                + $"{e.InnerException?.Message ?? "not understood"}.", e);
        }
    }

    private static T Value<T>(string path, string what, string word)
        where T : struct, Enum
    {
        var plain = word.Replace("-", "", StringComparison.Ordinal);
        if (!char.IsAsciiLetter(plain.FirstOrDefault())
            || !Enum.TryParse<T>(plain, ignoreCase: true, out var value))
        {
            throw new InvalidDataException(
                $"{path}: \"{word}\" is not a {what}. Known: "
                + string.Join(", ", Enum.GetNames<T>().Select(Hyphenate)) + ".");
        }

        return value;
    }

    private static string Hyphenate(string name) => string.Concat(name.Select((c, i) =>
        i > 0 && char.IsUpper(c) ? "-" + char.ToLowerInvariant(c)
            : char.ToLowerInvariant(c).ToString()));

    /// <summary>The form of a file of known people.</summary>
    private sealed class KnownFile
    {
        public List<KnownEntry> People { get; set; } = [];
    }

    /// <summary>The form of one known person.</summary>
    private sealed class KnownEntry
    {
        public string Role { get; set; } = "unknown";

        public List<string> Names { get; set; } = [];

        public List<string> Nicknames { get; set; } = [];

        public List<string> Numbers { get; set; } = [];

        public List<string> Phrases { get; set; } = [];
    }

    /// <summary>The form of a treatment plan.</summary>
    private sealed class PlanFile
    {
        public string Usual { get; set; } = "label";

        public Dictionary<string, string> Kinds { get; set; } = [];

        public Dictionary<string, string> Roles { get; set; } = [];

        public string Secret { get; set; } = "";
    }
}
