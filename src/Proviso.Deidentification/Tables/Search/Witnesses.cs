using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Proviso.Deidentification.Tables.Privacy;

namespace Proviso.Deidentification.Tables.Search;

/// <summary>Rows that have spoilt a generalisation and may well spoil the next: where no row may
/// be left out, one class that cannot be released is enough to rule a generalisation out, and
/// all finer ones with it. To look at one class takes a single pass over the keys without any
/// grouping, a tenth of the work of an evaluation or less. Shared by all threads of a
/// search.</summary>
internal sealed class Witnesses
{
    /// <summary>Kept at most: the latest that ruled something out.</summary>
    private const int Most = 6;

    /// <summary>A class with more than this part of the keys is not looked at: to go through its
    /// members would take as long as an evaluation, and it seldom spoils anything.</summary>
    private const int BigClassShare = 64;

    private const int BigClassMin = 64;

    private readonly Lock gate = new();
    private volatile ulong[][] known = [];

    /// <summary>Whether a row is known whose class cannot be released.</summary>
    /// <param name="table">Keys at or below the levels asked about.</param>
    /// <param name="mask">The mask of those levels.</param>
    /// <param name="judge">Judges the class.</param>
    public bool RuleOut(ClassTable table, ReadOnlySpan<ulong> mask, ClassJudge judge)
    {
        var now = known;
        for (var w = 0; w < now.Length; w++)
        {
            if (!Spoils(table, now[w], mask, judge))
                continue;
            if (w > 0)
                Remember(now[w]);
            return true;
        }

        return false;
    }

    /// <summary>Whether the class of a key cannot be released.</summary>
    private static bool Spoils(
        ClassTable table, ulong[] key, ReadOnlySpan<ulong> mask, ClassJudge judge)
    {
        var members = judge.Members;
        members.Clear();
        if (table.Words == 1)
            FindSingle(table, key[0] & mask[0], mask[0], judge.RowsThatSettle, members);
        else
            FindMany(table, key, mask, judge.RowsThatSettle, members);
        return members.Count > 0 && judge.JudgeMembers(table) != ClassState.Good;
    }

    /// <summary>Adds a key, or brings it to the front.</summary>
    public void Remember(ulong[] key)
    {
        lock (gate)
        {
            var next = new List<ulong[]> { key };
            foreach (var old in known)
            {
                if (next.Count < Most && !key.AsSpan().SequenceEqual(old))
                    next.Add(old);
            }

            known = [.. next];
        }
    }

    private static int BigClass(ClassTable table) =>
        Math.Max(BigClassMin, table.Length / BigClassShare);

    /// <summary>The positions of the keys of a class, sixteen keys at a time.</summary>
    private static void FindSingle(
        ClassTable table, ulong key, ulong mask, long rowsThatSettle, List<int> members)
    {
        var keys = table.Keys.AsSpan(0, table.Length);
        var lanes = MemoryMarshal.Cast<ulong, Vector256<ulong>>(keys);
        var masks = Vector256.Create(mask);
        var wanted = Vector256.Create(key);
        var rows = 0L;
        var at = 0;
        for (; at + 4 <= lanes.Length; at += 4)
        {
            var found = Vector256.Equals(lanes[at] & masks, wanted)
                | Vector256.Equals(lanes[at + 1] & masks, wanted)
                | Vector256.Equals(lanes[at + 2] & masks, wanted)
                | Vector256.Equals(lanes[at + 3] & masks, wanted);
            if (found == Vector256<ulong>.Zero)
                continue;
            rows += Pick(table, key, mask, at * 4, (at + 4) * 4, members);
            if (rows >= rowsThatSettle || members.Count > BigClass(table))
            {
                members.Clear();
                return;
            }
        }

        Pick(table, key, mask, at * 4, keys.Length, members);
    }

    private static long Pick(
        ClassTable table, ulong key, ulong mask, int from, int to, List<int> members)
    {
        var rows = 0L;
        for (var i = from; i < to; i++)
        {
            if ((table.Keys[i] & mask) != key)
                continue;
            members.Add(i);
            rows += table.Counts[i];
        }

        return rows;
    }

    private static void FindMany(
        ClassTable table,
        ulong[] key,
        ReadOnlySpan<ulong> mask,
        long rowsThatSettle,
        List<int> members)
    {
        var rows = 0L;
        for (var i = 0; i < table.Length; i++)
        {
            ulong difference = 0;
            for (var w = 0; w < mask.Length; w++)
                difference |= (table.Keys[(i * mask.Length) + w] ^ key[w]) & mask[w];
            if (difference != 0)
                continue;
            members.Add(i);
            rows += table.Counts[i];
            if (rows >= rowsThatSettle || members.Count > BigClass(table))
            {
                members.Clear();
                return;
            }
        }
    }
}
