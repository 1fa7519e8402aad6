using System.Diagnostics;
using System.Text;
using Proviso.Rulebook.Compiling;
using Proviso.Rulebook.Proving;
using Proviso.Rulebook.Reading;

namespace Proviso.Rulebook.Tests.Reading;

/// <summary>England's book, spoilt by the thousand: no crash, no hang, all in place.</summary>
public class MutationTests
{
    private const int MaxNodes = 300_000;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    // Seconds on an idle machine; what nobody waits for is told apart on a busy one too.
    private static readonly TimeSpan LongestOfWholeFiles = TimeSpan.FromSeconds(90);

    private static readonly string[] Words = [
        "```", "```rule x", "```fact y\n", "~~~", "    ", "\t", "all of", "none of\n", " or ",
        "not ", "is ", "when  ", "then  share", "\u0000", "\u2028", "\r", "é", "𝛼", "---", "> ",
        "- ", "&amp;", "<!--", "\"", ";", ",", "9999-12-31", "seek-advice from ", "not-known",
    ];

    [Fact]
    public void Read_MutatedEngland_NeverCrashesAndPlacesEveryProblem()
    {
        var runs = Repository.IsLongRun ? 20_000 : 2_000;
        for (var seed = 1; seed <= runs; seed++)
        {
            var random = new Random(seed);
            // A whole book is proved where it still reads, which costs most of the time.
            var whole = seed % 40 == 0;
            var files = Repository.EnglandFiles.Where((_, i) => whole || i < 2 || i % 9 == seed % 9)
                .ToList();
            for (var i = random.Next(1, 4); i > 0; i--)
            {
                var file = random.Next(files.Count);
                files[file] = new BookFile(files[file].Name, Mutate(files[file].Text, random));
            }

            Check(files, $"seed {seed}", Longest);
        }
    }

    [Theory]
    [InlineData("[")]
    [InlineData("![")]
    [InlineData("[a](")]
    [InlineData("*")]
    [InlineData("_a*b")]
    [InlineData("`")]
    [InlineData("``a ")]
    [InlineData("<a ")]
    [InlineData("<!--")]
    [InlineData("&#")]
    [InlineData("\\")]
    [InlineData("> ")]
    [InlineData("- ")]
    [InlineData("1. ")]
    [InlineData("# ")]
    [InlineData("#\n")]
    [InlineData("    ")]
    [InlineData("\n")]
    [InlineData("\r")]
    [InlineData("```\n")]
    [InlineData("```rule x\n")]
    [InlineData("```rule x\n```\n")]
    [InlineData("[a]: b\n")]
    [InlineData("> - ")]
    [InlineData("\u0000")]
    public void Read_FourMebibytesOfTheSame_EndsInTime(string part)
    {
        var text = new StringBuilder();
        while (text.Length + part.Length <= BookFile.MaxLength)
            text.Append(part);
        Check([new BookFile("a.md", text.ToString())], "4 MiB of the same",
            LongestOfWholeFiles);
    }

    [Fact]
    public void Read_AHundredThousandSpacesOfIndentation_EndsInTime()
    {
        var text = new StringBuilder(SmallBook.Head).Append(SmallBook.Fact("a"))
            .Append("```define d\nmeans d\nwhen all of\n");
        for (var i = 1; i < 40; i++)
            text.Append(' ', i * 2_500).Append("a\n");
        Check([new BookFile("a.md", text.Append("```\n").ToString())], "indentation",
            Longest);
    }

    private static void Check(IReadOnlyList<BookFile> files, string what, TimeSpan longest)
    {
        var watch = Stopwatch.StartNew();
        try
        {
            var reading = BookReader.Read(files);
            Assert.Equal(reading.Book is null, reading.Problems.Count > 0);
            foreach (var problem in reading.Problems)
                CheckPlace(problem);
            if (reading.Book is { } book)
            {
                foreach (var problem in Prover.Prove(new CompiledBook(book, MaxNodes)).Problems)
                    CheckPlace(problem);
            }
        }
        catch (BookTooLargeException large)
        {
            Assert.Equal("too-large", Assert.Single(large.Problems).Code);
        }
        catch (Exception failed)
        {
            throw new InvalidOperationException($"{what}: {failed.Message}", failed);
        }

        Assert.True(watch.Elapsed < longest, $"{what} took {watch.Elapsed}");
    }

    private static void CheckPlace(Problem problem)
    {
        var lines = problem.At.File.Text.Split('\n');
        Assert.InRange(problem.At.Line, 1, lines.Length);
        Assert.InRange(problem.At.Column, 1, lines[problem.At.Line - 1].Length + 1);
        Assert.True(problem.At.Length >= 1);
        Assert.NotEmpty(problem.Code);
        Assert.NotEmpty(problem.Message);
        Assert.Equal(3, problem.ToString().Split('\n').Length);
    }

    private static string Mutate(string text, Random random)
    {
        for (var i = random.Next(1, 5); i > 0; i--)
            text = MutateOnce(text, random);
        return text;
    }

    private static string MutateOnce(string text, Random random)
    {
        var at = random.Next(text.Length + 1);
        var lines = text.Split('\n').ToList();
        var (one, other) = (random.Next(lines.Count), random.Next(lines.Count));
        switch (random.Next(12))
        {
            case 0: lines.RemoveAt(one); break;
            case 1: lines.Insert(other, lines[one]); break;
            case 2: (lines[one], lines[other]) = (lines[other], lines[one]); break;
            case 3: lines[one] = new string(' ', random.Next(1, 2_000)) + lines[one]; break;
            case 4: lines[one] = lines[one].TrimStart(); break;
            case 5: lines.Insert(one, Words[random.Next(Words.Length)]); break;
            case 6: return text[..at];
            case 7: return text.Insert(at, Words[random.Next(Words.Length)]);
            case 8: return text.Insert(at, ((char)random.Next(0xD800)).ToString());
            case 9: return Flip(text, random);
            case 10: return text.Insert(at, Nest(random.Next(1, 200)));
            default: return text.Remove(Math.Min(at, text.Length - 1), text.Length > 1 ? 1 : 0);
        }

        return string.Join('\n', lines);
    }

    // A bit of the file's bytes turned over; what is then no UTF-8 becomes the mark for that.
    private static string Flip(string text, Random random)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        if (bytes.Length > 0)
            bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
        return Encoding.UTF8.GetString(bytes);
    }

    private static string Nest(int depth) => "\n" + string.Concat(
        Enumerable.Range(1, depth).Select(i => new string(' ', i) + "any of\n"));
}
