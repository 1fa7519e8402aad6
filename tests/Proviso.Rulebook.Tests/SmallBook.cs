using System.Text;
using Proviso.Rulebook.Compiling;
using Proviso.Rulebook.Deciding;
using Proviso.Rulebook.Reading;

namespace Proviso.Rulebook.Tests;

/// <summary>Books of a few blocks, for one thing at a time.</summary>
internal static class SmallBook
{
    /// <summary>Everything that each book needs, in 37 lines: facts, a tier, a source.</summary>
    public const string Head = """
        ```book small
        title      Small
        version    1
        nation     England
        publisher  Somebody
        date       2026-06-01
        ```

        ```tiers
        strong  Strong
        weak    Weak
        ```

        ```roles
        guardian  The Guardian
        lead      The safeguarding lead
        ```

        ```requirements
        R-1  Something
        ```

        ```source act
        title   An Act
        where   legislation
        status  verified 2026-01-01
        ```

        ```basis consent
        title       Consent
        common-law  consent
        cites       act
        ```


        """;

    public static string Fact(string id, string about = "request") =>
        $"```fact {id}\nask    Is {id} so?\nabout  {about}\n```\n\n";

    public static string Rule(string id, string when, string then = "share", string more = "",
        string tier = "weak") =>
        $"```rule {id}\ntitle    Rule {id}\nwhen     {when}\nthen     {then}\n"
        + $"because  Because of {id}.\nnext     Do the next thing.\ntier     {tier}\n"
        + $"basis    consent\ncites    act\nmeets    R-1\n{Lines(more)}```\n\n";

    public static string Duty(string id, string more = "") =>
        $"```duty {id}\nsay     Do {id}\nphase   after\nby      lead\nwithin  3 days\n"
        + $"cites   act\n{Lines(more)}```\n\n";

    public static string Example(string id, string facts, string then, string by) =>
        $"```example {id}\ntitle  Example {id}\nfacts  {facts}\nthen   {then}\n"
        + $"by     {by}\n```\n\n";

    public static BookReading Read(params string[] blocks) =>
        BookReader.Read([new BookFile("small.md", Head + string.Concat(blocks))]);

    /// <summary>A book that reads without a problem.</summary>
    public static Book Sound(params string[] blocks)
    {
        var reading = Read(blocks);
        Assert.Empty(reading.Problems.Select(p => p.ToString()));
        return reading.Book!;
    }

    public static Law Law(Book book) => new CompiledBook(book).On(book.StatedAt);

    /// <summary>Facts from words such as <c>a=yes b=no c=not-known</c>.</summary>
    public static CaseFacts Facts(Book book, string words) => words
        .Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(w => w.Split('='))
        .Aggregate(CaseFacts.None(book), (facts, w) => facts.With(Given(book, w[0], w[1])));

    public static GivenFact Given(Book book, string fact, string answer)
    {
        var found = book.FindFact(fact)!;
        return answer == Proviso.Rulebook.Fact.NotKnown
            ? new GivenFact(found, found.Presumed!.Value, NotKnown: true)
            : new GivenFact(found, found.IndexOf(answer));
    }

    public static Outcome Decide(Book book, string words) =>
        Decider.Decide(Law(book), book.StatedAt, Facts(book, words), out _)!;

    private static string Lines(string more)
    {
        var text = new StringBuilder();
        foreach (var line in more.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            text.Append(line).Append('\n');
        return text.ToString();
    }
}
