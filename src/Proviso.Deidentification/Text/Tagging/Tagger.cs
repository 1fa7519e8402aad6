using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Proviso.Deidentification.Text.Tagging;

/// <summary>A stretch of tokens that the tagger takes for something to mask.</summary>
internal readonly record struct Tag(int First, int End, TagClass Class, float Confidence);

/// <summary>Runs the weights over a document. One instance serves one thread.</summary>
internal sealed class Tagger
{
    /// <summary>Longest run of tokens that is labelled as one sequence.</summary>
    internal const int MaxSequence = 256;

    private readonly TaggerModel model;
    private readonly Lattice lattice = new();
    private readonly float[] scores = new float[MaxSequence * Label.Width];

    public Tagger(TaggerModel model)
    {
        this.model = model;
        lattice.SetTransitions(model.Transitions);
    }

    /// <summary>Where a sequence that begins here ends: at a paragraph, or at the limit.</summary>
    public static int SequenceEnd(Token[] tokens, int start)
    {
        var end = start + 1;
        while (end < tokens.Length && end - start < MaxSequence
            && tokens[end].Gap != Gap.Paragraph)
        {
            end++;
        }

        return end;
    }

    /// <summary>Finds stretches whose chance of being something to mask is high enough.</summary>
    /// <param name="tokens">The document, marked by the gazetteer.</param>
    /// <param name="marks">Exact findings at each token, as in <see cref="Features"/>.</param>
    /// <param name="text">The folded text.</param>
    /// <param name="threshold">Least chance of a token not being outside.</param>
    public List<Tag> Run(Token[] tokens, byte[] marks, string text, float threshold)
    {
        var tags = new List<Tag>();
        var genre = Features.GenreOf(tokens);
        var documents = DocumentMarks.Of(tokens);
        for (var start = 0; start < tokens.Length;)
        {
            var end = SequenceEnd(tokens, start);
            var span = scores.AsSpan(0, (end - start) * Label.Width);
            for (var at = start; at < end; at++)
            {
                Score(tokens, marks, documents, at, genre, text,
                    span.Slice((at - start) * Label.Width));
            }

            lattice.ToProbabilities(span);
            Collect(span, start, threshold, tags);
            start = end;
        }

        return tags;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Collect(
        ReadOnlySpan<float> chances, int first, float threshold, List<Tag> tags)
    {
        var length = chances.Length / Label.Width;
        for (var t = 0; t < length; t++)
        {
            var row = chances.Slice(t * Label.Width, Label.Width);
            var inside = 1f - row[Label.Outside];
            if (inside < threshold)
                continue;
            var best = Best(row);
            var begins = IsBeginLikelier(row, best);
            var last = tags.Count - 1;
            if (!begins && last >= 0 && tags[last].End == first + t && tags[last].Class == best)
            {
                tags[last] = tags[last] with
                {
                    End = first + t + 1,
                    Confidence = Math.Max(tags[last].Confidence, inside),
                };
            }
            else
            {
                tags.Add(new Tag(first + t, first + t + 1, best, inside));
            }
        }
    }

    private static TagClass Best(ReadOnlySpan<float> row)
    {
        var best = TagClass.Person;
        var bestChance = -1f;
        for (var tag = TagClass.Person; tag <= TagClass.Detail; tag++)
        {
            var chance = row[Label.Begin(tag)] + row[Label.Inside(tag)];
            if (chance > bestChance)
                (best, bestChance) = (tag, chance);
        }

        return best;
    }

    private static bool IsBeginLikelier(ReadOnlySpan<float> row, TagClass tag) =>
        row[Label.Begin(tag)] > row[Label.Inside(tag)];

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Score(
        Token[] tokens, byte[] marks, byte[] documents, int at, Features.Genre genre, string text,
        Span<float> into)
    {
        Span<int> rows = stackalloc int[Features.PerToken];
        Features.Fill(tokens, marks, documents, at, genre, text, rows);
        ref var weights = ref MemoryMarshal.GetArrayDataReference(model.Rows);
        var sum = Vector256<short>.Zero;
        foreach (var row in rows)
        {
            sum += Vector256.WidenLower(Vector256.Create(
                Vector128.LoadUnsafe(ref weights, (nuint)row * Label.Width),
                Vector128<sbyte>.Zero));
        }

        var (low, high) = Vector256.Widen(sum);
        (Vector256.ConvertToSingle(low) * model.Step).CopyTo(into);
        (Vector256.ConvertToSingle(high) * model.Step).CopyTo(into[8..]);
    }
}
