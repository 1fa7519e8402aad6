using Proviso.Rulebook.Reading;
using static Proviso.Rulebook.Tests.SmallBook;

namespace Proviso.Rulebook.Tests.Reading;

/// <summary>Each mistake of a book alone: its code, place, marker and hint.</summary>
public class ProblemTests
{
    private const string Kinds = """
        ```fact kind
        ask      What kind?
        about    request
        answers
          letter  A letter
          record  A record
        ```


        """;

    private static readonly string Sound = Fact("alpha") + Fact("beta") + Kinds + Duty("tell")
        + Rule("first", "alpha");

    public static TheoryData<string, string, string> UnknownNames() => new()
    {
        { "rule", "did you mean \"rule\"?", "```«rul» x\ntitle X\n```\n" },
        { "fact", "did you mean \"alpha\"?", Rule("x", "«alpa»") },
        { "fact under not", "did you mean \"alpha\"?", Rule("x", "not «alpa»") },
        { "fact with answer", "did you mean \"kind\"?", Rule("x", "«kinds» is letter") },
        { "answer", "did you mean \"letter\"?", Rule("x", "kind is «leter»") },
        { "second answer", "did you mean \"record\"?", Rule("x", "kind is letter or «recrd»") },
        { "answer on the next line", "did you mean \"record\"?",
            Rule("x", "kind is letter or\n           «recrd»") },
        { "verdict", "did you mean \"share\"?", Rule("x", "beta", "«shar»") },
        { "role", "did you mean \"guardian\"?", Rule("x", "beta", "seek-advice from «gardian»") },
        { "tier", "did you mean \"weak\"?", Rule("x", "beta", tier: "«week»") },
        { "overrides", "did you mean \"first\"?", Rule("x", "beta", more: "overrides «frist»") },
        { "duties", "did you mean \"tell\"?", Rule("x", "beta", more: "duties tell, «tel»") },
        { "source", "did you mean \"act\"?",
            Duty("x", "").Replace("cites   act", "cites   «akt» s1", StringComparison.Ordinal) },
        { "register entry", "did you mean \"person\"?", "```register\nperson  A person\n```\n\n"
            + Fact("x", "item\nfilled-by «persn»") },
        { "requirement", "did you mean \"R-1\"?", Duty("x", "meets «R-2»") },
        { "field", "did you mean \"title\"?", Rule("x", "beta", more: "«titel» X") },
        { "duty's verdict", "did you mean \"share\"?", Duty("x", "on must-share, «shere»") },
        { "duty's role", "did you mean \"lead\"?",
            Duty("x").Replace("by      lead", "by      «leed»", StringComparison.Ordinal) },
        { "example's fact", "did you mean \"beta\"?",
            Example("x", "alpha\n       «betta»", "share", "first") },
        { "example's answer", "did you mean \"record\"?",
            Example("x", "kind is «recor»", "share", "first") },
        { "example's rule", "did you mean \"first\"?", Example("x", "alpha", "share", "«fist»") },
        { "invariant's verdict", "did you mean \"must-share\"?",
            "```never x\ntitle X\nthen verdict is «must-shar»\n```\n" },
        { "invariant's duty", "did you mean \"tell\"?",
            "```never x\ntitle X\nthen duty «tall»\n```\n" },
        { "invariant's rule", "did you mean \"first\"?",
            "```never x\ntitle X\nthen decided by «firs»\n```\n" },
        { "invariant's basis", "did you mean \"consent\"?",
            "```never x\ntitle X\nthen basis «consnt»\n```\n" },
    };

    public static TheoryData<string, string, string> Mistakes() => new()
    {
        { "unclosed", "end it with a line of ```", "```«rule» x\ntitle X\nwhen beta\n"
            + "\nProse that is taken in.\n\n" + Duty("other") + Fact("gamma") },
        { "unclosed", "end it with a line of ```", "```«text»\nNot law.\n\n" + Duty("other") },
        { "unclosed", "end it with a line of ~~~~", "~~~~«duty» other\nsay Do it\n~~~\n" },
        { "unclosed", "end it with a line of ```", "```«fact» gamma\nask Is it?\nabout item\n" },
        { "answers", "under \"yes\" and \"no\"",
            Fact("gamma", "item\n«says» It is {answer}") },
        { "answers", "under \"says\"", Kinds.Replace("kind", "other", StringComparison.Ordinal)
            .Replace("about    request", "about    request\n«yes»    It is",
                StringComparison.Ordinal) },
        { "missing-field", "starts with \"title\"", "```«drawing» x\ngiven alpha\n```\n" },
        { "missing-field", "starts with \"means\"", "```«define» x\nwhen alpha\n```\n" },
        { "missing-field", "starts with \"next\"", "```«rule» x\ntitle X\nwhen beta\n"
            + "then do-not-share\nbecause y\ntier weak\ncites act\nmeets R-1\n```\n" },
        { "missing-field", "starts with \"basis\"", "```«rule» x\ntitle X\nwhen beta\n"
            + "then share\nbecause y\ntier weak\ncites act\nmeets R-1\n```\n" },
        { "missing-field", "starts with \"cites\"", "```«rule» x\ntitle X\nwhen beta\n"
            + "then share\nbecause y\ntier weak\nbasis consent\nmeets R-1\n```\n" },
        { "missing-field", "starts with \"meets\"", "```«rule» x\ntitle X\nwhen beta\n"
            + "then share\nbecause y\ntier weak\nbasis consent\ncites act\n```\n" },
        { "no-citation", "name one", Duty("x")
            .Replace("cites   act", "cites   «;»", StringComparison.Ordinal) },
        { "empty-field", "write its value", Rule("x", "beta", more: "«next»")
            .Replace("next     Do the next thing.\n", "", StringComparison.Ordinal) },
        { "twice", "join the two", Rule("x", "beta", more: "«title» Again") },
        { "twice", "another name", "```define «alpha»\nmeans x\nwhen beta\n```\n" },
        { "twice", "join the two", "```«fact» alpha\nask Again?\nabout item\n```\n" },
        { "twice", "join the two",
            "```«source» act\ntitle X\nwhere y\nstatus unverified\n```\n" },
        { "twice", "keep one", Example("x", "alpha\n       «not alpha»", "share", "first") },
        { "twice", "keep one", "```fact x\nask X?\nabout item\nanswers\n"
            + "  one One\n  «one» Two\n```\n" },
        { "twice", "keep one", "```roles\n«lead» Again\n```\n" },
        { "twice", "another id", Example("x", "alpha", "share", "first")
            + Example("x", "alpha", "share", "first")
                .Replace("```example", "```«example»", StringComparison.Ordinal) },
        { "missing-id", "after \"define\"", "```«define»\nmeans x\nwhen alpha\n```\n" },
        { "id-form", "small letters", "```define «Upper»\nmeans x\nwhen alpha\n```\n" },
        { "id-form", "small letters", "```define «a--b»\nmeans x\nwhen alpha\n```\n" },
        { "id-form", "small letters", "```define «ab-»\nmeans x\nwhen alpha\n```\n" },
        { "id-form", "rename it", "```«fact» verdict\nask X?\nabout item\n```\n" },
        { "block-heading", "in a field", "```«define» x more\nmeans x\nwhen alpha\n```\n" },
        { "field-name", "left edge", "```define x\n«  means x»\nmeans x\nwhen alpha\n```\n" },
        { "tab", "spaces", "```define x\n«means  x\ty»\nwhen alpha\n```\n" },
        { "condition", "write a fact", Rule("x", "«when»")
            .Replace("when     «when»", "«when»", StringComparison.Ordinal) },
        { "condition", "indent its conditions", Rule("x", "«all of»") },
        { "condition", "above them", Rule("x", "alpha\n         «beta»") },
        { "condition", "FACT is ANSWER", Rule("x", "«alpha beta»") },
        { "condition", "not NAME", Rule("x", "«not kind is letter»") },
        { "condition", "with one of: letter, record", Rule("x", "«kind»") },
        { "condition", "parted by", Rule("x", "kind is letter «record»") },
        { "condition", "name it", Rule("x", "kind is letter «or»") },
        { "indent", "alike", Rule("x", "all of\n           alpha\n             «beta»") },
        { "not-known", "of its own", Rule("x", "alpha is «not-known»") },
        { "not-known", "one of: yes, no",
            "```fact x\nask X?\nabout item\nnot-known «presumes maybe»\n```\n" },
    };

    public static TheoryData<string, string, string> MistakesInValues() => new()
    {
        { "about", "about  item", "```fact x\nask X?\nabout «both»\n```\n" },
        { "answers", "between 2 and 200",
            "```fact x\nask X?\nabout item\n«answers»\n  one One\n```\n" },
        { "answers", "after the id", "```fact x\nask X?\nabout item\nanswers\n"
            + "  one One\n  «two»\n```\n" },
        { "date", "2026-11-21", Rule("x", "beta", more: "from «21/11/2026»") },
        { "date", "2026-11-21", Rule("x", "beta", more: "from «2026-02-30»") },
        { "period", "exchange", Rule("x", "beta", more: "from 2026-02-02\nto «2026-02-01»") },
        { "status", "unverified",
            "```source x\ntitle X\nwhere y\nstatus «seen»\n```\n" },
        { "duty-on", "add \"on\"",
            Duty("x", "when alpha").Replace("```duty", "```«duty»", StringComparison.Ordinal) },
        { "phase", "before, limit or after",
            Duty("x").Replace("after", "«during»", StringComparison.Ordinal) },
        { "within", "5 working days",
            Duty("x").Replace("3 days", "«soon»", StringComparison.Ordinal) },
        { "within", "5 working days",
            Duty("x").Replace("3 days", "«0 days»", StringComparison.Ordinal) },
        { "then", "from ROLE", Rule("x", "beta", "«seek-advice»") },
        { "then", "from ROLE", Rule("x", "beta", "«share» from lead") },
        { "given-fact", "FACT is ANSWER", Example("x", "«alpha beta»", "share", "first") },
        { "given-fact", "one of: letter, record", Example("x", "«kind»", "share", "first") },
        { "drawing-of", "duty ID", "```drawing x\ntitle X\nof «rule first»\n```\n" },
        { "overlap", "the day before", Rule("x", "beta", more: "to 2026-03-01")
            + Rule("x", "beta", more: "from 2026-03-01")
                .Replace("```rule", "```«rule»", StringComparison.Ordinal) },
        { "circle-of-defines", "without the others", "```«define» x\nmeans x\nwhen y\n```\n"
            + "```define y\nmeans y\nwhen all of\n  alpha\n  x\n```\n" },
        { "circle-of-defines", "without the others", "```«define» x\nmeans x\nwhen not x\n```\n" },
        { "circle-of-overrides", "gives way", Rule("x", "beta", more: "overrides z")
            .Replace("```rule", "```«rule»", StringComparison.Ordinal)
            + Rule("y", "beta", more: "overrides x") + Rule("z", "beta", more: "overrides y") },
    };

    [Theory]
    [MemberData(nameof(UnknownNames))]
    public void Read_UnknownName_IsAnsweredWithTheNearest(string what, string hint, string block)
    {
        Assert.NotEmpty(what);
        CheckAlone("unknown-name", hint, block);
    }

    [Theory]
    [MemberData(nameof(Mistakes))]
    [MemberData(nameof(MistakesInValues))]
    public void Read_Mistake_IsShownWithPlaceAndHint(string code, string hint, string block) =>
        CheckAlone(code, hint, block);

    [Fact]
    public void Read_SoundBook_HasNoProblems() => Assert.Empty(Read(Sound).Problems);

    [Fact]
    public void Read_ManyMistakes_AreAllReportedInTheOrderOfTheBook()
    {
        var reading = Read(Sound, Rule("x", "alpa"), Rule("y", "kind is leter"),
            Duty("z", "on shere"), "```define w\nwhen beta\n```\n", Rule("v", "not gone"));
        Assert.Null(reading.Book);
        Assert.Equal(5, reading.Problems.Count);
        Assert.Equal(reading.Problems.Select(p => p.At.Line).Order(),
            reading.Problems.Select(p => p.At.Line));
    }

    [Fact]
    public void Read_NameLikeNoOther_HasNoHint()
    {
        var problem = Assert.Single(Read(Sound, Rule("x", "something-else-entirely")).Problems);
        Assert.Equal("unknown-name", problem.Code);
        Assert.Empty(problem.Hint);
    }

    [Fact]
    public void Read_NoFiles_IsRefused() => Assert.Equal("no-files",
        Assert.Single(BookReader.Read([]).Problems).Code);

    [Fact]
    public void Read_NoBookBlock_IsRefused() => Assert.Equal("book-block",
        Assert.Single(BookReader.Read([new BookFile("a.md", "# Nothing")]).Problems).Code);

    [Fact]
    public void Read_TwoBookBlocks_AreRefused()
    {
        var reading = BookReader.Read([new BookFile("a.md", Head), new BookFile("b.md", Head)]);
        Assert.Contains(reading.Problems, p => p.Code == "book-block"
            && p.At.ToString() == "b.md:1:4");
    }

    [Fact]
    public void Read_LocalBookThatExtendsAnother_IsRefused()
    {
        var local = "```book local\ntitle L\nversion 1\nnation England\npublisher L\n"
            + "date 2026-06-01\nextends other\n```\n";
        var reading = BookReader.Read(
            [new BookFile("a.md", Head)], [new BookFile("b.md", local)]);
        var problem = Assert.Single(reading.Problems);
        Assert.Equal(("extends", "b.md:7:9"), (problem.Code, problem.At.ToString()));
    }

    [Fact]
    public void Read_LocalBookAlone_IsRefused()
    {
        var reading = BookReader.Read([new BookFile("a.md",
            Head.Replace("version    1", "version    1\nextends    x", StringComparison.Ordinal))]);
        Assert.Equal("extends", Assert.Single(reading.Problems).Code);
    }

    [Theory]
    [InlineData("text")]
    [InlineData("mermaid")]
    [InlineData("")]
    [InlineData("ruler")]
    public void Read_OtherFences_AreProse(string info) =>
        Assert.Empty(Read(Sound, $"```{info}\nrule nonsense\n```\n").Problems);

    private static void CheckAlone(string code, string hint, string block)
    {
        var marked = new Marked(Head + Sound + block);
        var reading = marked.Read();
        Assert.Null(reading.Book);
        var problem = Assert.Single(reading.Problems);
        marked.IsAt(problem, code, hint);
    }
}
