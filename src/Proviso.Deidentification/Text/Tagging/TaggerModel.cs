using System.IO.Compression;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;
using Proviso.Deidentification.Text.Lexicon;

namespace Proviso.Deidentification.Text.Tagging;

/// <summary>
/// The weights of the tagger and the gazetteers that it was trained with: what
/// <c>proviso redact train</c> writes. See docs/model-card.md.
/// </summary>
public sealed class TaggerModel
{
    private const int Magic = 0x31585450;
    private static readonly Lazy<TaggerModel> Shared = new(ReadBuiltIn);

    internal TaggerModel(Gazetteer gazetteer, sbyte[] rows, float step, float[] transitions)
    {
        Gazetteer = gazetteer;
        Rows = rows;
        Step = step;
        Transitions = transitions;
    }

    /// <summary>The weights that are part of the library.</summary>
    public static TaggerModel BuiltIn => Shared.Value;

    internal Gazetteer Gazetteer { get; }

    /// <summary>One row of <see cref="Label.Width"/> weights for each hashed feature.</summary>
    internal sbyte[] Rows { get; }

    /// <summary>What one unit of a stored weight is worth.</summary>
    internal float Step { get; }

    /// <summary>Score of each label after each other; the last row is for the start.</summary>
    internal float[] Transitions { get; }

    /// <summary>Reads weights.</summary>
    /// <exception cref="InvalidDataException">The stream is not a whole weights file.</exception>
    public static TaggerModel Read(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        try
        {
            using var brotli = new BrotliStream(stream, CompressionMode.Decompress, true);
            using var reader = new BinaryReader(brotli, Encoding.UTF8);
            if (reader.ReadInt32() != Magic || reader.ReadInt32() != Features.RowBits
                || reader.ReadInt32() != Features.PerToken)
            {
                throw new InvalidDataException(
                    "This is not a weights file of this version; train it again.");
            }

            var gazetteer = Gazetteer.Read(reader);
            var transitions = new float[(Label.Count + 1) * Label.Width];
            for (var i = 0; i < transitions.Length; i++)
                transitions[i] = reader.ReadSingle();
            var step = reader.ReadSingle();
            var rows = new sbyte[Label.Width << Features.RowBits];
            brotli.ReadExactly(MemoryMarshal.AsBytes(rows.AsSpan()));
            return new TaggerModel(gazetteer, rows, step, transitions);
        }
        catch (Exception e) when (e is EndOfStreamException or InvalidOperationException)
        {
            throw new InvalidDataException("The weights file is cut short or damaged.", e);
        }
    }

    /// <summary>Writes the weights; the same training gives the same bytes.</summary>
    public void Write(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var brotli = new BrotliStream(stream, CompressionLevel.SmallestSize, true);
        using var writer = new BinaryWriter(brotli, Encoding.UTF8);
        writer.Write(Magic);
        writer.Write(Features.RowBits);
        writer.Write(Features.PerToken);
        Gazetteer.Write(writer);
        foreach (var value in Transitions)
            writer.Write(value);
        writer.Write(Step);
        writer.Write(MemoryMarshal.AsBytes(Rows.AsSpan()));
    }

    private static TaggerModel ReadBuiltIn()
    {
        using var stream = Assembly.GetExecutingAssembly()
            .GetManifestResourceStream("Text.weights.bin")
            ?? throw new InvalidOperationException("The weights are not in the library.");
        return Read(stream);
    }
}
