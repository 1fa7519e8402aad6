using System.Globalization;

namespace Proviso.Rulebook.Reading;

/// <content>One method for each kind of block.</content>
internal sealed partial class BookBuilder
{
    private Define? ReadDefine(Block block)
    {
        var id = Id(block);
        var fields = new FieldReader(block, _problems);
        var (from, to) = fields.Period();
        var when = When(fields, "when", must: true);
        var define = new Define(id, fields.Text("means", must: true), when, from, to, Cites(fields),
            Meets(fields), block.At);
        fields.ReportUnknown();
        return define;
    }

    private Basis? ReadBasis(Block block)
    {
        var id = Id(block);
        var fields = new FieldReader(block, _problems);
        var (from, to) = fields.Period();
        var basis = new Basis(id, fields.Text("title", must: true),
            fields.Text("common-law", must: true), fields.Text("article-6"),
            fields.Text("article-9"), fields.Text("schedule"), from, to, Cites(fields, must: true),
            Meets(fields), Serves(fields), block.At);
        fields.ReportUnknown();
        return basis;
    }

    private Duty? ReadDuty(Block block)
    {
        var id = Id(block);
        var fields = new FieldReader(block, _problems);
        var (from, to) = fields.Period();
        var on = new List<Verdict>();
        foreach (var word in fields.List("on"))
        {
            if (VerdictNames.TryParse(word.Text, out var verdict))
                on.Add(verdict);
            else
                _problems.Unknown("verdict", word, VerdictNames.All);
        }

        var when = When(fields, "when", must: false);
        var unless = fields.Get("unless") is null ? null : When(fields, "unless", must: false);
        if (on.Count == 0 && (when is not Condition.Always || unless is not null))
        {
            _problems.Add("duty-on", block.At,
                "a duty with a condition attaches itself to verdicts",
                "add \"on\" with the verdicts, or let rules name the duty and drop the condition");
        }

        if (unless is not null)
            when = new Condition.All([when, new Condition.Not(unless, unless.At)], when.At);
        var duty = new Duty(id, fields.Text("say", must: true), Phase(fields),
            Named(fields, "by", "role", _roles) ?? new Entry("", ""), ReadWithin(fields), on, when,
            from, to, Cites(fields, must: true), Meets(fields), Serves(fields), block.At);
        fields.ReportUnknown();
        return duty;
    }

    private DutyPhase Phase(FieldReader fields)
    {
        var text = fields.Text("phase", must: true);
        switch (text)
        {
            case "before" or "": return DutyPhase.Before;
            case "limit": return DutyPhase.Limit;
            case "after": return DutyPhase.After;
            default:
                _problems.Add("phase", fields.Get("phase")!.At, $"there is no phase \"{text}\"",
                    "write before, limit or after");
                return DutyPhase.Before;
        }
    }

    private Within ReadWithin(FieldReader fields)
    {
        var text = fields.Text("within", must: true);
        if (text is "at once" or "before sharing" or "while sharing" or "no set time")
            return new Within(text, text == "at once" ? "PT0S" : "", WorkingDays: false);
        if (text == "next working day")
            return new Within("by the end of the next working day", "P1D", WorkingDays: true);
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length >= 2 && int.TryParse(words[0], CultureInfo.InvariantCulture, out var n)
            && n is > 0 and < 1000)
        {
            var unit = string.Join(' ', words[1..]).TrimEnd('s');
            var duration = unit switch
            {
                "hour" => $"PT{n}H",
                "day" or "working day" => $"P{n}D",
                "month" => $"P{n}M",
                "year" => $"P{n}Y",
                _ => null,
            };
            if (duration is not null)
                return new Within($"within {text}", duration, unit == "working day");
        }

        if (text.Length > 0)
        {
            _problems.Add("within", fields.Get("within")!.At,
                "this is not a time that is understood",
                "write for example: at once, before sharing, 24 hours, 3 days, 5 working days, "
                + "1 month, next working day, no set time");
        }

        return new Within("", "", WorkingDays: false);
    }

    private Rule? ReadRule(Block block)
    {
        var id = Id(block);
        var fields = new FieldReader(block, _problems);
        var (from, to) = fields.Period();
        var (then, adviser) = Then(fields);
        var bases = fields.List("basis");
        if (then.IsSharing() && bases.Count == 0)
        {
            _problems.Add("missing-field", block.At,
                $"a rule that says {then.Name()} needs a basis",
                "add a line that starts with \"basis\"");
        }

        var when = When(fields, "when", must: true);
        var unless = fields.Get("unless") is null
            ? new Condition.Not(new Condition.Always(block.At), block.At)
            : When(fields, "unless", must: false);
        var tier = Named(fields, "tier", "tier", _tiers) ?? new Tier("", "", 0);
        var rule = new Rule(id, fields.Text("title", must: true), when, unless, then, adviser,
            fields.Text("because", must: true), fields.Text("next", must: !then.IsSharing()), tier,
            Known(bases, "basis", _names.Bases),
            Known(fields.List("overrides"), "rule", _names.Rules),
            Known(fields.List("duties"), "duty", _names.Duties), from, to,
            Cites(fields, must: true), Meets(fields, must: true), Serves(fields), block.Heading,
            block.At);
        fields.ReportUnknown();
        return rule;
    }

    private (Verdict Verdict, Entry? Adviser) Then(FieldReader fields)
    {
        var field = fields.Get("then", must: true);
        if (field is null || field.Lines.Count == 0)
            return (Verdict.DoNotShare, null);
        var words = FieldReader.Split(field, ' ');
        if (!VerdictNames.TryParse(words[0].Text, out var verdict))
        {
            _problems.Unknown("verdict", words[0], VerdictNames.All);
            return (Verdict.DoNotShare, null);
        }

        var named = words.Count == 3 && words[1].Text == "from";
        if (words.Count > 1 && !named)
        {
            _problems.Add("then", words[1].At, "this does not belong after the verdict",
                "write \"seek-advice from ROLE\"");
        }

        if (named != (verdict == Verdict.SeekAdvice))
        {
            _problems.Add("then", words[0].At, verdict == Verdict.SeekAdvice
                ? "advice from whom is not said" : $"{verdict.Name()} names no role",
                "write \"seek-advice from ROLE\"");
            return (verdict, null);
        }

        if (!named)
            return (verdict, null);
        if (_roles.TryGetValue(words[2].Text, out var role))
            return (verdict, role);
        _problems.Unknown("role", words[2], _roles.Keys);
        return (verdict, null);
    }

    private Invariant? ReadInvariant(Block block, bool never)
    {
        var id = Id(block);
        var fields = new FieldReader(block, _problems);
        var when = When(fields, "when", must: false, ofOutcome: true);
        var then = When(fields, "then", must: true, ofOutcome: true);
        var invariant = new Invariant(id, never, fields.Text("title", must: true), when, then,
            Cites(fields), Meets(fields), block.At);
        fields.ReportUnknown();
        return invariant;
    }

    private Example? ReadExample(Block block)
    {
        var id = Id(block);
        var fields = new FieldReader(block, _problems);
        var (then, adviser) = Then(fields, loose: true);
        var given = fields.Get("facts", must: true);
        var example = new Example(id, fields.Text("title", must: true), fields.Date("date"),
            given is null ? [] : _conditions.ReadFacts(given), then, adviser,
            Known(fields.List("by", must: true), "rule", _names.Rules),
            Known(fields.List("duties"), "duty", _names.Duties),
            Known(fields.List("not-due"), "duty", _names.Duties), Meets(fields), block.At);
        fields.ReportUnknown();
        return example;
    }

    // An example may leave out whom to ask: "seek-advice" is then enough.
    private (Verdict Verdict, Entry? Adviser) Then(FieldReader fields, bool loose)
    {
        var text = fields.Text("then", must: true);
        return loose && text == "seek-advice" ? (Verdict.SeekAdvice, null) : Then(fields);
    }

    private Drawing? ReadDrawing(Block block)
    {
        var id = Id(block);
        var fields = new FieldReader(block, _problems);
        var given = fields.Get("given");
        var of = fields.Text("of");
        string? duty = null;
        if (of.StartsWith("duty ", StringComparison.Ordinal) && _names.Duties.Contains(of[5..]))
            duty = of[5..];
        else if (of is not ("" or "verdict"))
        {
            _problems.Add("drawing-of", fields.Get("of")!.At, "this cannot be drawn",
                "write \"verdict\" or \"duty ID\" with a duty of the book");
        }

        var drawing = new Drawing(id, fields.Text("title", must: true),
            given is null ? [] : _conditions.ReadFacts(given), duty, fields.Date("date"), block.At);
        fields.ReportUnknown();
        return drawing;
    }

    private Condition When(FieldReader fields, string name, bool must, bool ofOutcome = false)
    {
        var field = fields.Get(name, must);
        var whole = new Condition.Always(fields.Block.At);
        return field is null ? whole : _conditions.Read(field, ofOutcome) ?? whole;
    }

    private List<Citation> Cites(FieldReader fields, bool must = false)
    {
        var field = fields.Get("cites", must);
        var cites = new List<Citation>();
        if (field is null)
            return cites;
        var parts = FieldReader.Split(field, ';');
        foreach (var part in parts)
        {
            var space = part.Text.IndexOf(' ', StringComparison.Ordinal);
            var id = space < 0 ? part.Text : part.Text[..space];
            var place = space < 0 ? "" : part.Text[space..].Trim();
            if (_sources.TryGetValue(id, out var source))
                cites.Add(new Citation(source, place));
            else
                _problems.Unknown("source", new Token(id, part.At with { Length = id.Length }),
                    _sources.Keys);
        }

        if (must && parts.Count == 0)
            _problems.Add("no-citation", field.At,
                "no source is cited", "name one from the sources");
        return cites;
    }

    private List<Entry> Meets(FieldReader fields, bool must = false) =>
        Entries(fields, "meets", "requirement", _requirements, must);

    private List<Entry> Serves(FieldReader fields) =>
        Entries(fields, "principle", "principle", _principles, must: false);

    private List<Entry> Entries(
        FieldReader fields, string name, string what, Dictionary<string, Entry> known, bool must)
    {
        var entries = new List<Entry>();
        foreach (var word in fields.List(name, must))
        {
            if (known.TryGetValue(word.Text, out var entry))
                entries.Add(entry);
            else
                _problems.Unknown(what, word, known.Keys);
        }

        return entries;
    }

    private T? Named<T>(FieldReader fields, string name, string what, Dictionary<string, T> known,
        bool must = true)
        where T : Entry
    {
        var text = fields.Text(name, must);
        if (text.Length == 0)
            return null;
        if (known.TryGetValue(text, out var entry))
            return entry;
        _problems.Unknown(what, fields.Get(name)!.Lines[0].Whole, known.Keys);
        return null;
    }

    private List<string> Known(IReadOnlyList<Token> words, string what, HashSet<string> known)
    {
        foreach (var word in words.Where(w => !known.Contains(w.Text)))
            _problems.Unknown(what, word, known);
        return [.. words.Select(w => w.Text)];
    }
}
