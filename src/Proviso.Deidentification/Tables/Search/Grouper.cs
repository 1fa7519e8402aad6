using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Proviso.Deidentification.Tables.Search;

/// <summary>Groups keys under a mask with a hash table whose memory is reused from call to call.
/// One thread each.</summary>
/// <remarks>Slots that bear an older stamp are empty, so that starting afresh costs nothing; the
/// table starts small, because a small one stays in the processor's cache, and grows into the
/// memory of the calls before.</remarks>
internal sealed class Grouper(int words)
{
    private const int FirstBits = 10;
    private const int Batch = 64;
    private const ulong Multiplier = 0x9E3779B97F4A7C15;
    private Slot[] slots = new Slot[1 << FirstBits];
    private Slot[] spare = [];
    private int slotBits = FirstBits;
    private int stamp;
    private int[] groupOf = [];
    private int[] counts = new int[1 << FirstBits];
    private int[] first = new int[1 << FirstBits];

    /// <summary>Number of groups found by the last call.</summary>
    public int GroupCount { get; private set; }

    /// <summary>The group of each key of the last call.</summary>
    public ReadOnlySpan<int> GroupOf => groupOf;

    /// <summary>Rows in each group of the last call.</summary>
    public ReadOnlySpan<int> Counts => counts.AsSpan(0, GroupCount);

    /// <summary>For each group the position of the first key that belongs to it.</summary>
    public ReadOnlySpan<int> First => first.AsSpan(0, GroupCount);

    /// <summary>Groups the keys of a table under a mask.</summary>
    /// <param name="table">The keys.</param>
    /// <param name="mask">What to keep of each word.</param>
    /// <param name="expected">Groups to make room for at the start.</param>
    public void Group(ClassTable table, ReadOnlySpan<ulong> mask, int expected)
    {
        if (groupOf.Length < table.Length)
            groupOf = new int[table.Length];
        Restart(expected);
        if (words == 1)
            GroupSingle(table, mask[0]);
        else
            GroupMany(table, mask);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Position(ulong hash, int bits) => (int)(hash >> (64 - bits));

    private void GroupSingle(ClassTable table, ulong mask)
    {
        Span<ulong> hashes = stackalloc ulong[Batch];
        var keys = table.Keys.AsSpan(0, table.Length);
        for (var from = 0; from < keys.Length; from += Batch)
        {
            var batch = keys.Slice(from, Math.Min(Batch, keys.Length - from));
            for (var i = 0; i < batch.Length; i++)
            {
                hashes[i] = (batch[i] & mask) * Multiplier;
                Fetch(Position(hashes[i], slotBits));
            }

            for (var i = 0; i < batch.Length; i++)
                Place(table, from + i, batch[i] & mask, hashes[i]);
        }
    }

    private void GroupMany(ClassTable table, ReadOnlySpan<ulong> mask)
    {
        for (var i = 0; i < table.Length; i++)
        {
            var hash = HashOf(table.Keys.AsSpan(i * words, words), mask);
            PlaceMany(table, i, hash, mask);
        }
    }

    /// <summary>Asks for a slot ahead of time: the waits of a batch then overlap.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private unsafe void Fetch(int position)
    {
        if (Sse.IsSupported)
            Sse.Prefetch0(Unsafe.AsPointer(ref slots[position]));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Place(ClassTable table, int i, ulong key, ulong hash)
    {
        var at = Position(hash, slotBits);
        var last = (1 << slotBits) - 1;
        while (true)
        {
            ref var slot = ref slots[at];
            if (slot.Stamp != stamp)
            {
                slot = new Slot(key, stamp, GroupCount);
                groupOf[i] = GroupCount;
                AddGroup(i, table.Counts[i]);
                return;
            }

            if (slot.Key == key)
            {
                groupOf[i] = slot.Group;
                counts[slot.Group] += table.Counts[i];
                return;
            }

            at = (at + 1) & last;
        }
    }

    private void PlaceMany(ClassTable table, int i, ulong hash, ReadOnlySpan<ulong> mask)
    {
        var at = Position(hash, slotBits);
        var last = (1 << slotBits) - 1;
        while (true)
        {
            ref var slot = ref slots[at];
            if (slot.Stamp != stamp)
            {
                slot = new Slot(hash, stamp, GroupCount);
                groupOf[i] = GroupCount;
                AddGroup(i, table.Counts[i]);
                return;
            }

            if (slot.Key == hash && Same(table, first[slot.Group], i, mask))
            {
                groupOf[i] = slot.Group;
                counts[slot.Group] += table.Counts[i];
                return;
            }

            at = (at + 1) & last;
        }
    }

    private bool Same(ClassTable table, int one, int other, ReadOnlySpan<ulong> mask)
    {
        var a = table.Keys.AsSpan(one * words, words);
        var b = table.Keys.AsSpan(other * words, words);
        ulong difference = 0;
        for (var w = 0; w < mask.Length; w++)
            difference |= (a[w] ^ b[w]) & mask[w];
        return difference == 0;
    }

    private static ulong HashOf(ReadOnlySpan<ulong> key, ReadOnlySpan<ulong> mask)
    {
        ulong hash = 0;
        for (var w = 0; w < key.Length; w++)
            hash = (BitOperations.RotateLeft(hash, 31) ^ (key[w] & mask[w])) * Multiplier;
        return (hash ^ (hash >> 32)) * Multiplier;
    }

    private void AddGroup(int firstKey, int rows)
    {
        if (GroupCount == counts.Length)
        {
            Array.Resize(ref counts, counts.Length * 2);
            Array.Resize(ref first, first.Length * 2);
        }

        counts[GroupCount] = rows;
        first[GroupCount] = firstKey;
        GroupCount++;
        if (GroupCount > (1 << slotBits) / 4 * 3)
            Grow();
    }

    private void Restart(int expected)
    {
        GroupCount = 0;
        slotBits = Math.Max(FirstBits, BitOperations.Log2((uint)expected | 1) + 1);
        if (slots.Length < 1 << slotBits)
        {
            slots = new Slot[1 << slotBits];
            spare = [];
        }

        NextStamp();
    }

    private void NextStamp()
    {
        if (++stamp < int.MaxValue)
            return;
        Array.Clear(slots);
        Array.Clear(spare);
        stamp = 1;
    }

    private void Grow()
    {
        var used = slots.AsSpan(0, 1 << slotBits);
        var old = stamp;
        slotBits += slotBits < 16 ? 2 : 1;
        if (spare.Length < 1 << slotBits)
            spare = new Slot[1 << slotBits];
        (slots, spare) = (spare, slots);
        NextStamp();
        var last = (1 << slotBits) - 1;
        foreach (var slot in used)
        {
            if (slot.Stamp != old)
                continue;
            var at = Position(words == 1 ? slot.Key * Multiplier : slot.Key, slotBits);
            while (slots[at].Stamp == stamp)
                at = (at + 1) & last;
            slots[at] = slot with { Stamp = stamp };
        }
    }

    private readonly record struct Slot(ulong Key, int Stamp, int Group);
}
