using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Proviso.Register.Filling;
using Proviso.Rulebook;
using Proviso.Rulebook.Compiling;
using Proviso.Rulebook.Deciding;

namespace Proviso.Register.Cases;

/// <summary>Decides requests under a book and records what was decided.</summary>
public sealed class CaseDecider
{
    private static readonly JsonWriterOptions Json = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Takes a book.</summary>
    /// <param name="compiled">The book.</param>
    public CaseDecider(CompiledBook compiled)
    {
        ArgumentNullException.ThrowIfNull(compiled);
        Compiled = compiled;
        Filler = new CaseFiller(compiled.Book);
    }

    /// <summary>The book.</summary>
    public CompiledBook Compiled { get; }

    /// <summary>What fills its facts.</summary>
    public CaseFiller Filler { get; }

    /// <summary>Decides one piece.</summary>
    /// <param name="item">What is known about it.</param>
    /// <param name="day">The day whose law applies.</param>
    /// <param name="next">The fact that has to be asked first, when there is no outcome.</param>
    /// <returns>What was decided; null while an answer can still change it.</returns>
    public DecidedItem? Decide(FilledItem item, DateOnly day, out Fact? next)
    {
        ArgumentNullException.ThrowIfNull(item);
        var law = Compiled.On(day);
        if (Decider.Decide(law, day, item.Facts, out next) is not { } outcome)
            return null;
        return new DecidedItem(
            item.Item.Number, item.Item.What, item.Item.Item, item.Known, outcome.Verdict.Name(),
            outcome.Adviser?.Id, Write(law, item.Facts, outcome));
    }

    /// <summary>Adds a decision to a change, and the book's text when the store does not have it
    /// yet.</summary>
    /// <param name="store">The register.</param>
    /// <param name="change">The change that it becomes a part of.</param>
    /// <param name="request">The request.</param>
    /// <param name="day">The day whose law was applied.</param>
    /// <param name="items">What was decided.</param>
    /// <param name="otherwise">Why it is decided against the book, if it is.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>The decision's id.</returns>
    public async Task<Guid> RecordAsync(
        RegisterStore store, Change change, Held<Request> request, DateOnly day,
        IReadOnlyList<DecidedItem> items, Otherwise? otherwise = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(change);
        ArgumentNullException.ThrowIfNull(request);
        await BookTexts.EnsureAsync(store, Compiled.Book, cancellation);
        return change.Add(request.Owner, new Decision
        {
            Request = request.Id,
            Day = day,
            BookDigest = Compiled.Book.Digest,
            BookVersion = Compiled.Book.Version,
            Items = items,
            Otherwise = otherwise,
        });
    }

    /// <summary>An outcome as the bytes that a decision keeps.</summary>
    internal static string Write(Law law, CaseFacts facts, Outcome outcome)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Json))
        {
            writer.WriteStartObject();
            OutcomeJson.WriteMembers(writer, law, facts, outcome);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
