using Proviso.Rulebook.Compiling;
using Proviso.Rulebook.Proving;
using Proviso.Rulebook.Reading;
using Proviso.Rulebook.Tests.Reading;
using static Proviso.Rulebook.Tests.SmallBook;

namespace Proviso.Rulebook.Tests.Proving;

/// <summary>Each thing that only a proof can find, alone, with its simplest case.</summary>
public class ProverTests
{
    private static readonly string Whole = Fact("a") + Fact("b") + Duty("tell", "on share")
        + Rule("one", "a") + Example("e1", "a", "share", "one");

    public static TheoryData<string, string, string, string> Findings() => new()
    {
        { "contradiction", "\"one\" says share and \"two\" says do-not-share, both of tier "
            + "\"weak\", when a is yes, b is yes", "let one override the other",
            "```«rule» two\n" + Rest(Rule("two", "b", "do-not-share"))
            + Example("e2", "b\n       not a", "do-not-share", "two") },
        { "dead-rule", "\"two\" can never decide", "its condition cannot hold",
            "```«rule» two\n" + Rest(Rule("two", "b", more: "", tier: "weak"))
            + Rule("over", "b", "share", "overrides two") + Example("e2", "b", "share", "over")
                .Replace("facts  b", "facts  b\n       not a", StringComparison.Ordinal) },
        { "no-example", "no example reaches \"two\"", "whose \"by\" names it",
            "```«rule» two\n" + Rest(Rule("two", "b")) },
        { "unused", "nothing uses the fact \"c\"", "let a rule test it", "```«fact» c\n"
            + Rest(Fact("c")) + UseB },
        { "unused", "nothing uses the define \"d\"", "let a rule test it",
            "```«define» d\nmeans d\nwhen a\n```\n" + UseB },
        { "unused", "nothing uses the duty \"u\"", "let a rule name it",
            "```«duty» u\n" + Rest(Duty("u")) + UseB },
        { "unused", "nothing uses the basis \"other\"", "let a rule rest on it",
            "```«basis» other\ntitle O\ncommon-law x\ncites act\n```\n" + UseB },
        { "constant", "this condition is always true", "take it out",
            Rule("two", "all of\n           b\n           «a is yes or no»")
            + Example("e2", "b\n       not a", "share", "two") },
        { "invariant", "\"No a\" does not hold when a is yes: the outcome is then share (one)",
            "this must never be",
            UseB + "```«never» n\ntitle No a\nwhen a\nthen verdict is share\n```\n" },
        { "invariant", "\"Always told\" does not hold when a is no, b is no: the outcome is then "
            + "do-not-share (no rule applies)", "this must always be",
            UseB + "```«always» n\ntitle Always told\nthen duty tell\n```\n" },
        { "example", "\"Example e2\": the verdict is share, decided by one",
            "must-share was expected", UseB + Bad("a\n       not b", "must-share", "one") },
        { "example", "\"Example e2\": it is decided by: one", "names all rules that decide",
            UseB + Bad("a\n       not b", "share", "used") },
        { "example", "\"Example e2\": the facts do not settle the verdict",
            "answer also \"a\"", UseB + Bad("not b", "share", "one") },
        { "example", "\"Example e2\": not due for certain: extra", "correct the duties",
            UseB + Duty("extra", "on share\nwhen b") + Bad("a\n       not b", "share", "one")
                .Replace("by     one", "by     one\nduties extra", StringComparison.Ordinal) },
        { "example", "\"Example e2\": may be due: extra", "correct \"not-due\"",
            UseB + Duty("extra", "on share\nwhen b") + Bad("a", "share", "one")
                .Replace("by     one", "by     one\nnot-due extra", StringComparison.Ordinal) },
    };

    private static string UseB => Rule("used", "b") + Example("e3", "b\n       not a", "share",
        "used");

    [Theory]
    [MemberData(nameof(Findings))]
    public void Prove_Finding_IsAloneWithPlaceAndSimplestCase(
        string code, string message, string hint, string blocks)
    {
        var marked = new Marked(Head + Whole + blocks);
        var reading = marked.Read();
        Assert.Empty(reading.Problems.Select(p => p.ToString()));
        var proof = Prover.Prove(new CompiledBook(reading.Book!));
        Assert.False(proof.Holds);
        var problem = Assert.Single(proof.Problems);
        Assert.StartsWith(message, problem.Message, StringComparison.Ordinal);
        marked.IsAt(problem, code, hint);
    }

    [Fact]
    public void Prove_BookWithNothingWrong_Holds()
    {
        var proof = Prover.Prove(new CompiledBook(Sound(Whole, UseB)));
        Assert.Empty(proof.Problems.Select(p => p.ToString()));
        Assert.True(proof.Holds);
        Assert.Equal((2, 2, 1, 4), (proof.Facts, proof.Rules, proof.Periods,
            (int)proof.Combinations));
    }

    [Fact]
    public void Coverage_ListsWhatAnswersEachRequirement()
    {
        var book = Sound("```requirements\nR-2 Second\nR-3 Third\n```\n", Fact("a"),
            Duty("u", "on share\nmeets R-2"), Rule("one", "a"));
        var rows = Coverage.Of(book);
        Assert.Equal(["R-1", "R-2", "R-3"], rows.Select(r => r.Requirement.Id));
        Assert.Equal(["one"], rows[0].Rules);
        Assert.Equal(["u"], rows[1].Duties);
        Assert.Equal([true, true, false], rows.Select(r => r.IsCovered));
    }

    [Fact]
    public void Prove_England_Holds()
    {
        var proof = Prover.Prove(Repository.England);
        Assert.Empty(proof.Problems.Select(p => p.ToString()));
        Assert.True(proof.Invariants >= 40, $"{proof.Invariants} invariants");
        Assert.True(proof.Examples >= 80, $"{proof.Examples} examples");
    }

    private static string Bad(string facts, string then, string by) =>
        Example("e2", facts, then, by).Replace("```example", "```«example»",
            StringComparison.Ordinal);

    // A block without its first line.
    private static string Rest(string block) => block[(block.IndexOf('\n') + 1)..];
}
