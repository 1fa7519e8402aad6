using System.Collections.Concurrent;
using System.Text.Encodings.Web;
using System.Text.Json;
using Proviso.Rulebook;
using Proviso.Rulebook.Compiling;
using Proviso.Rulebook.Deciding;

namespace Proviso.Web.Api;

/// <summary>
/// What the book says about cases. The same answers on the same day have the same outcome, so what
/// was worked out is remembered, as the bytes that callers get, until other cases need the room.
/// </summary>
internal sealed class RuledCases(CompiledBook book)
{
    /// <summary>How many cases are remembered.</summary>
    internal const int Most = 8_192;

    private OfDay known = new(default);

    /// <summary>What the book says.</summary>
    /// <param name="answers">See <see cref="CaseAnswers"/>.</param>
    /// <param name="day">The day whose law applies.</param>
    internal Ruled Of(ReadOnlySpan<byte> answers, DateOnly day)
    {
        var today = known;
        if (today.Day != day)
            known = today = new OfDay(day);
        if (today.ByAnswers.TryGetValue(answers, out var found))
            return found;
        var made = Decide(answers.ToArray(), day);
        if (today.Cases.Count >= Most)
            today.Cases.Clear();
        today.Cases[made.Answers] = made;
        return made;
    }

    private Ruled Decide(byte[] answers, DateOnly day)
    {
        var facts = CaseAnswers.ToFacts(book.Book, answers);
        var outcome = Decider.Decide(book.On(day), day, facts, out var next);
        return outcome is null
            ? new Ruled(answers, facts, null, next, RuledJson.Question(next!))
            : new Ruled(answers, facts, outcome, null, RuledJson.Outcome(outcome));
    }

    private sealed class OfDay
    {
        internal OfDay(DateOnly day)
        {
            Day = day;
            Cases = new ConcurrentDictionary<byte[], Ruled>(new SameBytes());
            ByAnswers = Cases.GetAlternateLookup<ReadOnlySpan<byte>>();
        }

        internal DateOnly Day { get; }

        internal ConcurrentDictionary<byte[], Ruled> Cases { get; }

        internal ConcurrentDictionary<byte[], Ruled>.AlternateLookup<ReadOnlySpan<byte>>
            ByAnswers { get; }
    }

    private sealed class SameBytes
        : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(byte[] obj) => GetHashCode(obj.AsSpan());

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) =>
            alternate.SequenceEqual(other);

        public int GetHashCode(ReadOnlySpan<byte> alternate)
        {
            var hash = default(HashCode);
            hash.AddBytes(alternate);
            return hash.ToHashCode();
        }

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
    }
}

/// <summary>What the book says about one case.</summary>
/// <param name="Answers">What was known, as bytes.</param>
/// <param name="Facts">What was known.</param>
/// <param name="Outcome">The outcome; null while an answer can still change it.</param>
/// <param name="Next">The fact that is needed first then.</param>
/// <param name="Members">What callers are told, as the members of a JSON object that is open.
/// </param>
internal sealed record Ruled(
    byte[] Answers, CaseFacts Facts, Outcome? Outcome, Fact? Next, byte[] Members)
{
    /// <summary>The outcome as a decision keeps it, once it was written.</summary>
    internal Proviso.Register.Cases.DecidedItem? Recorded { get; set; }

    /// <summary>Whether what was asked about may go out as it is.</summary>
    internal bool Shares => Outcome?.Verdict.IsSharing() == true;

    /// <inheritdoc/>
    public override string ToString() => nameof(Ruled);
}

/// <summary>Writes what callers are told about a case.</summary>
internal static class RuledJson
{
    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The members that <paramref name="write"/> writes, without the braces.</summary>
    internal static byte[] Members(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var w = new Utf8JsonWriter(buffer, Options))
        {
            w.WriteStartObject();
            write(w);
            w.WriteEndObject();
        }

        return buffer.GetBuffer()[1..(int)(buffer.Length - 1)];
    }

    /// <summary>An outcome: verdict, reasons for two readers, deciding rules and obligations.
    /// </summary>
    internal static byte[] Outcome(Outcome outcome) => Members(w =>
    {
        var rules = outcome.Deciding.Select(d => d.Rule).Concat(outcome.Either).ToList();
        var status = outcome.Verdict.IsSharing() ? "200" : "403";
        w.WriteString("verdict", outcome.Verdict.Name());
        if (outcome.Adviser is { } adviser)
        {
            w.WriteStartObject("adviser");
            w.WriteString("id", adviser.Id);
            w.WriteString("title", adviser.Text);
            w.WriteEndObject();
        }

        Reason(w, "reason_admin", status, outcome.ByDefault
            ? "No rule permits it."
            : "Decided by " + string.Join(", ", rules.Select(r => r.Id)) + ".");
        Reason(w, "reason_user", status, string.Join(' ', new[] { outcome.Verdict.Words() + "." }
            .Concat(outcome.Deciding.Select(d => d.Rule.Because))));
        Rules(w, rules);
        Obligations(w, outcome.Duties);
        w.WriteString("book", outcome.BookVersion);
        w.WriteString("day", outcome.Date.ToString(
            "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        w.WriteBoolean("rests_on_unverified", outcome.RestsOnUnverified);
    });

    /// <summary>The fact that is needed before there is an outcome.</summary>
    internal static byte[] Question(Fact fact) => Members(w =>
    {
        Refusal(w, "fact-needed", "An answer that is not known can still change the decision.");
        w.WriteStartObject("next");
        Fact(w, fact);
        w.WriteEndObject();
    });

    /// <summary>Why something is refused, for both readers.</summary>
    internal static void Refusal(Utf8JsonWriter w, string code, string words, string status = "403")
    {
        w.WriteString("reason", code);
        Reason(w, "reason_admin", status, code);
        Reason(w, "reason_user", status, words);
    }

    /// <summary>A fact with its question and answers, as the members of an open object.</summary>
    internal static void Fact(Utf8JsonWriter w, Fact fact)
    {
        w.WriteString("fact", fact.Id);
        w.WriteString("about", fact.About is FactScope.Item ? "item" : "request");
        w.WriteString("question", fact.Question);
        w.WriteString("help", fact.Help);
        w.WriteStartArray("answers");
        foreach (var answer in fact.Answers)
        {
            w.WriteStartObject();
            w.WriteString("answer", answer.Id);
            w.WriteString("label", answer.Label);
            w.WriteEndObject();
        }

        w.WriteEndArray();
        w.WriteBoolean("may_be_not_known", fact.Presumed is not null);
    }

    private static void Reason(Utf8JsonWriter w, string name, string status, string words)
    {
        w.WriteStartObject(name);
        w.WriteString(status, words);
        w.WriteEndObject();
    }

    private static void Rules(Utf8JsonWriter w, IEnumerable<Rule> rules)
    {
        w.WriteStartArray("rules");
        foreach (var rule in rules)
        {
            w.WriteStartObject();
            w.WriteString("id", rule.Id);
            w.WriteString("title", rule.Title);
            w.WriteStartArray("cites");
            foreach (var cite in rule.Cites)
                w.WriteStringValue(cite.ToString());
            w.WriteEndArray();
            w.WriteEndObject();
        }

        w.WriteEndArray();
    }

    // The obligations profile has no type for most duties, so they are of its type "custom".
    /// <summary>Duties as obligations.</summary>
    internal static void Obligations(Utf8JsonWriter w, IReadOnlyList<Duty> duties)
    {
        if (duties.Count == 0)
            return;
        w.WriteStartArray("obligations");
        foreach (var duty in duties)
        {
            w.WriteStartObject();
            w.WriteString("id", duty.Id);
            w.WriteString("type", "custom");
            w.WriteStartObject("properties");
            w.WriteString("vendor", "proviso");
            w.WriteString("action", duty.Id);
            w.WriteString("say", duty.Say);
            w.WriteString("when", duty.Phase.ToString().ToLowerInvariant());
            w.WriteString("by", duty.By.Id);
            w.WriteString("due", duty.Within.Text);
            if (duty.Within.Duration.Length > 0)
            {
                w.WriteString("within", duty.Within.Duration);
                w.WriteBoolean("working_days", duty.Within.WorkingDays);
            }

            w.WriteEndObject();
            w.WriteEndObject();
        }

        w.WriteEndArray();
    }
}
