using System.Text;
using Proviso.Rulebook.Reading;

namespace Proviso.Rulebook.Tests.RandomBooks;

/// <summary>A small valid book made from a seed; the same seed makes the same book.</summary>
internal sealed class RandomBook
{
    private static readonly string[] Tiers = ["strong", "middle", "weak"];

    private static readonly string[] Rulings = [
        "must-share", "share", "share-anonymised", "seek-advice from guardian",
        "seek-advice from lead", "do-not-share",
    ];

    private readonly Random _random;
    private readonly bool _tierSettlesVerdict;
    private readonly List<WrittenFact> _facts;
    private readonly List<(string Id, Func<int[], bool> Holds)> _defines = [];
    private readonly StringBuilder _text = new();
    private readonly int _dutyCount;
    private readonly string _suffix;

    private RandomBook(int seed, IReadOnlyList<WrittenFact>? facts, string suffix)
    {
        _random = new Random(seed);
        _tierSettlesVerdict = seed % 3 != 0;
        _suffix = suffix;
        _facts = facts is null ? MakeFacts() : [.. facts];
        _dutyCount = _random.Next(1, 5);
    }

    /// <summary>The facts, in the book's order.</summary>
    public IReadOnlyList<WrittenFact> Facts => _facts;

    /// <summary>The conditions of the undated rules, by the rule's id.</summary>
    public Dictionary<string, WrittenCondition> Written { get; } = [];

    /// <summary>The Markdown text.</summary>
    public string Text => _text.ToString();

    /// <summary>A whole book.</summary>
    /// <param name="seed">What it is made from.</param>
    /// <param name="facts">Its facts; otherwise facts of its own.</param>
    public static RandomBook Make(int seed, IReadOnlyList<WrittenFact>? facts = null)
    {
        var book = new RandomBook(seed, facts, "");
        book.WriteHead();
        foreach (var fact in book._facts)
            book.Write(fact);
        book.WriteDefines();
        book.WriteDuties();
        book.WriteRules(book._random.Next(2, 13), []);
        book.WriteInvariants();
        return book;
    }

    /// <summary>A local book that extends one; its rules may override national ones.</summary>
    public static RandomBook MakeLocal(int seed, RandomBook national, IEnumerable<string> rules)
    {
        var local = new RandomBook(seed, national._facts, "x");
        local._text.Append("```book local\ntitle Local\nversion 1\nnation England\n"
            + "publisher L\ndate 2026-06-01\nextends random\n```\n\n");
        local.WriteRules(local._random.Next(1, 4), [.. rules]);
        return local;
    }

    /// <summary>Reads the text as users' books are read.</summary>
    public static Book Read(RandomBook national, RandomBook? local = null)
    {
        var reading = BookReader.Read([new BookFile("a.md", national.Text)],
            local is null ? [] : [new BookFile("b.md", local.Text)]);
        Assert.Empty(reading.Problems.Select(p => p.ToString()));
        return reading.Book!;
    }

    private List<WrittenFact> MakeFacts()
    {
        var facts = new List<WrittenFact>();
        var combinations = 1;
        var wanted = _random.Next(3, 8);
        for (var i = 0; i < wanted; i++)
        {
            var width = _random.Next(2, 5);
            if (combinations * width > 800)
                break;
            combinations *= width;
            var yesNo = width == 2 && _random.Next(2) == 0;
            string[] answers = yesNo ? ["yes", "no"]
                : [.. Enumerable.Range(0, width).Select(a => $"a{a}")];
            facts.Add(new WrittenFact($"f{i}", answers, yesNo, _random.Next(2) == 0,
                _random.Next(3) == 0 ? answers[_random.Next(width)] : null));
        }

        return facts;
    }

    private void WriteHead() => _text.Append("""
        # Random

        ```book random
        title Random
        version 1
        nation England
        publisher P
        date 2026-06-01
        ```

        ```tiers
        strong Strong
        middle Middle
        weak   Weak
        ```

        ```roles
        guardian Guardian
        lead     Lead
        ```

        ```requirements
        R-1 Something
        ```

        ```source act
        title  An Act
        where  somewhere
        status verified 2026-01-01
        ```

        ```basis consent
        title      Consent
        common-law consent
        cites      act s1
        ```


        """);

    private void Write(WrittenFact fact)
    {
        _text.Append($"```fact {fact.Id}\nask Question {fact.Id}?\n");
        _text.Append(fact.OfItem ? "about item\n" : "about request\n");
        if (!fact.IsYesNo)
        {
            _text.Append("answers\n");
            foreach (var answer in fact.Answers)
                _text.Append($"  {answer} Answer {answer}\n");
        }

        if (fact.Presumed is not null)
            _text.Append($"not-known presumes {fact.Presumed}\n");
        _text.Append("```\n\n");
    }

    private void WriteDefines()
    {
        for (var i = _random.Next(0, 4); i > 0; i--)
        {
            var id = $"d{_defines.Count}";
            var condition = WrittenCondition.Make(_random, _facts, _defines, 2);
            _text.Append($"```define {id}\nmeans meaning of {id}\n");
            condition.AppendAs("when", _text);
            _text.Append("```\n\n");
            _defines.Add((id, condition.Holds));
        }
    }

    private void WriteDuties()
    {
        for (var i = 0; i < _dutyCount; i++)
        {
            _text.Append($"```duty u{i}\nsay Do {i}\nphase after\nby lead\nwithin 3 days\n");
            _text.Append("cites act\n");
            if (_random.Next(2) == 0)
            {
                var on = Proviso.Rulebook.VerdictNames.All.Where(_ => _random.Next(2) == 0);
                _text.Append($"on {string.Join(", ", on.Append("share").Distinct())}\n");
                if (_random.Next(3) > 0)
                    WrittenCondition.Make(_random, _facts, _defines, 1).AppendAs("when", _text);
                if (_random.Next(3) == 0)
                    WrittenCondition.Make(_random, _facts, _defines, 1).AppendAs("unless", _text);
            }

            WritePeriod();
            _text.Append("```\n\n");
        }
    }

    private bool WritePeriod()
    {
        var dated = _random.Next(5);
        if (dated == 0)
            _text.Append("from 2026-03-01\n");
        if (dated == 1)
            _text.Append("to 2026-05-31\n");
        return dated < 2;
    }

    private void WriteRules(int count, List<string> earlier)
    {
        for (var i = 0; i < count; i++)
        {
            var id = $"r{_suffix}{i}";
            var tier = _random.Next(Tiers.Length);
            var then = _tierSettlesVerdict
                ? Rulings[(tier * 2) % Rulings.Length] : Rulings[_random.Next(Rulings.Length)];
            _text.Append($"```rule {id}\ntitle Rule {id}\ntier {Tiers[tier]}\nthen {then}\n");
            _text.Append("because Reason.\nnext Do this.\nbasis consent\ncites act\nmeets R-1\n");
            var condition = WrittenCondition.Make(_random, _facts, _defines, 2);
            condition.AppendAs("when", _text);
            if (_random.Next(4) == 0)
                WrittenCondition.Make(_random, _facts, _defines, 1).AppendAs("unless", _text);
            var overrides = earlier.Where(_ => _random.Next(4) == 0).ToList();
            if (overrides.Count > 0)
                _text.Append($"overrides {string.Join(", ", overrides)}\n");
            if (_dutyCount > 0 && _suffix.Length == 0 && _random.Next(2) == 0)
                _text.Append($"duties u{_random.Next(_dutyCount)}\n");
            if (!WritePeriod())
                Written[id] = condition;
            _text.Append("```\n\n");
            earlier.Add(id);
        }
    }

    private void WriteInvariants()
    {
        for (var i = _random.Next(0, 4); i > 0; i--)
        {
            _text.Append(_random.Next(2) == 0 ? $"```never i{i}\n" : $"```always i{i}\n");
            _text.Append($"title Invariant {i}\n");
            if (_random.Next(2) == 0)
                WrittenCondition.Make(_random, _facts, _defines, 2).AppendAs("when", _text);
            _text.Append(_random.Next(4) switch
            {
                0 => "then verdict is must-share or do-not-share\n",
                1 => "then duty u0\n",
                2 => "then decided by r0\n",
                _ => "then any of\n       basis consent\n       verdict is not share\n",
            });
            _text.Append("```\n\n");
        }
    }
}
