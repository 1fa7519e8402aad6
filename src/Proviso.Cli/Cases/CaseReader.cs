using System.Globalization;
using Proviso.Cli.Rulebook;
using Proviso.Rulebook;
using Proviso.Rulebook.Deciding;
using Proviso.Rulebook.Reading;

namespace Proviso.Cli.Cases;

/// <summary>Reads a case file and lists every mistake in it.</summary>
internal sealed class CaseReader
{
    /// <summary>The longest case file that is read, in bytes.</summary>
    public const int MaxBytes = 1024 * 1024;

    /// <summary>The most items that a case may have.</summary>
    public const int MaxItems = 200;

    private const int MaxMistakes = 200;

    private static readonly string[] Members = ["title", "date", "facts", "items", "expect"];

    private readonly Book _book;
    private readonly string _path;
    private readonly Refusal _refusal;
    private int _count;

    private CaseReader(Book book, string path, Refusal refusal)
    {
        _book = book;
        _path = path;
        _refusal = refusal;
    }

    /// <summary>Reads a file; every mistake is said, and then there is no case.</summary>
    public static CaseFile? Read(Book book, string path, Refusal refusal)
    {
        if (BookFolder.ReadText(path, MaxBytes, refusal) is not { } text)
            return null;
        var reader = new CaseReader(book, path, refusal);
        var read = reader.Parse(text);
        return reader._count == 0 ? read : null;
    }

    private CaseFile? Parse(string text)
    {
        YamlValue? root;
        try
        {
            root = YamlTree.Read(text);
        }
        catch (YamlMistakeException wrong)
        {
            Add("not-a-case", wrong.Line, wrong.Column, wrong.Message);
            return null;
        }

        if (root is null or YamlValue.Scalar { Text: "" })
        {
            Add("not-a-case", 1, 1, "the file is empty. A case has \"facts\" and \"items\".");
            return null;
        }

        if (root is not YamlValue.Mapping file)
        {
            Wrong("not-a-case", root,
                $"a case is a group of names with values, and this is {root.Kind}");
            return null;
        }

        foreach (var (name, _) in file.Entries.Where(e => !Members.Contains(e.Name.Text)))
            Unknown(name, "part of a case", Members);
        var shared = Facts(Member(file, "facts"), onlyRequest: false);
        var items = Items(Member(file, "items"), shared);
        return new CaseFile(TextOf(Member(file, "title")), DateOf(Member(file, "date")), items,
            Expected(Member(file, "expect"), items));
    }

    private YamlValue? Member(YamlValue.Mapping file, string name)
    {
        var found = file.Entries.Where(e => e.Name.Text == name).ToList();
        if (found.Count > 1)
            Wrong("twice", found[1].Name, $"\"{name}\" stands twice; keep one");
        return found.Count == 0 ? null : found[0].Value;
    }

    private string TextOf(YamlValue? value)
    {
        if (value is null)
            return "";
        if (value is YamlValue.Scalar text)
            return text.Text;
        Wrong("wrong-kind", value, $"a single line of text belongs here, and this is {value.Kind}");
        return "";
    }

    private DateOnly? DateOf(YamlValue? value)
    {
        if (value is null)
            return null;
        if (DateOnly.TryParseExact(TextOf(value), "yyyy-MM-dd", CultureInfo.InvariantCulture,
            DateTimeStyles.None, out var date))
        {
            return date;
        }

        Wrong("date", value, "this is not a date; write it as 2026-11-21");
        return null;
    }

    private List<GivenFact> Facts(YamlValue? value, bool onlyRequest)
    {
        var facts = new List<GivenFact>();
        if (value is null or YamlValue.Scalar { Text: "" })
            return facts;
        if (value is not YamlValue.Mapping group)
        {
            Wrong("wrong-kind", value,
                $"\"facts\" holds lines of the form \"fact: answer\", not {value.Kind}");
            return facts;
        }

        foreach (var (name, answer) in group.Entries)
        {
            if (Given(name, answer) is not { } given)
                continue;
            if (facts.Exists(f => f.Fact == given.Fact))
                Wrong("twice", name, $"\"{name.Text}\" is answered twice; keep one answer");
            if (onlyRequest && given.Fact.About == FactScope.Request)
            {
                Wrong("misplaced", name, $"\"{name.Text}\" is about the whole request; "
                    + "move it to \"facts\" above the items");
            }

            facts.Add(given);
        }

        return facts;
    }

    private GivenFact? Given(YamlValue.Scalar name, YamlValue answer)
    {
        if (_book.FindFact(name.Text) is not { } fact)
        {
            Unknown(name, "fact", _book.Facts.Select(f => f.Id));
            return null;
        }

        var allowed = string.Join(", ", fact.AllowedAnswers);
        if (answer is not YamlValue.Scalar word)
        {
            Wrong("wrong-kind", answer,
                $"\"{fact.Id}\" takes one answer, not {answer.Kind}: {allowed}");
            return null;
        }

        if (word.Text == Fact.NotKnown && fact.Presumed is { } presumed)
            return new GivenFact(fact, presumed, NotKnown: true);
        var index = fact.IndexOf(word.Text);
        if (index >= 0)
            return new GivenFact(fact, index);
        var nearest = NearestName.Find(word.Text, fact.AllowedAnswers);
        var meant = nearest is null ? "" : $" Did you mean \"{nearest}\"?";
        Wrong("unknown-name", word,
            $"\"{Shown(word.Text)}\" is not an answer of \"{fact.Id}\".{meant} "
            + $"Answers: {allowed}");
        return null;
    }

    private List<CaseItem> Items(YamlValue? value, List<GivenFact> shared)
    {
        var common = shared.Aggregate(CaseFacts.None(_book), (f, g) => f.With(g));
        if (value is null)
            return [new CaseItem("the information", common)];
        var items = new List<CaseItem>();
        if (value is not YamlValue.Sequence list || list.Values.Count == 0)
        {
            Wrong("wrong-kind", value,
                "\"items\" is a list with one entry for each piece of information");
            return items;
        }

        if (list.Values.Count > MaxItems)
        {
            Wrong("too-many-items", value,
                $"{list.Values.Count} items; a case has at most {MaxItems}");
            return items;
        }

        foreach (var entry in list.Values)
        {
            if (entry is not YamlValue.Mapping item)
            {
                Wrong("wrong-kind", entry, "an item has a \"name\" and \"facts\"");
                continue;
            }

            foreach (var (name, _) in item.Entries
                .Where(e => e.Name.Text is not ("name" or "facts")))
            {
                Unknown(name, "part of an item", ["name", "facts"]);
            }

            var called = TextOf(Member(item, "name"));
            if (called.Length == 0)
                Wrong("missing-field", item, "this item has no \"name\"");
            if (items.Exists(i => i.Name == called))
                Wrong("twice", item, $"two items are called \"{Shown(called)}\"; name them apart");
            var own = Facts(Member(item, "facts"), onlyRequest: true);
            items.Add(new CaseItem(called, own.Aggregate(common, (f, g) => f.With(g))));
        }

        return items;
    }

    private List<ExpectedVerdict> Expected(YamlValue? value, List<CaseItem> items)
    {
        var expected = new List<ExpectedVerdict>();
        if (value is null)
            return expected;
        foreach (var entry in (value as YamlValue.Sequence)?.Values ?? [value])
        {
            if (entry is not YamlValue.Mapping row)
            {
                Wrong("wrong-kind", entry, "an expectation has \"item\" and \"verdict\"");
                continue;
            }

            foreach (var (name, _) in row.Entries
                .Where(e => e.Name.Text is not ("item" or "verdict")))
            {
                Unknown(name, "part of an expectation", ["item", "verdict"]);
            }

            var item = TextOf(Member(row, "item"));
            var verdict = TextOf(Member(row, "verdict"));
            if (item.Length == 0 && items.Count == 1)
                item = items[0].Name;
            if (!items.Exists(i => i.Name == item))
                Wrong("unknown-name", entry, $"there is no item \"{Shown(item)}\"");
            if (VerdictNames.TryParse(verdict, out var parsed))
                expected.Add(new ExpectedVerdict(item, parsed));
            else
            {
                Wrong("unknown-name", entry, $"\"{Shown(verdict)}\" is not a verdict: "
                    + string.Join(", ", VerdictNames.All));
            }
        }

        return expected;
    }

    private void Unknown(YamlValue.Scalar name, string what, IEnumerable<string> known)
    {
        var nearest = NearestName.Find(name.Text, known);
        Wrong("unknown-name", name, $"there is no {what} \"{Shown(name.Text)}\""
            + (nearest is null ? "" : $"; did you mean \"{nearest}\"?"));
    }

    private void Wrong(string code, YamlValue at, string message) =>
        Add(code, at.Line, at.Column, message);

    private void Add(string code, long line, long column, string message)
    {
        _count++;
        if (_count <= MaxMistakes)
            _refusal.Add(code, _path, line, column, message);
        else if (_count == MaxMistakes + 1)
            _refusal.Add("more", _path, line, column, "more mistakes follow; correct these first");
    }

    private static string Shown(string text) =>
        text.Length <= 60 ? text : string.Concat(text.AsSpan(0, 60), "…");
}
