using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Proviso.Deidentification.Text.Lexicon;
using Proviso.Deidentification.Text.Tagging;

namespace Proviso.Deidentification.Text.Training;

/// <summary>One sequence of tokens with its features and its right labels.</summary>
internal sealed record Sequence(int[] Rows, byte[] Labels);

/// <summary>
/// Learns the weights of the random field by stochastic ascent of the log-likelihood with a
/// step of its own for each weight (AdaGrad). The same sequences and seed give the same bytes.
/// </summary>
/// <remarks>Duchi, Hazan and Singer, "Adaptive subgradient methods", JMLR 12 (2011).</remarks>
internal sealed class CrfTrainer
{
    private const float Rate = 0.15f;
    private const float Decay = 2e-6f;
    private const float WordDropout = 0.25f;
    private const int RareLimit = 2;
    private readonly float[] weights = new float[Label.Width << Features.RowBits];
    private readonly float[] squares = new float[Label.Width << Features.RowBits];
    private readonly float[] transitions = new float[(Label.Count + 1) * Label.Width];
    private readonly float[] moveSquares = new float[(Label.Count + 1) * Label.Width];
    private readonly float[] moves = new float[(Label.Count + 1) * Label.Width];
    private readonly float[] scores = new float[Tagger.MaxSequence * Label.Width];
    private readonly Lattice lattice = new();
    private readonly Random random;
    private bool[] seen = [];

    public CrfTrainer(int seed) => random = new Random(seed);

    public void Train(IReadOnlyList<Sequence> sequences, int epochs, Action<string>? progress)
    {
        seen = FrequentRows(sequences);
        var order = Enumerable.Range(0, sequences.Count).ToArray();
        for (var epoch = 0; epoch < epochs; epoch++)
        {
            random.Shuffle(order);
            double likelihood = 0;
            foreach (var at in order)
                likelihood += Learn(sequences[at], Rate / (1 + (epoch * 0.3f)));
            progress?.Invoke($"epoch {epoch + 1} of {epochs}: log-likelihood {likelihood:F0}");
        }
    }

    /// <summary>Stores each weight in one byte; those too small to matter become nought.</summary>
    public TaggerModel Build(Gazetteer gazetteer)
    {
        const float Range = 6f;
        var step = Range / sbyte.MaxValue;
        var rows = new sbyte[weights.Length];
        for (var i = 0; i < weights.Length; i++)
        {
            var value = MathF.Round(weights[i] / step);
            rows[i] = (sbyte)Math.Clamp(value, -sbyte.MaxValue, sbyte.MaxValue);
        }

        return new TaggerModel(gazetteer, rows, step, transitions);
    }

    private static bool[] FrequentRows(IReadOnlyList<Sequence> sequences)
    {
        var counts = new byte[1 << Features.RowBits];
        foreach (var row in sequences.SelectMany(s => s.Rows))
        {
            if (counts[row] < RareLimit)
                counts[row]++;
        }

        return Array.ConvertAll(counts, c => c >= RareLimit);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double Learn(Sequence sequence, float rate)
    {
        var length = sequence.Labels.Length;
        var rows = (int[])sequence.Rows.Clone();
        for (var i = 0; i < rows.Length; i++)
        {
            if (!seen[rows[i]] || (Features.NamesWord(i % Features.PerToken)
                && random.NextSingle() < WordDropout))
            {
                rows[i] = -1;
            }
        }

        var span = scores.AsSpan(0, length * Label.Width);
        span.Clear();
        double gold = 0;
        for (var t = 0; t < length; t++)
        {
            var into = span.Slice(t * Label.Width, Label.Width);
            for (var f = t * Features.PerToken; f < (t + 1) * Features.PerToken; f++)
            {
                if (rows[f] >= 0)
                    Add(weights.AsSpan(rows[f] * Label.Width, Label.Width), into);
            }

            gold += into[sequence.Labels[t]] + Move(sequence, t);
        }

        lattice.SetTransitions(transitions);
        var total = lattice.ToProbabilities(span);
        UpdateMoves(sequence, rate, span);
        for (var t = 0; t < length; t++)
        {
            var chances = span.Slice(t * Label.Width, Label.Width);
            chances[sequence.Labels[t]] -= 1f;
            for (var f = t * Features.PerToken; f < (t + 1) * Features.PerToken; f++)
            {
                if (rows[f] >= 0)
                    Update(rows[f] * Label.Width, chances, rate);
            }
        }

        return gold - total;
    }

    private float Move(Sequence sequence, int t)
    {
        var from = t == 0 ? Label.Count : sequence.Labels[t - 1];
        return transitions[(from * Label.Width) + sequence.Labels[t]];
    }

    private static void Add(ReadOnlySpan<float> from, Span<float> into)
    {
        (Vector256.Create(from) + Vector256.Create<float>(into)).CopyTo(into);
        (Vector256.Create(from[8..]) + Vector256.Create<float>(into[8..])).CopyTo(into[8..]);
    }

    private void Update(int at, ReadOnlySpan<float> gradient, float rate)
    {
        for (var half = 0; half < Label.Width; half += 8)
        {
            var w = Vector256.Create(weights, at + half);
            var g = Vector256.Create(gradient[half..]) + (Decay * w);
            var squared = Vector256.Create(squares, at + half) + (g * g);
            squared.CopyTo(squares, at + half);
            (w - (rate * g / (Vector256.Sqrt(squared) + Vector256.Create(1e-4f))))
                .CopyTo(weights, at + half);
        }
    }

    private void UpdateMoves(Sequence sequence, float rate, ReadOnlySpan<float> chances)
    {
        Array.Clear(moves);
        lattice.AddExpectedMoves(sequence.Labels.Length, moves);
        Add(chances[..Label.Width], moves.AsSpan(Label.Count * Label.Width, Label.Width));
        for (var t = 0; t < sequence.Labels.Length; t++)
        {
            var from = t == 0 ? Label.Count : sequence.Labels[t - 1];
            moves[(from * Label.Width) + sequence.Labels[t]] -= 1f;
        }

        for (var i = 0; i < moves.Length; i++)
        {
            moveSquares[i] += moves[i] * moves[i];
            transitions[i] -= rate * moves[i] / (MathF.Sqrt(moveSquares[i]) + 1e-2f);
        }
    }
}
