namespace Proviso.Rulebook.Reading;

/// <summary>Turns blocks into a book: first the names, then what uses them.</summary>
internal sealed partial class BookBuilder
{
    private const int MaxFacts = 1_000;
    private const int MaxAnswers = 200;

    private readonly IReadOnlyList<Block> _blocks;
    private readonly IReadOnlyList<BookFile> _files;
    private readonly string _digest;
    private readonly IReadOnlyList<BookFile> _local;
    private readonly Problems _problems;
    private readonly Names _names = new();
    private readonly ConditionReader _conditions;
    private readonly Dictionary<string, Tier> _tiers = [];
    private readonly Dictionary<string, Entry> _roles = [];
    private readonly Dictionary<string, Entry> _register = [];
    private readonly Dictionary<string, Entry> _principles = [];
    private readonly Dictionary<string, Entry> _requirements = [];
    private readonly Dictionary<string, SourceDocument> _sources = [];

    public BookBuilder(IReadOnlyList<Block> blocks, IReadOnlyList<BookFile> files, string digest,
        IReadOnlyList<BookFile> local, Problems problems)
    {
        _blocks = blocks;
        _files = files;
        _digest = digest;
        _local = local;
        _problems = problems;
        _conditions = new ConditionReader(_names, problems);
    }

    public Book? Build()
    {
        var head = ReadHead();
        foreach (var block in Of("tiers"))
            ReadList(block, _tiers, (id, text) => new Tier(id, text, _tiers.Count));
        foreach (var block in Of("roles"))
            ReadList(block, _roles, (id, text) => new Entry(id, text));
        foreach (var block in Of("register"))
            ReadList(block, _register, (id, text) => new Entry(id, text));
        foreach (var block in Of("principles"))
            ReadList(block, _principles, (id, text) => new Entry(id, text));
        foreach (var block in Of("requirements"))
            ReadList(block, _requirements, (id, text) => new Entry(id, text), anyForm: true);
        foreach (var block in Of("source"))
            ReadSource(block);
        var facts = Each("fact", ReadFact);
        if (facts.Count > MaxFacts)
        {
            _problems.Add("too-many-facts", facts[^1].At, "the book has too many facts",
                $"at most {MaxFacts}");
        }

        NameAll("define", _names.Defines);
        NameAll("basis", _names.Bases);
        NameAll("duty", _names.Duties);
        NameAll("rule", _names.Rules);
        var parts = ReadParts();
        new Circles(_problems).Report(parts.Defines, parts.Rules);
        if (head is null || _problems.Count > 0)
            return null;
        var book = new Book
        {
            Id = head.Id, Title = head.Title, Edition = head.Edition, Nation = head.Nation,
            Publisher = head.Publisher, StatedAt = head.Date, At = head.At, Digest = _digest,
            Tiers = [.. _tiers.Values], Roles = [.. _roles.Values],
            Register = [.. _register.Values], Principles = [.. _principles.Values],
            Requirements = [.. _requirements.Values], Sources = [.. _sources.Values],
            Facts = facts, Defines = parts.Defines, Bases = parts.Bases, Duties = parts.Duties,
            Rules = parts.Rules, Invariants = parts.Invariants,
            Examples = parts.Examples, Drawings = parts.Drawings,
            Files = _files, LocalFiles = _local.ToHashSet(),
        };
        book.Index();
        return book;
    }

    private sealed record Head(string Id, string Title, string Edition, string Nation,
        string Publisher, DateOnly Date, Position At);

    private sealed record Parts(IReadOnlyList<Define> Defines, IReadOnlyList<Basis> Bases,
        IReadOnlyList<Duty> Duties, IReadOnlyList<Rule> Rules, IReadOnlyList<Invariant> Invariants,
        IReadOnlyList<Example> Examples, IReadOnlyList<Drawing> Drawings);

    private Parts ReadParts()
    {
        var defines = Each("define", ReadDefine);
        var bases = Each("basis", ReadBasis);
        var duties = Each("duty", ReadDuty);
        var rules = Each("rule", ReadRule);
        CheckVersions(defines);
        CheckVersions(bases);
        CheckVersions(duties);
        CheckVersions(rules);
        var invariants = Each("never", b => ReadInvariant(b, never: true));
        invariants.AddRange(Each("always", b => ReadInvariant(b, never: false)));
        CheckUnique(invariants.Select(i => (i.Id, i.At)));
        var examples = Each("example", ReadExample);
        CheckUnique(examples.Select(e => (e.Id, e.At)));
        var drawings = Each("drawing", ReadDrawing);
        CheckUnique(drawings.Select(d => (d.Id, d.At)));
        return new Parts(defines, bases, duties, rules, invariants, examples, drawings);
    }

    private IEnumerable<Block> Of(string kind) => _blocks.Where(b => b.Kind.Text == kind);

    private List<T> Each<T>(string kind, Func<Block, T?> read)
        where T : class
    {
        var parts = new List<T>();
        foreach (var block in Of(kind))
        {
            if (read(block) is { } part)
                parts.Add(part);
        }

        return parts;
    }

    private void NameAll(string kind, HashSet<string> names)
    {
        foreach (var block in Of(kind))
        {
            if (block.Id is { } id)
                names.Add(id.Text);
            if (block.Id is { } clash && kind == "define" && _names.Facts.ContainsKey(clash.Text))
            {
                _problems.Add("twice", clash.At, $"\"{clash.Text}\" is already a fact",
                    "give the define another name");
            }
        }
    }

    private Head? ReadHead()
    {
        var heads = Of("book").ToList();
        var wanted = IsLocal ? 2 : 1;
        if (heads.Count != wanted)
        {
            var at = heads.Count > wanted ? heads[^1].At : _files[0].At(0);
            _problems.Add("book-block", at, $"there are {heads.Count} \"book\" blocks",
                IsLocal
                    ? "the national book has one and the local book has one"
                    : "a book has exactly one");
            return null;
        }

        Head? head = null;
        foreach (var block in heads)
        {
            var id = Id(block);
            var fields = new FieldReader(block, _problems);
            var extends = fields.Text("extends", must: head is not null);
            if (head is not null && extends.Length > 0 && extends != head.Id)
            {
                _problems.Add("extends", fields.Get("extends")!.At,
                    $"this book extends \"{extends}\", and the other one is \"{head.Id}\"",
                    "name the book that it stands on");
            }

            if (head is null && extends.Length > 0)
            {
                _problems.Add("extends", fields.Get("extends")!.At, "this is a local book",
                    "give it together with the national book that it extends");
            }

            head = new Head(id, fields.Text("title", must: true),
                fields.Text("version", must: true),
                fields.Text("nation", must: true), fields.Text("publisher", must: true),
                fields.Date("date", must: true) ?? default, block.At);
            fields.ReportUnknown();
        }

        return head;
    }

    private void ReadList<T>(
        Block block, Dictionary<string, T> into, Func<string, string, T> make, bool anyForm = false)
        where T : Entry
    {
        foreach (var line in block.Fields)
        {
            var id = line.Name;
            if (!anyForm && !IsId(id.Text))
                RefuseId(id);
            if (line.Text.Length == 0)
                _problems.Add("empty-field", id.At, $"\"{id.Text}\" has no text", "say what it is");
            if (!into.TryAdd(id.Text, make(id.Text, line.Text)))
                _problems.Add("twice", id.At,
                    $"\"{id.Text}\" is listed twice", "keep one of the two");
        }
    }

    private string Id(Block block)
    {
        if (block.Id is not { } id)
        {
            _problems.Add("missing-id", block.At, $"this {block.Kind.Text} has no id",
                $"write it after \"{block.Kind.Text}\"");
            return "";
        }

        if (!IsId(id.Text))
            RefuseId(id);
        return id.Text;
    }

    private bool IsLocal => _local.Count > 0;

    private static bool IsId(string text) =>
        text.Length is > 0 and <= 64
        && text[0] != '-' && text[^1] != '-'
        && !text.Contains("--", StringComparison.Ordinal)
        && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    private void RefuseId(Token id) => _problems.Add("id-form", id.At,
        "this is not an id",
        "use small letters, digits and single hyphens, at most 64 characters");

    private void CheckUnique(IEnumerable<(string Id, Position At)> parts)
    {
        var seen = new HashSet<string>();
        foreach (var (id, at) in parts.Where(p => !seen.Add(p.Id)))
            _problems.Add("twice", at, $"\"{id}\" stands twice", "give one of them another id");
    }

    private void CheckVersions<T>(List<T> parts)
        where T : IDated
    {
        foreach (var versions in parts.GroupBy(p => p.Id, StringComparer.Ordinal))
        {
            var ordered = versions.OrderBy(v => v.From ?? DateOnly.MinValue).ToList();
            for (var i = 1; i < ordered.Count; i++)
            {
                var ended = ordered[i - 1].To ?? DateOnly.MaxValue;
                if ((ordered[i].From ?? DateOnly.MinValue) > ended)
                    continue;
                _problems.Add("overlap", ordered[i].At,
                    $"two versions of \"{versions.Key}\" are in force at once",
                    $"the other is at {ordered[i - 1].At}; end one the day before the next begins");
            }
        }
    }
}
