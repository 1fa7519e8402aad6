namespace Proviso.Rulebook.Reading;

/// <content>Sources and facts: what the other blocks name.</content>
internal sealed partial class BookBuilder
{
    private void ReadSource(Block block)
    {
        var id = Id(block);
        var fields = new FieldReader(block, _problems);
        var (from, to) = fields.Period();
        var status = fields.Text("status", must: true);
        DateOnly? verified = null;
        const string Verified = "verified ";
        if (status.StartsWith(Verified, StringComparison.Ordinal))
            verified = fields.ParseDate(status[Verified.Length..].Trim(), fields.Get("status")!.At);
        else if (status.Length > 0 && status != "unverified")
        {
            _problems.Add("status", fields.Get("status")!.At, "this is not a status of a source",
                "write \"verified 2026-11-21\" or \"unverified\"");
        }

        var source = new SourceDocument(id, fields.Text("title", must: true),
            fields.Text("where", must: true), fields.Text("version"), from, to, verified,
            fields.Text("note"), block.At);
        fields.ReportUnknown();
        if (!_sources.TryAdd(id, source))
            _problems.Add("twice", block.At, $"the source \"{id}\" stands twice", "join the two");
    }

    private Fact? ReadFact(Block block)
    {
        var id = Id(block);
        var fields = new FieldReader(block, _problems);
        var question = fields.Text("ask", must: true);
        var about = fields.Text("about", must: true);
        if (about is not ("" or "request" or "item"))
        {
            _problems.Add("about", fields.Get("about")!.At,
                "a fact is about the request or an item",
                "write \"about  request\" or \"about  item\"");
        }

        var answers = ReadAnswers(fields, question);
        var fact = new Fact(id, _names.Facts.Count, question,
            about == "item" ? FactScope.Item : FactScope.Request, answers, fields.Text("help"),
            fields.Text("why"),
            Named(fields, "filled-by", "register entry", _register, must: false),
            Presumption(fields, answers), Cites(fields), Meets(fields), Serves(fields), block.At);
        fields.ReportUnknown();
        if (id is "verdict" or "duty" or "basis" or "decided" or "not" or "or" or "is")
            _problems.Add("id-form", block.At, $"\"{id}\" is a word of the language", "rename it");
        if (_names.Facts.TryAdd(id, fact))
            return fact;
        _problems.Add("twice", block.At, $"the fact \"{id}\" stands twice", "join the two");
        return null;
    }

    private List<Answer> ReadAnswers(FieldReader fields, string question)
    {
        var listed = fields.Get("answers");
        var yes = fields.Text("yes");
        var no = fields.Text("no");
        var says = fields.Text("says");
        RefuseStatements(fields, listed is null ? ["says"] : ["yes", "no"], listed is null
            ? "a yes/no fact states its answers under \"yes\" and \"no\""
            : "a fact with answers states them under \"says\", with {answer} for the label");
        if (listed is null)
        {
            return [
                new Answer("yes", "Yes", yes.Length > 0 ? yes : $"{question} Yes"),
                new Answer("no", "No", no.Length > 0 ? no : $"{question} No"),
            ];
        }

        var answers = new List<Answer>();
        foreach (var line in listed.Lines)
        {
            var (id, label) = FieldReader.IdAndText(line);
            if (!IsId(id.Text) || id.Text == Fact.NotKnown)
                RefuseId(id);
            if (label.Length == 0)
                _problems.Add("answers", id.At,
                    "this answer has no label", "write it after the id");
            if (answers.Exists(a => a.Id == id.Text))
                _problems.Add("twice", id.At, $"the answer \"{id.Text}\" stands twice", "keep one");
            var statement = says.Length > 0
                ? says.Replace("{answer}", LowerFirst(label), StringComparison.Ordinal)
                : $"{question} {label}";
            answers.Add(new Answer(id.Text, label, statement));
        }

        if (answers.Count is < 2 or > MaxAnswers)
        {
            _problems.Add("answers", listed.Name.At, $"this fact has {answers.Count} answers",
                $"a fact has between 2 and {MaxAnswers}");
        }

        return answers;
    }

    private void RefuseStatements(FieldReader fields, string[] names, string hint)
    {
        foreach (var field in names.Select(n => fields.Get(n)).OfType<Field>())
        {
            _problems.Add("answers", field.Name.At,
                $"\"{field.Name.Text}\" does not belong to this form of answers", hint);
        }
    }

    // "A carer" becomes "a carer" inside a sentence; "NHS England" and "I" stay.
    private static string LowerFirst(string label) =>
        label.Length > 1 && char.IsUpper(label[0])
        && (char.IsLower(label[1]) || (label[0] == 'A' && label[1] == ' '))
            ? char.ToLowerInvariant(label[0]) + label[1..]
            : label;

    private int? Presumption(FieldReader fields, List<Answer> answers)
    {
        var text = fields.Text("not-known");
        if (text.Length == 0)
            return null;
        const string Form = "presumes ";
        var index = text.StartsWith(Form, StringComparison.Ordinal)
            ? answers.FindIndex(a => a.Id == text[Form.Length..].Trim())
            : -1;
        if (index >= 0)
            return index;
        _problems.Add("not-known", fields.Get("not-known")!.At,
            "this does not say what the law presumes",
            $"write \"presumes\" and one of: {string.Join(", ", answers.Select(a => a.Id))}");
        return null;
    }
}
