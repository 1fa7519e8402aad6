using System.Text.Json;
using Proviso.Register;
using Proviso.Register.Cases;

namespace Proviso.Web.Api.AuthZen;

/// <summary>A decision as AuthZEN gives it.</summary>
/// <param name="Decision">Whether it is permitted.</param>
/// <param name="Members">The members of its context, as JSON without the braces.</param>
/// <param name="Case">What can be recorded of it; null for nothing.</param>
internal sealed record Evaluated(bool Decision, byte[] Members, EvaluatedCase? Case = null)
{
    /// <summary>A refusal with its code and words.</summary>
    internal static Evaluated Deny(string code, string words) =>
        new(false, RuledJson.Members(w => RuledJson.Refusal(w, code, words)));

    /// <summary>A refusal because it could not be evaluated.</summary>
    internal static Evaluated Failed(int status, string code, string words) =>
        new(false, RuledJson.Members(w =>
        {
            RuledJson.Refusal(
                w, code, words,
                status.ToString(System.Globalization.CultureInfo.InvariantCulture));
            w.WriteStartObject("error");
            w.WriteNumber("status", status);
            w.WriteString("code", code);
            w.WriteString("message", words);
            w.WriteEndObject();
        }));

    /// <inheritdoc/>
    public override string ToString() => nameof(Evaluated);
}

/// <summary>The case behind a decision.</summary>
/// <param name="Request">The request, of the person or else of the organisation; without an id
/// while it is not recorded.</param>
/// <param name="Pieces">Its pieces with what was known and what the book says.</param>
internal sealed record EvaluatedCase(
    Held<Request> Request,
    IReadOnlyList<(RequestedItem Item, IReadOnlyList<KnownFact> Known, Ruled Ruled)> Pieces)
{
    /// <summary>Whether there is an outcome for each piece.</summary>
    internal bool IsDecided => Pieces.All(p => p.Ruled.Outcome is not null);

    /// <inheritdoc/>
    public override string ToString() => nameof(EvaluatedCase);
}

/// <summary>Writes decisions.</summary>
internal static class EvaluatedJson
{
    /// <summary>Writes one, as <c>{"decision":…,"context":{"id":…,…}}</c>.</summary>
    /// <param name="to">Where to.</param>
    /// <param name="evaluated">The decision.</param>
    /// <param name="id">Its id.</param>
    /// <param name="recorded">The decision's record; null when nothing was recorded.</param>
    internal static void Write(
        System.Buffers.IBufferWriter<byte> to, Evaluated evaluated, Guid id, Guid? recorded = null)
    {
        Add(to, evaluated.Decision
            ? "{\"decision\":true,\"context\":{\"id\":\""u8
            : "{\"decision\":false,\"context\":{\"id\":\""u8);
        Add(to, id);
        if (recorded is { } record)
        {
            Add(to, "\",\"recorded\":\""u8);
            Add(to, record);
        }

        Add(to, "\","u8);
        Add(to, evaluated.Members);
        Add(to, "}}"u8);
    }

    /// <summary>Writes bytes.</summary>
    internal static void Add(System.Buffers.IBufferWriter<byte> to, ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(to.GetSpan(bytes.Length));
        to.Advance(bytes.Length);
    }

    private static void Add(System.Buffers.IBufferWriter<byte> to, Guid id)
    {
        id.TryFormat(to.GetSpan(36), out var written);
        to.Advance(written);
    }
}
