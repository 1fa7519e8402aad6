using System.Numerics;
using Proviso.Rulebook.Compiling;
using Proviso.Rulebook.Reading;

namespace Proviso.Rulebook.Diagrams;

/// <summary>
/// Builds reduced, ordered, multi-valued decision diagrams that share their nodes.
/// </summary>
/// <remarks>
/// A node is a place in one array: the variable, then a child for each of its answers. A child
/// below zero is a terminal: <c>~t</c> for the terminal t, so that false is -1 and true is -2.
/// Two nodes are never alike, so equal functions are equal numbers (Bryant 1986; for
/// many-valued variables Kam, Villa, Brayton and Sangiovanni-Vincentelli 1998).
/// </remarks>
internal sealed class DiagramStore
{
    public const int False = ~0;
    public const int True = ~1;

    private readonly int[] _widths;
    private readonly long _maxCells;
    private readonly Dictionary<(int If, int Then, int Else), int> _iteCache = [];
    private int[] _cells = new int[4096];
    private int _used;
    private int[] _buckets = new int[4096];
    private int _nodes;

    /// <summary>Makes an empty store.</summary>
    /// <param name="widths">For each variable in its order, how many answers it has.</param>
    /// <param name="maxNodes">Where building stops with an exception.</param>
    /// <param name="tooLarge">Why, for those who wrote the book.</param>
    public DiagramStore(IReadOnlyList<int> widths, int maxNodes, Func<Problem> tooLarge)
    {
        TooLarge = tooLarge;
        _widths = [.. widths];
        MaxNodes = maxNodes;
        _maxCells = 16L * maxNodes;
        Array.Fill(_buckets, -1);
    }

    public int MaxNodes { get; }

    /// <summary>Why building stopped, for those who wrote the book.</summary>
    public Func<Problem> TooLarge { get; }

    public int NodeCount => _nodes;

    public IReadOnlyList<int> Widths => _widths;

    public static int Terminal(int value) => ~value;

    public int VariableOf(int at) => at < 0 ? int.MaxValue : _cells[at];

    public int Child(int at, int answer) => _cells[at + 1 + answer];

    /// <summary>The node with these children, made once.</summary>
    public int Node(int variable, ReadOnlySpan<int> children)
    {
        var first = children[0];
        if (children.IndexOfAnyExcept(first) < 0)
            return first;
        var hash = Hash(variable, children);
        for (var slot = hash & (_buckets.Length - 1); ; slot = (slot + 1) & (_buckets.Length - 1))
        {
            var at = _buckets[slot];
            if (at < 0)
            {
                at = Append(variable, children);
                _buckets[slot] = at;
                if (_nodes * 2 > _buckets.Length)
                    Grow();
                return at;
            }

            if (_cells[at] == variable
                && children.SequenceEqual(_cells.AsSpan(at + 1, children.Length)))
            {
                return at;
            }
        }
    }

    /// <summary>True where the variable has one of the marked answers.</summary>
    public int Literal(int variable, IReadOnlyList<bool> holds)
    {
        Span<int> children = stackalloc int[_widths[variable]];
        for (var i = 0; i < children.Length; i++)
            children[i] = i < holds.Count && holds[i] ? True : False;
        return Node(variable, children);
    }

    public int And(int a, int b) => Ite(a, b, False);

    public int Or(int a, int b) => Ite(a, True, b);

    public int Not(int a) => Ite(a, False, True);

    /// <summary>Where the first holds, the second; elsewhere the third.</summary>
    public int Ite(int condition, int then, int otherwise)
    {
        if (condition == True || then == otherwise)
            return then;
        if (condition == False)
            return otherwise;
        if (then == True && otherwise == False)
            return condition;
        var key = (condition, then, otherwise);
        if (_iteCache.TryGetValue(key, out var known))
            return known;
        if (_iteCache.Count > 8L * MaxNodes)
            throw Stop();
        var variable = Math.Min(VariableOf(condition),
            Math.Min(VariableOf(then), VariableOf(otherwise)));
        Span<int> children = stackalloc int[_widths[variable]];
        for (var i = 0; i < children.Length; i++)
        {
            children[i] = Ite(
                Cofactor(condition, variable, i),
                Cofactor(then, variable, i),
                Cofactor(otherwise, variable, i));
        }

        var node = Node(variable, children);
        _iteCache[key] = node;
        return node;
    }

    /// <summary>The same diagram in another store over the same variables.</summary>
    public int CopyTo(DiagramStore other, int root) => CopyTo(other, root, []);

    /// <summary>The same diagram with other terminals.</summary>
    public int Map(int root, Func<int, int> terminal) => Map(root, terminal, []);

    /// <summary>The same diagram, with other terminals where a condition holds.</summary>
    public int Mark(int root, int where, Func<int, int> terminal) =>
        Mark(root, where, terminal, [], []);

    /// <summary>
    /// How many combinations of answers lead to a terminal for which the test holds.
    /// </summary>
    /// <param name="root">The diagram.</param>
    /// <param name="counts">Which terminals count.</param>
    /// <param name="weights">For each variable and answer, how many answers it stands for.</param>
    public BigInteger Count(int root, Func<int, bool> counts, Weights weights) =>
        Count(root, counts, weights, []) * weights.Between(0, TopOf(root));

    private int TopOf(int at) => at < 0 ? _widths.Length : _cells[at];

    private BigInteger Count(
        int at, Func<int, bool> counts, Weights weights, Dictionary<int, BigInteger> known)
    {
        if (at < 0)
            return counts(~at) ? BigInteger.One : BigInteger.Zero;
        if (known.TryGetValue(at, out var count))
            return count;
        count = BigInteger.Zero;
        var variable = _cells[at];
        for (var i = 0; i < _widths[variable]; i++)
        {
            var child = Child(at, i);
            count += Count(child, counts, weights, known) * weights.Of(variable, i)
                * weights.Between(variable + 1, TopOf(child));
        }

        known[at] = count;
        return count;
    }

    private int CopyTo(DiagramStore other, int at, Dictionary<int, int> known)
    {
        if (at < 0)
            return at;
        if (known.TryGetValue(at, out var copied))
            return copied;
        Span<int> children = stackalloc int[_widths[_cells[at]]];
        for (var i = 0; i < children.Length; i++)
            children[i] = CopyTo(other, Child(at, i), known);
        return known[at] = other.Node(_cells[at], children);
    }

    private int Map(int at, Func<int, int> terminal, Dictionary<int, int> known)
    {
        if (at < 0)
            return ~terminal(~at);
        if (known.TryGetValue(at, out var mapped))
            return mapped;
        var variable = _cells[at];
        Span<int> children = stackalloc int[_widths[variable]];
        for (var i = 0; i < children.Length; i++)
            children[i] = Map(Child(at, i), terminal, known);
        mapped = Node(variable, children);
        known[at] = mapped;
        return mapped;
    }

    private int Mark(int at, int where, Func<int, int> terminal,
        Dictionary<(int At, int Where), int> known, Dictionary<int, int> mapped)
    {
        if (where == False)
            return at;
        if (where == True)
            return Map(at, terminal, mapped);
        if (known.TryGetValue((at, where), out var marked))
            return marked;
        if (known.Count > 8L * MaxNodes)
            throw Stop();
        var variable = Math.Min(VariableOf(at), VariableOf(where));
        Span<int> children = stackalloc int[_widths[variable]];
        for (var i = 0; i < children.Length; i++)
        {
            children[i] = Mark(Cofactor(at, variable, i), Cofactor(where, variable, i), terminal,
                known, mapped);
        }

        marked = Node(variable, children);
        known[(at, where)] = marked;
        return marked;
    }

    private int Cofactor(int at, int variable, int answer) =>
        at >= 0 && _cells[at] == variable ? _cells[at + 1 + answer] : at;

    private BookTooLargeException Stop() => new(TooLarge());

    private int Append(int variable, ReadOnlySpan<int> children)
    {
        if (_nodes >= MaxNodes || _used + children.Length + 1 > _maxCells)
            throw Stop();
        if (_used + children.Length + 1 > _cells.Length)
            Array.Resize(ref _cells, Math.Max(_cells.Length * 2, _used + children.Length + 1));
        var at = _used;
        _cells[at] = variable;
        children.CopyTo(_cells.AsSpan(at + 1));
        _used += children.Length + 1;
        _nodes++;
        return at;
    }

    private void Grow()
    {
        var larger = new int[_buckets.Length * 2];
        Array.Fill(larger, -1);
        foreach (var at in _buckets.Where(b => b >= 0))
        {
            var children = _cells.AsSpan(at + 1, _widths[_cells[at]]);
            var slot = Hash(_cells[at], children) & (larger.Length - 1);
            while (larger[slot] >= 0)
                slot = (slot + 1) & (larger.Length - 1);
            larger[slot] = at;
        }

        _buckets = larger;
    }

    private static int Hash(int variable, ReadOnlySpan<int> children)
    {
        var hash = (uint)variable * 0x9E3779B1u;
        foreach (var child in children)
            hash = (BitOperations.RotateLeft(hash, 5) ^ (uint)child) * 0x9E3779B1u;
        return (int)((hash ^ (hash >> 15)) & int.MaxValue);
    }
}

/// <summary>How many answers each answer of a variable stands for.</summary>
/// <remarks>
/// An answer that the law presumes stands for two where "not known" may be given, so that counts
/// are of the answers that people can give.
/// </remarks>
internal sealed class Weights
{
    private readonly int[][] _weights;
    private readonly BigInteger[] _tails;

    public Weights(IReadOnlyList<int[]> weights)
    {
        _weights = [.. weights];
        _tails = new BigInteger[_weights.Length + 1];
        _tails[^1] = BigInteger.One;
        for (var i = _weights.Length - 1; i >= 0; i--)
            _tails[i] = _tails[i + 1] * _weights[i].Sum();
    }

    /// <summary>Every combination there is.</summary>
    public BigInteger All => _tails[0];

    public int Of(int variable, int answer) => _weights[variable][answer];

    /// <summary>The combinations of the variables from one up to, not including, another.</summary>
    public BigInteger Between(int from, int to)
    {
        var product = BigInteger.One;
        for (var i = from; i < to; i++)
            product *= _weights[i].Sum();
        return product;
    }
}
