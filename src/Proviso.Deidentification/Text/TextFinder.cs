using Proviso.Deidentification.Text.Entities;
using Proviso.Deidentification.Text.Known;
using Proviso.Deidentification.Text.Structured;
using Proviso.Deidentification.Text.Tagging;

namespace Proviso.Deidentification.Text;

/// <summary>
/// Finds what identifies somebody in a text. One finder may be used again and again, but by one
/// thread at a time; several finders may share one <see cref="TaggerModel"/>.
/// </summary>
public sealed class TextFinder
{
    /// <summary>
    /// Least chance at which a token is found unless asked otherwise: recall first.
    /// </summary>
    public const double UsualThreshold = 0.35;

    /// <summary>
    /// In judgments so much more is masked, and so much less alike, that the chances the tagger
    /// gives are too low; the best F2 in cross-validation on training cases is near this share.
    /// </summary>
    private const double LegalShare = 0.3;

    private readonly TaggerModel model;
    private readonly Tagger tagger;

    /// <summary>A finder with the weights that are part of the library.</summary>
    public TextFinder()
        : this(TaggerModel.BuiltIn)
    {
    }

    /// <summary>A finder with other weights.</summary>
    /// <param name="model">From <see cref="TaggerModel.Read"/> or training.</param>
    public TextFinder(TaggerModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        this.model = model;
        tagger = new Tagger(model);
    }

    /// <summary>Finds everything in one document.</summary>
    /// <param name="text">The document; the time taken grows in proportion to its length.</param>
    /// <param name="threshold">From 0 to 1: least chance at which the tagger's findings are
    /// kept. Lower finds more.</param>
    /// <returns>Findings in order of start; they do not overlap.</returns>
    public IReadOnlyList<Finding> Find(string text, double threshold = UsualThreshold) =>
        Find(text, new FindingContext(), threshold);

    /// <summary>Finds everything in a document that belongs with others.</summary>
    /// <param name="text">The document, or the next stretch of a long one.</param>
    /// <param name="context">Known people, and what earlier texts have told.</param>
    /// <param name="threshold">As above.</param>
    /// <returns>Findings in order of start; they do not overlap.</returns>
    public IReadOnlyList<Finding> Find(
        string text, FindingContext context, double threshold = UsualThreshold)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(context);
        return Settle(Analyse(text, context.Known, threshold), context);
    }

    /// <summary>The part of the work that needs nothing of earlier texts, and so can be done for
    /// several stretches of a stream at once.</summary>
    internal Analysis Analyse(string text, KnownIdentities? people, double threshold)
    {
        var folded = FoldedText.Of(text);
        var tokens = Tokeniser.Cut(folded.Folded);
        model.Gazetteer.Mark(tokens);
        var hits = StructuredFinder.Find(folded.Folded, tokens);
        var marks = StructuredFinder.Marks(hits, tokens);
        var limit = Features.GenreOf(tokens) == Features.Genre.Legal
            ? threshold * LegalShare : threshold;
        var tags = tagger.Run(tokens, marks, folded.Folded, (float)limit);
        tags.RemoveAll(t => t.Class == TagClass.Person
            && Eponyms.IsAt(folded.Folded, tokens, t.First, t.End));
        var findings = FindingMerger.Merge(folded, tokens, hits, tags);
        var known = people is null ? [] : new KnownMatcher(people, folded, tokens).Find();
        FindingMerger.PutKnownFirst(text, findings, known);
        return new Analysis(folded, tokens, findings, known);
    }

    /// <summary>The part that carries on what earlier texts have told, one text after another.
    /// </summary>
    internal static IReadOnlyList<Finding> Settle(Analysis analysis, FindingContext context)
    {
        var (folded, tokens, findings, known) = analysis;
        Consistency.Spread(folded, tokens, findings, context.Names);
        Warnings.Add(folded, tokens, findings);
        return EntityResolver.Resolve(folded, tokens, findings, known, context.Book);
    }
}

/// <summary>What was found in a text on its own.</summary>
/// <param name="Folded">The text.</param>
/// <param name="Tokens">Its tokens.</param>
/// <param name="Findings">In order of start, without overlaps.</param>
/// <param name="Known">Mentions of known people.</param>
internal sealed record Analysis(
    FoldedText Folded, Token[] Tokens, List<Finding> Findings, List<Mention> Known);
