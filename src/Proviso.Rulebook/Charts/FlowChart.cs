using Proviso.Rulebook.Compiling;
using Proviso.Rulebook.Deciding;
using Proviso.Rulebook.Diagrams;

namespace Proviso.Rulebook.Charts;

/// <summary>A box of a flowchart.</summary>
/// <param name="Lines">Its text, wrapped.</param>
/// <param name="Kind">What it is: <c>question</c>, <c>more</c>, or a verdict's name.</param>
/// <param name="OnPath">Whether the marked case goes through it.</param>
internal sealed record ChartBox(IReadOnlyList<string> Lines, string Kind, bool OnPath);

/// <summary>An arrow from one box to another, with the answers that take it.</summary>
internal sealed record ChartArrow(int From, int To, string Label, bool OnPath);

/// <summary>A flowchart: what is left of a diagram once some facts are settled.</summary>
public sealed class FlowChart
{
    /// <summary>More questions than this cannot be read on one drawing; the rest is cut.</summary>
    public const int MaxQuestions = 60;

    private const int WrapAt = 30;

    private readonly List<ChartBox> _boxes = [];
    private readonly List<ChartArrow> _arrows = [];
    private readonly Law _law;
    private readonly Diagram _diagram;
    private readonly byte[] _path;
    private readonly Func<int, (string Text, string Kind)> _leaf;
    private readonly Dictionary<int, int> _made = [];
    private int _deepest;

    private FlowChart(Law law, Diagram diagram, CaseFacts path,
        Func<int, (string Text, string Kind)> leaf)
    {
        _law = law;
        _diagram = diagram;
        _path = path.ToAnswers();
        _leaf = leaf;
    }

    /// <summary>
    /// How many questions the whole flowchart has; more may be left than are drawn.
    /// </summary>
    public int Questions { get; private init; }

    /// <summary>Whether questions had to be left out.</summary>
    public bool IsCut => Questions > MaxQuestions;

    internal IReadOnlyList<ChartBox> Boxes => _boxes;

    internal IReadOnlyList<ChartArrow> Arrows => _arrows;

    /// <summary>The way to the verdict.</summary>
    /// <param name="law">The law.</param>
    /// <param name="given">Facts that are settled and not drawn.</param>
    /// <param name="path">The case whose way is marked.</param>
    public static FlowChart OfVerdict(Law law, CaseFacts given, CaseFacts path)
    {
        ArgumentNullException.ThrowIfNull(law);
        ArgumentNullException.ThrowIfNull(given);
        ArgumentNullException.ThrowIfNull(path);
        return Make(law, law.Rulings.Restrict(given.ToAnswers()), path, terminal =>
        {
            var ruling = law.Nodes.RulingTable[terminal];
            var whom = ruling.Adviser is null ? "" : $": {ruling.Adviser.Text}";
            return (ruling.Verdict.Words() + whom, ruling.Verdict.Name());
        });
    }

    /// <summary>The way to whether a duty is due.</summary>
    public static FlowChart OfDuty(Law law, string duty, CaseFacts given, CaseFacts path)
    {
        ArgumentNullException.ThrowIfNull(law);
        ArgumentNullException.ThrowIfNull(given);
        ArgumentNullException.ThrowIfNull(path);
        var whole = law.Effects.Map(t => Array.Exists(law.Nodes.EffectTable[t].Duties,
            d => law.Nodes.Duties[d].Id == duty) ? 1 : 0);
        return Make(law, whole.Restrict(given.ToAnswers()), path, terminal =>
            terminal == 1 ? ("This duty is due", "due") : ("This duty is not due", "not-due"));
    }

    private static FlowChart Make(Law law, Diagram diagram, CaseFacts path,
        Func<int, (string Text, string Kind)> leaf)
    {
        var chart = new FlowChart(law, diagram, path, leaf) { Questions = diagram.NodeCount };
        chart._deepest = chart.DepthThatFits();
        chart.Box(diagram.Root, onPath: path.Given.Any(), depth: 0);
        return chart;
    }

    // Cutting by levels keeps what is drawn whole: every answer of a drawn question is shown.
    private int DepthThatFits()
    {
        var level = new HashSet<int>();
        if (_diagram.Root >= 0)
            level.Add(_diagram.Root);
        var seen = new HashSet<int>(level);
        for (var depth = 0; ; depth++)
        {
            if (level.Count == 0)
                return int.MaxValue;
            if (seen.Count > MaxQuestions)
                return Math.Max(1, depth);
            level = [.. level.SelectMany(at => Enumerable.Range(0, _diagram.WidthOf(at))
                .Select(a => _diagram.Child(at, a))).Where(c => c >= 0 && seen.Add(c))];
        }
    }

    private int Box(int at, bool onPath, int depth)
    {
        if (at < 0)
        {
            var (text, kind) = _leaf(~at);
            return Add(new ChartBox(Wrap(text), kind, onPath));
        }

        if (_made.TryGetValue(at, out var box))
        {
            if (onPath && !_boxes[box].OnPath)
                MarkFrom(at, box);
            return box;
        }

        if (depth >= _deepest)
            return Add(new ChartBox(Wrap("More questions follow"), "more", onPath));
        var fact = _law.Book.Facts[_diagram.VariableOf(at)];
        box = Add(new ChartBox(Wrap(fact.Question), "question", onPath));
        _made[at] = box;
        foreach (var group in Enumerable.Range(0, _diagram.WidthOf(at))
            .GroupBy(a => _diagram.Child(at, a)))
        {
            var taken = onPath && group.Contains(_path[fact.Index]);
            var to = Box(group.Key, taken, depth + 1);
            _arrows.Add(new ChartArrow(box, to, Label(fact, [.. group]), taken));
        }

        return box;
    }

    // A box drawn off the path first, and reached by the path later.
    private void MarkFrom(int at, int box)
    {
        _boxes[box] = _boxes[box] with { OnPath = true };
        var answer = _path[_diagram.VariableOf(at)];
        if (answer == Diagram.Unanswered)
            return;
        var child = _diagram.Child(at, answer);
        var fact = _law.Book.Facts[_diagram.VariableOf(at)];
        for (var i = 0; i < _arrows.Count; i++)
        {
            var arrow = _arrows[i];
            if (arrow.From != box || !arrow.Label.Contains(fact.Answers[answer].Label,
                StringComparison.Ordinal))
            {
                continue;
            }

            _arrows[i] = arrow with { OnPath = true };
            if (child >= 0 && _made.TryGetValue(child, out var next))
                MarkFrom(child, next);
            else
                _boxes[arrow.To] = _boxes[arrow.To] with { OnPath = true };
        }
    }

    private static string Label(Fact fact, IReadOnlyList<int> answers)
    {
        if (answers.Count > 4 && answers.Count > fact.Answers.Count / 2)
        {
            var others = Enumerable.Range(0, fact.Answers.Count).Except(answers).ToList();
            if (others.Count is > 0 and <= 3)
            {
                return "Any answer but: "
                    + string.Join(", ", others.Select(a => fact.Answers[a].Label));
            }
        }

        return string.Join(" / ", answers.Select(a => fact.Answers[a].Label));
    }

    private int Add(ChartBox box)
    {
        _boxes.Add(box);
        return _boxes.Count - 1;
    }

    internal static IReadOnlyList<string> Wrap(string text, int width = WrapAt)
    {
        var lines = new List<string>();
        var line = "";
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                lines.Add(line);
                line = "";
            }

            line = line.Length == 0 ? word : $"{line} {word}";
        }

        lines.Add(line);
        return lines;
    }
}
