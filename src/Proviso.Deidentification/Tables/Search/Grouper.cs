using System.Numerics;

namespace Proviso.Deidentification.Tables.Search;

/// <summary>Groups keys under a mask with a hash table whose memory is reused from call to call.
/// One thread each.</summary>
internal sealed class Grouper(int words)
{
    private const int FirstSlots = 1 << 10;
    private const ulong Multiplier = 0x9E3779B97F4A7C15;
    private Slot[] slots = new Slot[FirstSlots];
    private int slotBits = BitOperations.Log2(FirstSlots);
    private int stamp;
    private int[] groupOf = [];
    private int[] counts = new int[FirstSlots];
    private int[] first = new int[FirstSlots];

    /// <summary>Number of groups found by the last call.</summary>
    public int GroupCount { get; private set; }

    /// <summary>The group of each key of the last call.</summary>
    public ReadOnlySpan<int> GroupOf => groupOf;

    /// <summary>Rows in each group of the last call.</summary>
    public ReadOnlySpan<int> Counts => counts.AsSpan(0, GroupCount);

    /// <summary>For each group the position of the first key that belongs to it.</summary>
    public ReadOnlySpan<int> First => first.AsSpan(0, GroupCount);

    /// <summary>Groups the keys of a table under a mask.</summary>
    public void Group(ClassTable table, ReadOnlySpan<ulong> mask)
    {
        if (groupOf.Length < table.Length)
            groupOf = new int[table.Length];
        Restart();
        if (words == 1)
            GroupSingle(table, mask[0]);
        else
            GroupMany(table, mask);
    }

    private static int Position(ulong hash, int bits) => (int)(hash >> (64 - bits));

    private void GroupSingle(ClassTable table, ulong mask)
    {
        var keys = table.Keys.AsSpan(0, table.Length);
        var rows = table.Counts.AsSpan(0, keys.Length);
        var groups = groupOf.AsSpan(0, keys.Length);
        var last = slots.Length - 1;
        for (var i = 0; i < keys.Length; i++)
        {
            var key = keys[i] & mask;
            var at = Position(key * Multiplier, slotBits);
            while (true)
            {
                ref var slot = ref slots[at];
                if (slot.Stamp != stamp)
                {
                    slot = new Slot(key, stamp, GroupCount);
                    groups[i] = GroupCount;
                    AddGroup(i, rows[i]);
                    last = slots.Length - 1;
                    break;
                }

                if (slot.Key == key)
                {
                    groups[i] = slot.Group;
                    counts[slot.Group] += rows[i];
                    break;
                }

                at = (at + 1) & last;
            }
        }
    }

    private void GroupMany(ClassTable table, ReadOnlySpan<ulong> mask)
    {
        for (var i = 0; i < table.Length; i++)
        {
            var key = table.Keys.AsSpan(i * words, words);
            var hash = HashOf(key, mask);
            var at = Position(hash, slotBits);
            while (true)
            {
                ref var slot = ref slots[at];
                if (slot.Stamp != stamp)
                {
                    slot = new Slot(hash, stamp, GroupCount);
                    groupOf[i] = GroupCount;
                    AddGroup(i, table.Counts[i]);
                    break;
                }

                if (slot.Key == hash && Same(table, first[slot.Group], key, mask))
                {
                    groupOf[i] = slot.Group;
                    counts[slot.Group] += table.Counts[i];
                    break;
                }

                at = (at + 1) & (slots.Length - 1);
            }
        }
    }

    private bool Same(ClassTable table, int other, ReadOnlySpan<ulong> key, ReadOnlySpan<ulong> mask)
    {
        var keys = table.Keys.AsSpan(other * words, words);
        ulong difference = 0;
        for (var w = 0; w < keys.Length; w++)
            difference |= (keys[w] ^ key[w]) & mask[w];
        return difference == 0;
    }

    private static ulong HashOf(ReadOnlySpan<ulong> key, ReadOnlySpan<ulong> mask)
    {
        ulong hash = 0;
        for (var w = 0; w < key.Length; w++)
            hash = (BitOperations.RotateLeft(hash, 31) ^ (key[w] & mask[w])) * Multiplier;
        return hash ^ (hash >> 32) * Multiplier;
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
        if (GroupCount * 2 > slots.Length)
            Grow();
    }

    /// <summary>Empties the table by a new stamp; a table far larger than the last result is
    /// made small again, because a small one stays in the processor's cache.</summary>
    private void Restart()
    {
        if (slots.Length > FirstSlots && GroupCount * 16 < slots.Length)
        {
            var wanted = Math.Max(FirstSlots, (int)BitOperations.RoundUpToPowerOf2((uint)GroupCount * 4));
            slots = new Slot[wanted];
            slotBits = BitOperations.Log2((uint)wanted);
            stamp = 0;
        }

        GroupCount = 0;
        if (++stamp == int.MaxValue)
        {
            Array.Clear(slots);
            stamp = 1;
        }
    }

    private void Grow()
    {
        var old = slots;
        slots = new Slot[old.Length * 4];
        slotBits += 2;
        foreach (var slot in old)
        {
            if (slot.Stamp != stamp)
                continue;
            var at = Position(words == 1 ? slot.Key * Multiplier : slot.Key, slotBits);
            while (slots[at].Stamp == stamp)
                at = (at + 1) & (slots.Length - 1);
            slots[at] = slot;
        }
    }

    private readonly record struct Slot(ulong Key, int Stamp, int Group);
}
