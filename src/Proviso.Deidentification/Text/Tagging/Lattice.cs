using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Proviso.Deidentification.Text.Tagging;

/// <summary>
/// The forward-backward sums of a linear-chain conditional random field: from the score of each
/// label at each token to the probability of each label at each token.
/// </summary>
/// <remarks>
/// Lafferty, McCallum and Pereira, "Conditional random fields", ICML 2001. Sums are kept in
/// plain numbers and scaled at each token, which needs no logarithm in the inner loop.
/// </remarks>
internal sealed class Lattice
{
    private float[] forward = [];
    private float[] backward = [];
    private float[] emission = [];
    private float[] scales = [];
    private readonly float[] scaled = new float[Label.Width];
    private readonly float[] step = new float[(Label.Count + 1) * Label.Width];
    private readonly float[] stepTransposed = new float[Label.Width * Label.Width];

    /// <summary>Takes over the scores of moving from label to label.</summary>
    public void SetTransitions(float[] transitions)
    {
        for (var from = 0; from <= Label.Count; from++)
        {
            for (var to = 0; to < Label.Width; to++)
            {
                var allowed = to < Label.Count
                    && (from == Label.Count
                        ? Label.MayFollow(Label.Outside, to) : Label.MayFollow(from, to));
                var value = allowed ? MathF.Exp(transitions[(from * Label.Width) + to]) : 0f;
                step[(from * Label.Width) + to] = value;
                if (from < Label.Count)
                    stepTransposed[(to * Label.Width) + from] = value;
            }
        }
    }

    /// <summary>Replaces scores by probabilities, in place.</summary>
    /// <param name="scores"><see cref="Label.Width"/> scores for each token.</param>
    /// <returns>The logarithm of the sum over all label sequences.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double ToProbabilities(Span<float> scores)
    {
        var length = scores.Length / Label.Width;
        Reserve(length);
        var total = Exponentiate(scores, length);
        total += Forward(length);
        Backward(length);
        for (var t = 0; t < length; t++)
        {
            var at = t * Label.Width;
            var sum = 0f;
            for (var j = 0; j < Label.Width; j++)
                sum += scores[at + j] = forward[at + j] * backward[at + j];
            var norm = 1f / sum;
            for (var j = 0; j < Label.Width; j++)
                scores[at + j] *= norm;
        }

        return total;
    }

    /// <summary>Adds the expected number of moves between labels, after a call above.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void AddExpectedMoves(int length, Span<float> counts)
    {
        for (var t = 1; t < length; t++)
        {
            var at = t * Label.Width;
            for (var from = 0; from < Label.Count; from++)
            {
                var a = forward[at - Label.Width + from] * scales[t];
                if (a == 0)
                    continue;
                for (var to = 0; to < Label.Count; to++)
                {
                    counts[(from * Label.Width) + to] += a
                        * step[(from * Label.Width) + to]
                        * emission[at + to] * backward[at + to];
                }
            }
        }
    }

    private void Reserve(int length)
    {
        var size = length * Label.Width;
        if (forward.Length >= size)
            return;
        forward = new float[size];
        backward = new float[size];
        emission = new float[size];
        scales = new float[length];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double Exponentiate(ReadOnlySpan<float> scores, int length)
    {
        double total = 0;
        for (var t = 0; t < length; t++)
        {
            var row = scores.Slice(t * Label.Width, Label.Width);
            var max = row[0];
            for (var j = 1; j < Label.Count; j++)
                max = Math.Max(max, row[j]);
            total += max;
            var shift = Vector256.Create(max);
            var low = Vector256.Exp(Vector256.Create(row[..8]) - shift);
            var high = Vector256.Exp(Vector256.Create(row[8..]) - shift);
            low.CopyTo(emission, t * Label.Width);
            high.CopyTo(emission, (t * Label.Width) + 8);
            emission[(t * Label.Width) + Label.Count] = 0;
        }

        return total;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double Forward(int length)
    {
        double total = 0;
        for (var t = 0; t < length; t++)
        {
            var at = t * Label.Width;
            Vector256<float> low, high;
            if (t == 0)
            {
                low = Load(step, Label.Count * Label.Width);
                high = Load(step, (Label.Count * Label.Width) + 8);
            }
            else
            {
                Multiply(step, forward.AsSpan(at - Label.Width, Label.Width), out low, out high);
            }

            low *= Load(emission, at);
            high *= Load(emission, at + 8);
            var sum = Vector256.Sum(low + high);
            scales[t] = 1f / sum;
            total += Math.Log(sum);
            (low * scales[t]).CopyTo(forward, at);
            (high * scales[t]).CopyTo(forward, at + 8);
        }

        return total;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Backward(int length)
    {
        var last = (length - 1) * Label.Width;
        Array.Fill(backward, 1f, last, Label.Width);
        for (var t = length - 2; t >= 0; t--)
        {
            var at = (t + 1) * Label.Width;
            var scale = scales[t + 1];
            (Load(emission, at) * Load(backward, at) * scale).CopyTo(scaled, 0);
            (Load(emission, at + 8) * Load(backward, at + 8) * scale).CopyTo(scaled, 8);
            Multiply(stepTransposed, scaled, out var low, out var high);
            low.CopyTo(backward, at - Label.Width);
            high.CopyTo(backward, at - 8);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Load(float[] from, int at) =>
        Vector256.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(from), (nuint)at);

    private static void Multiply(
        float[] matrix, ReadOnlySpan<float> row, out Vector256<float> low,
        out Vector256<float> high)
    {
        low = Vector256<float>.Zero;
        high = Vector256<float>.Zero;
        for (var i = 0; i < Label.Count; i++)
        {
            var a = Vector256.Create(row[i]);
            low = Vector256.FusedMultiplyAdd(a, Load(matrix, i * Label.Width), low);
            high = Vector256.FusedMultiplyAdd(a, Load(matrix, (i * Label.Width) + 8), high);
        }
    }
}
