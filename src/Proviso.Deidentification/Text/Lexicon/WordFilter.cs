using System.Numerics;

namespace Proviso.Deidentification.Text.Lexicon;

/// <summary>
/// A set of words as a Bloom filter: ten bits a word, four probes; about one word in a hundred
/// that is not in the set is taken for one that is, and none that is in it is missed.
/// </summary>
/// <remarks>B. H. Bloom, "Space/time trade-offs in hash coding", CACM 13 (1970).</remarks>
internal sealed class WordFilter
{
    private const int BitsPerWord = 10;
    private const int Probes = 4;
    private readonly ulong[] bits;

    private WordFilter(ulong[] bits) => this.bits = bits;

    public static WordFilter Of(IReadOnlyCollection<string> words)
    {
        var size = (int)BitOperations.RoundUpToPowerOf2(
            (uint)Math.Max(1, words.Count * BitsPerWord / 64));
        var filter = new WordFilter(new ulong[size]);
        foreach (var word in words)
            filter.Add(Tokeniser.HashOf(FoldedText.Of(word).Folded));
        return filter;
    }

    public static WordFilter Read(BinaryReader reader)
    {
        var words = reader.ReadInt32();
        if (words is < 1 or > 1 << 22 || !BitOperations.IsPow2(words))
            throw new InvalidDataException("The weights file is damaged: bad filter size.");
        var read = new ulong[words];
        for (var i = 0; i < words; i++)
            read[i] = reader.ReadUInt64();
        return new WordFilter(read);
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(bits.Length);
        foreach (var word in bits)
            writer.Write(word);
    }

    public bool Contains(ulong hash)
    {
        var mixed = Mix(hash);
        var step = (mixed >> 32) | 1;
        for (var i = 0; i < Probes; i++, mixed += step)
        {
            var bit = mixed & (((ulong)bits.Length * 64) - 1);
            if ((bits[bit >> 6] & (1UL << (int)(bit & 63))) == 0)
                return false;
        }

        return true;
    }

    private void Add(ulong hash)
    {
        var mixed = Mix(hash);
        var step = (mixed >> 32) | 1;
        for (var i = 0; i < Probes; i++, mixed += step)
        {
            var bit = mixed & (((ulong)bits.Length * 64) - 1);
            bits[bit >> 6] |= 1UL << (int)(bit & 63);
        }
    }

    private static ulong Mix(ulong hash)
    {
        hash ^= hash >> 31;
        hash *= 0x7FB5D329728EA185;
        hash ^= hash >> 27;
        return hash * 0x81DADEF4BC2DD44D;
    }
}
