namespace Proviso.Rulebook.Charts;

/// <summary>Where a box, or a bend of an arrow, stands.</summary>
internal sealed class Place(int box, int layer)
{
    /// <summary>The box; below zero for the bend of an arrow that crosses this layer.</summary>
    public int Box { get; } = box;

    public int Layer { get; } = layer;

    public double X { get; set; }

    public double Width => Box < 0 ? 24 : Layout.BoxWidth;

    public List<Place> Up { get; } = [];

    public List<Place> Down { get; } = [];
}

/// <summary>
/// Lays a flowchart out in layers from top to bottom (Sugiyama, Tagawa and Toda 1981): a box
/// stands below every box that leads to it, arrows that cross a layer get a bend in it, and each
/// layer is ordered so that few arrows cross.
/// </summary>
internal sealed class Layout
{
    public const double BoxWidth = 232;
    private const double Gap = 36;
    private const int Sweeps = 12;

    private readonly List<List<Place>> _layers = [];

    public Layout(FlowChart chart)
    {
        var layer = Layers(chart);
        var boxes = new Place[chart.Boxes.Count];
        for (var i = 0; i < boxes.Length; i++)
            boxes[i] = Put(new Place(i, layer[i]));
        foreach (var arrow in chart.Arrows)
            Routes.Add(Route(boxes[arrow.From], boxes[arrow.To]));
        Boxes = boxes;
        for (var i = 0; i < Sweeps; i++)
            Order(down: i % 2 == 0);
        Untangle();
        Spread();
    }

    public IReadOnlyList<Place> Boxes { get; }

    /// <summary>For each arrow of the chart, the places it goes through.</summary>
    public List<IReadOnlyList<Place>> Routes { get; } = [];

    public IReadOnlyList<IReadOnlyList<Place>> LayersOfPlaces => _layers;

    public double Width { get; private set; }

    // The longest way from the first box, so that arrows only lead down.
    private static int[] Layers(FlowChart chart)
    {
        var layer = new int[chart.Boxes.Count];
        for (var changed = true; changed;)
        {
            changed = false;
            foreach (var arrow in chart.Arrows.Where(a => layer[a.To] <= layer[a.From]))
            {
                layer[arrow.To] = layer[arrow.From] + 1;
                changed = true;
            }
        }

        return layer;
    }

    private Place Put(Place place)
    {
        while (_layers.Count <= place.Layer)
            _layers.Add([]);
        _layers[place.Layer].Add(place);
        return place;
    }

    private List<Place> Route(Place from, Place to)
    {
        var route = new List<Place> { from };
        for (var layer = from.Layer + 1; layer < to.Layer; layer++)
            route.Add(Put(new Place(-1, layer)));
        route.Add(to);
        for (var i = 1; i < route.Count; i++)
        {
            route[i - 1].Down.Add(route[i]);
            route[i].Up.Add(route[i - 1]);
        }

        return route;
    }

    private void Order(bool down)
    {
        for (var n = 1; n < _layers.Count; n++)
        {
            var layer = _layers[down ? n : _layers.Count - 1 - n];
            var beside = _layers[down ? n - 1 : _layers.Count - n];
            var rank = beside.Select((p, i) => (p, i)).ToDictionary(x => x.p, x => (double)x.i);
            var own = layer.Select((p, i) => (p, i)).ToDictionary(x => x.p, x => (double)x.i);
            var ordered = layer.OrderBy(p =>
            {
                var near = down ? p.Up : p.Down;
                return near.Count == 0 ? own[p] : near.Average(q => rank[q]);
            }).ToList();
            layer.Clear();
            layer.AddRange(ordered);
        }
    }

    // Exchange neighbours for as long as that makes fewer arrows cross.
    private void Untangle()
    {
        for (var (round, better) = (0, true); better && round < Sweeps; round++)
        {
            better = false;
            foreach (var layer in _layers)
            {
                for (var i = 1; i < layer.Count; i++)
                {
                    var before = Crossings(layer[i - 1], layer[i]);
                    if (before <= Crossings(layer[i], layer[i - 1]))
                        continue;
                    (layer[i - 1], layer[i]) = (layer[i], layer[i - 1]);
                    better = true;
                }
            }
        }
    }

    // How many arrows of two places cross when the first stands left of the second.
    private int Crossings(Place left, Place right)
    {
        return Between(left.Up, right.Up) + Between(left.Down, right.Down);

        int Between(List<Place> one, List<Place> two) =>
            one.Sum(a => two.Count(b => a.Layer == b.Layer
                && _layers[a.Layer].IndexOf(a) > _layers[b.Layer].IndexOf(b)));
    }

    // Pull every place towards its neighbours, keeping the order and the gaps.
    private void Spread()
    {
        foreach (var layer in _layers)
            Pack(layer, [.. layer.Select(_ => 0.0)]);
        for (var i = 0; i < 40; i++)
        {
            foreach (var layer in i % 2 == 0 ? _layers : Enumerable.Reverse(_layers))
            {
                Pack(layer, [.. layer.Select(p =>
                {
                    var near = p.Up.Concat(p.Down).ToList();
                    return near.Count == 0 ? p.X : near.Average(q => q.X);
                })]);
            }
        }

        var left = _layers.SelectMany(l => l).Min(p => p.X - (p.Width / 2));
        foreach (var place in _layers.SelectMany(l => l))
            place.X += Gap - left;
        Width = _layers.SelectMany(l => l).Max(p => p.X + (p.Width / 2)) + Gap;
    }

    // The places nearest to those wished for that keep the gaps (pool adjacent violators).
    private static void Pack(List<Place> layer, double[] wished)
    {
        var offsets = new double[layer.Count];
        for (var i = 1; i < layer.Count; i++)
        {
            offsets[i] = offsets[i - 1]
                + ((layer[i - 1].Width + layer[i].Width) / 2) + Gap;
        }

        var pools = new Stack<(double Sum, int Count)>();
        for (var i = 0; i < layer.Count; i++)
        {
            var pool = (Sum: wished[i] - offsets[i], Count: 1);
            while (pools.TryPeek(out var before)
                && before.Sum / before.Count > pool.Sum / pool.Count)
            {
                pools.Pop();
                pool = (pool.Sum + before.Sum, pool.Count + before.Count);
            }

            pools.Push(pool);
        }

        var next = 0;
        foreach (var (sum, count) in pools.Reverse())
        {
            for (var i = 0; i < count; i++, next++)
                layer[next].X = (sum / count) + offsets[next];
        }
    }
}
