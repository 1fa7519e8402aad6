using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Unicode;

namespace Proviso.Deidentification.Tables.Reading;

/// <summary>Gives each different value of a column a number, from 0, in the order of first
/// appearance, straight from the bytes of the file.</summary>
internal sealed class ValueDictionary
{
    private readonly List<byte[]> values = [];
    private (ulong Hash, int Code)[] slots = new (ulong, int)[64];

    /// <summary>Number of different values so far.</summary>
    public int Count => values.Count;

    /// <summary>The number of a value; a new one if it was not seen before, or −1 if it is new
    /// and not UTF-8.</summary>
    public int CodeOf(ReadOnlySpan<byte> value)
    {
        var hash = HashOf(value);
        var mask = slots.Length - 1;
        var at = (int)(hash >> 32) & mask;
        while (slots[at].Code != 0)
        {
            if (slots[at].Hash == hash && value.SequenceEqual(values[slots[at].Code - 1]))
                return slots[at].Code - 1;
            at = (at + 1) & mask;
        }

        if (!Utf8.IsValid(value))
            return -1;
        values.Add(value.ToArray());
        slots[at] = (hash, values.Count);
        if (values.Count * 2 > slots.Length)
            Grow();
        return values.Count - 1;
    }

    /// <summary>The values as text, by number.</summary>
    public string[] ToStrings() => [.. values.Select(v => Encoding.UTF8.GetString(v))];

    private static ulong HashOf(ReadOnlySpan<byte> value)
    {
        var hash = (ulong)value.Length * 0x9E3779B97F4A7C15;
        while (value.Length >= sizeof(ulong))
        {
            hash = Mix(hash ^ MemoryMarshal.Read<ulong>(value));
            value = value[sizeof(ulong)..];
        }

        ulong tail = 0;
        foreach (var b in value)
            tail = (tail << 8) | b;
        return Mix(hash ^ tail);
    }

    private static ulong Mix(ulong x)
    {
        x *= 0x9E3779B97F4A7C15;
        return BitOperations.RotateLeft(x, 29) ^ (x >> 32);
    }

    private void Grow()
    {
        var old = slots;
        slots = new (ulong, int)[old.Length * 4];
        var mask = slots.Length - 1;
        foreach (var slot in old)
        {
            if (slot.Code == 0)
                continue;
            var at = (int)(slot.Hash >> 32) & mask;
            while (slots[at].Code != 0)
                at = (at + 1) & mask;
            slots[at] = slot;
        }
    }
}
