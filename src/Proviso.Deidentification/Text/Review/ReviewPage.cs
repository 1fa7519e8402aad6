using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Proviso.Deidentification.Text.Formats;
using Proviso.Deidentification.Text.Treatments;

namespace Proviso.Deidentification.Text.Review;

/// <summary>
/// The page on which a person checks findings (RD-5), and the decisions that come back from it.
/// The page is one file that needs nothing else and sends nothing anywhere.
/// </summary>
public static class ReviewPage
{
    /// <summary>Makes the page. It holds the whole text: keep it as safe as the document.</summary>
    /// <param name="name">Name of the document, to be shown and to name the decisions.</param>
    /// <param name="document">The text and its findings.</param>
    public static string Make(string name, DocumentFindings document)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(document);
        var data = JsonSerializer.Serialize(new
        {
            document = name,
            sha256 = Hash(document.Text),
            text = document.Text,
            kinds = Enum.GetValues<FindingKind>().Select(k => new[]
            {
                k.ToString(), LabelWords.Of(k, PersonRole.Unknown),
            }),
            findings = document.Findings.Select(f => new
            {
                start = f.Start,
                length = f.Length,
                kind = f.Kind.ToString(),
                role = f.Role.ToString(),
                entity = f.Entity,
                label = LabelWords.Of(f.Kind, f.Role),
                confidence = f.Confidence,
                reason = f.Reason,
                warning = f.IsWarning,
            }),
        });
        // The serialiser writes "<" as an escape, so the text cannot end the script element.
        return Template().Replace("/*DATA*/", data, StringComparison.Ordinal);
    }

    /// <summary>Reads the decisions that the page saved.</summary>
    /// <param name="json">The decision file.</param>
    /// <param name="text">The text that they must belong to.</param>
    /// <returns>What was accepted, in order.</returns>
    /// <exception cref="InvalidDataException">The file is not a decision file, or belongs to
    /// another text, or its findings overlap.</exception>
    public static IReadOnlyList<Finding> ReadDecisions(string json, string text)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(text);
        DecisionFile? file;
        try
        {
            file = JsonSerializer.Deserialize<DecisionFile>(json, JsonSerializerOptions.Web);
        }
        catch (JsonException e)
        {
            throw new InvalidDataException("This is not a decision file.", e);
        }

        if (file?.Findings is null || file.Version != 1)
            throw new InvalidDataException("This is not a decision file of version 1.");
        if (file.Sha256 != Hash(text))
        {
            throw new InvalidDataException(
                "The decisions belong to another document, or it has changed since. Review it "
                + "again.");
        }

        var findings = file.Findings.Select(Read).OrderBy(f => f.Start).ToArray();
        for (var i = 0; i < findings.Length; i++)
        {
            if (findings[i].Start < (i == 0 ? 0 : findings[i - 1].End)
                || findings[i].Length < 1 || findings[i].End > text.Length)
            {
                throw new InvalidDataException($"Decision {i + 1} overlaps or lies outside.");
            }
        }

        return findings;
    }

    /// <summary>What tells that two texts are the same.</summary>
    internal static string Hash(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static Finding Read(DecisionFile.Decision decision)
    {
        if (!Enum.TryParse<FindingKind>(decision.Kind, out var kind)
            || !Enum.TryParse<PersonRole>(decision.Role, out var role))
        {
            throw new InvalidDataException("A decision has a kind or role that is not known.");
        }

        return new Finding(
            decision.Start, decision.Length, kind, role, 1, "accepted in review",
            decision.Entity);
    }

    private static string Template()
    {
        using var stream = Assembly.GetExecutingAssembly()
            .GetManifestResourceStream("Review.review.html")
            ?? throw new InvalidOperationException("The review page is not in the library.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>The form of the file that the page saves.</summary>
    private sealed record DecisionFile(
        int Version, string? Document, string? Sha256,
        IReadOnlyList<DecisionFile.Decision>? Findings)
    {
        public sealed record Decision(
            int Start, int Length, string Kind, string Role, int Entity);
    }
}
