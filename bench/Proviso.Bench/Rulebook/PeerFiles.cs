using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Proviso.Rulebook;
using Proviso.Rulebook.Compiling;

namespace Proviso.Bench.Rulebook;

/// <summary>
/// Writes the policy and the requests for other engines, and times our own decisions on them.
/// </summary>
internal static class PeerFiles
{
    private const int Requests = 10_000;
    private const int Rounds = 2_000;

    /// <summary>Writes policy.json and requests.json, and prints nanoseconds a decision.</summary>
    public static void Write(string folder)
    {
        var care = new DirectCare(Requests);
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "policy.json"), Json(w => Policy(w, care)));
        File.WriteAllText(Path.Combine(folder, "requests.json"), Json(w => Cases(w, care)));
        var times = Enumerable.Range(0, 7).Select(_ => Time(care)).Order().ToList();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"ours {times[times.Count / 2]:0.0} ns a decision "
            + $"({times[0]:0.0} to {times[^1]:0.0} in {times.Count} runs)"));
    }

    private static double Time(DirectCare care)
    {
        long rules = 0;
        var watch = Stopwatch.StartNew();
        for (var round = 0; round < Rounds / 10; round++)
        {
            foreach (var request in care.Requests)
                rules += care.Law.TryDecide(request)!.Rules.Count;
        }

        var nanoseconds = watch.Elapsed.TotalNanoseconds;
        if (rules < 0)
            throw new InvalidOperationException("The decisions were not used.");
        return nanoseconds / (Rounds / 10) / care.Requests.Count;
    }

    private static string Json(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
            write(writer);
        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void Policy(Utf8JsonWriter w, DirectCare care)
    {
        w.WriteStartObject();
        w.WriteStartObject("facts");
        foreach (var fact in care.Facts)
        {
            w.WriteStartArray(fact.Id);
            foreach (var answer in fact.Answers)
                w.WriteStringValue(answer.Id);
            w.WriteEndArray();
        }

        w.WriteEndObject();
        w.WriteStartArray("rules");
        var ids = care.Rules.Select(r => r.Rule.Id).ToHashSet();
        foreach (var (rule, when) in care.Rules)
        {
            w.WriteStartObject();
            w.WriteString("id", rule.Id);
            w.WriteNumber("tier", rule.Tier.Rank);
            w.WriteString("verdict", rule.Then.Name());
            w.WritePropertyName("when");
            When(w, when);
            w.WriteStartArray("overrides");
            foreach (var id in rule.Overrides.Where(ids.Contains))
                w.WriteStringValue(id);
            w.WriteEndArray();
            w.WriteEndObject();
        }

        w.WriteEndArray();
        w.WriteEndObject();
    }

    private static void When(Utf8JsonWriter w, Condition condition)
    {
        w.WriteStartObject();
        switch (condition)
        {
            case Condition.Answered a:
                w.WriteString("fact", a.Fact.Id);
                w.WriteStartArray("is");
                for (var i = 0; i < a.Holds.Count; i++)
                {
                    if (a.Holds[i])
                        w.WriteStringValue(a.Fact.Answers[i].Id);
                }

                w.WriteEndArray();
                break;
            case Condition.Not n:
                w.WritePropertyName("not");
                When(w, n.Inner);
                break;
            default:
                w.WriteStartArray(condition is Condition.Any ? "any" : "all");
                foreach (var part in condition.Children)
                    When(w, part);
                w.WriteEndArray();
                break;
        }

        w.WriteEndObject();
    }

    private static void Cases(Utf8JsonWriter w, DirectCare care)
    {
        w.WriteStartArray();
        foreach (var request in care.Requests)
        {
            var decision = care.Law.TryDecide(request)!;
            w.WriteStartObject();
            w.WriteStartObject("facts");
            foreach (var fact in care.Facts)
                w.WriteString(fact.Id, fact.Answers[request[fact.Index]].Id);
            w.WriteEndObject();
            w.WriteString("verdict", decision.Verdict.Name());
            w.WriteStartArray("deciding");
            foreach (var rule in decision.Rules)
                w.WriteStringValue(rule.Id);
            w.WriteEndArray();
            w.WriteEndObject();
        }

        w.WriteEndArray();
    }
}
