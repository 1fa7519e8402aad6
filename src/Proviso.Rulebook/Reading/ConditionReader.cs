namespace Proviso.Rulebook.Reading;

/// <summary>The names that a condition may use.</summary>
internal sealed class Names
{
    public Dictionary<string, Fact> Facts { get; } = [];

    public HashSet<string> Defines { get; } = [];

    public HashSet<string> Bases { get; } = [];

    public HashSet<string> Duties { get; } = [];

    public HashSet<string> Rules { get; } = [];
}

/// <summary>Reads the conditions of blocks; the grammar is in the guide to the language.</summary>
internal sealed class ConditionReader(Names names, Problems problems)
{
    private const int MaxDepth = 50;

    private static readonly string[] Groups = ["all of", "any of", "none of"];

    /// <summary>Reads a field as one condition; null after a problem.</summary>
    public Condition? Read(Field field, bool ofOutcome)
    {
        if (field.Lines.Count == 0)
        {
            problems.Add("condition", field.Name.At, "the condition is empty",
                "write a fact, \"all of\" or \"any of\"");
            return null;
        }

        var lines = Join(field.Lines);
        var next = 0;
        var condition = ReadOne(lines, ref next, 0, ofOutcome);
        if (condition is not null && next < lines.Count)
        {
            problems.Add("condition", lines[next].At, "a second condition stands beside the first",
                "put \"all of\" or \"any of\" above them and indent them under it");
            return null;
        }

        return condition;
    }

    /// <summary>Reads a list of lines of the form <c>fact is answer</c>.</summary>
    public IReadOnlyList<GivenFact> ReadFacts(Field field)
    {
        var given = new List<GivenFact>();
        foreach (var line in Join(field.Lines))
        {
            if (ReadGiven(line) is not { } fact)
                continue;
            if (given.Exists(g => g.Fact == fact.Fact))
            {
                problems.Add("twice", line.At, $"\"{fact.Fact.Id}\" is answered twice",
                    "keep one of the lines");
                continue;
            }

            given.Add(fact);
        }

        return given;
    }

    // A line that ends in "or" goes on in the next one.
    private static List<FieldLine> Join(IReadOnlyList<FieldLine> lines)
    {
        var joined = new List<FieldLine>();
        foreach (var line in lines)
        {
            if (joined.Count > 0 && joined[^1].Text.EndsWith(" or", StringComparison.Ordinal))
                joined[^1] = joined[^1] with { Text = joined[^1].Text + " " + line.Text };
            else
                joined.Add(line);
        }

        return joined;
    }

    private Condition? ReadOne(List<FieldLine> lines, ref int next, int depth, bool ofOutcome)
    {
        var line = lines[next++];
        if (depth > MaxDepth)
        {
            problems.Add("too-deep", line.At, "conditions nest too deep",
                $"at most {MaxDepth}; name a part of it with a define");
            next = lines.Count;
            return null;
        }

        if (!Groups.Contains(line.Text))
            return ReadAtom(line, ofOutcome);

        var parts = new List<Condition>();
        var failed = false;
        var indent = next < lines.Count ? lines[next].Indent : 0;
        while (next < lines.Count && lines[next].Indent > line.Indent)
        {
            if (lines[next].Indent != indent)
            {
                problems.Add("indent", lines[next].At,
                    "this line is indented unlike its neighbours",
                    "indent the lines of one group alike");
                failed = true;
            }

            if (ReadOne(lines, ref next, depth + 1, ofOutcome) is { } part)
                parts.Add(part);
            else
                failed = true;
        }

        if (failed)
            return null;
        if (parts.Count == 0)
        {
            problems.Add("condition", line.At, $"nothing stands under \"{line.Text}\"",
                "indent its conditions under it, one a line");
            return null;
        }

        return line.Text switch
        {
            "all of" => new Condition.All(parts, line.At),
            "any of" => new Condition.Any(parts, line.At),
            _ => new Condition.Not(new Condition.Any(parts, line.At), line.At),
        };
    }

    private Condition? ReadAtom(FieldLine line, bool ofOutcome)
    {
        var words = Words(line);
        if (words[0].Text == "not")
        {
            if (words.Count != 2)
            {
                problems.Add("condition", line.At, "\"not\" stands before one name",
                    "write \"not NAME\" or \"FACT is not ANSWER\"");
                return null;
            }

            return Named(words[1]) is { } inner ? new Condition.Not(inner, line.At) : null;
        }

        if (words.Count == 1)
            return Named(words[0]);
        if (ofOutcome && ReadOutcome(line, words) is { } known)
            return known.Condition;
        if (words[1].Text == "is" && words.Count > 2)
            return ReadIs(line, words);
        problems.Add("condition", line.At, "this is not a condition",
            "write \"FACT is ANSWER or ANSWER\", \"NAME\" or \"not NAME\"");
        return null;
    }

    private (Condition? Condition, bool Mine)? ReadOutcome(FieldLine line, List<Token> words)
    {
        if (words[0].Text == "verdict" && words[1].Text == "is")
            return (ReadVerdict(line, words), true);
        if (words[0].Text == "duty" && words.Count == 2)
        {
            return (Check(words[1], "duty", names.Duties)
                ? new Condition.DutyDue(words[1].Text, line.At) : null, true);
        }

        if (words[0].Text == "basis" && words.Count == 2)
        {
            return (Check(words[1], "basis", names.Bases)
                ? new Condition.RestsOn(words[1].Text, line.At) : null, true);
        }

        if (words[0].Text == "decided" && words[1].Text == "by" && words.Count == 3)
        {
            return (Check(words[2], "rule", names.Rules)
                ? new Condition.DecidedBy(words[2].Text, line.At) : null, true);
        }

        return null;
    }

    private Condition? ReadVerdict(FieldLine line, List<Token> words)
    {
        if (Answers(words, 2, out var negated) is not { Count: > 0 } listed)
            return null;
        var verdicts = new List<Verdict>();
        foreach (var word in listed)
        {
            if (VerdictNames.TryParse(word.Text, out var verdict))
                verdicts.Add(verdict);
            else
                problems.Unknown("verdict", word, VerdictNames.All);
        }

        if (verdicts.Count < listed.Count)
            return null;
        var condition = new Condition.VerdictIs(verdicts, line.At);
        return negated ? new Condition.Not(condition, line.At) : condition;
    }

    private bool Check(Token name, string what, HashSet<string> known)
    {
        if (known.Contains(name.Text))
            return true;
        problems.Unknown(what, name, known);
        return false;
    }

    private Condition? Named(Token name)
    {
        if (names.Facts.TryGetValue(name.Text, out var fact))
        {
            if (fact.IsYesNo)
                return new Condition.Answered(fact, [true, false], name.At);
            problems.Add("condition", name.At, $"\"{fact.Id}\" is not a yes/no fact",
                $"write \"{fact.Id} is …\" with one of: "
                + ListOf(fact.Answers.Select(a => a.Id)));
            return null;
        }

        if (names.Defines.Contains(name.Text))
            return new Condition.Defined(name.Text, name.At);
        problems.Unknown("fact or define", name, names.Facts.Keys.Concat(names.Defines));
        return null;
    }

    private Condition? ReadIs(FieldLine line, List<Token> words)
    {
        if (!names.Facts.TryGetValue(words[0].Text, out var fact))
        {
            if (names.Defines.Contains(words[0].Text))
            {
                problems.Add("condition", words[0].At, "a define either holds or does not",
                    $"write \"{words[0].Text}\" or \"not {words[0].Text}\"");
            }
            else
            {
                problems.Unknown("fact", words[0], names.Facts.Keys);
            }

            return null;
        }

        if (Answers(words, 2, out var negated) is not { } listed)
            return null;
        var holds = new bool[fact.Answers.Count];
        var sound = true;
        foreach (var word in listed)
        {
            var index = fact.IndexOf(word.Text);
            if (index >= 0)
                holds[index] = true;
            else
                sound = Refuse(fact, word);
        }

        if (!sound)
            return null;
        if (negated)
        {
            for (var i = 0; i < holds.Length; i++)
                holds[i] = !holds[i];
        }

        return new Condition.Answered(fact, holds, line.At);
    }

    private bool Refuse(Fact fact, Token word)
    {
        if (word.Text == Fact.NotKnown)
        {
            problems.Add("not-known", word.At, "a condition may not test for \"not-known\"",
                fact.Presumed is { } presumed
                    ? $"the law presumes {fact.Answers[presumed].Id}, and that is what is tested"
                    : $"\"{fact.Id}\" does not allow it; add an answer of its own");
        }
        else
        {
            problems.Unknown(
                $"answer of \"{fact.Id}\" called", word, fact.Answers.Select(a => a.Id));
        }

        return false;
    }

    // The answers after "is": words parted by "or", with an optional "not" before them.
    private List<Token>? Answers(List<Token> words, int start, out bool negated)
    {
        negated = words.Count > start && words[start].Text == "not";
        if (negated)
            start++;
        var listed = new List<Token>();
        for (var i = start; i < words.Count; i++)
        {
            var wantsOr = (i - start) % 2 == 1;
            if (wantsOr != (words[i].Text == "or"))
            {
                problems.Add("condition", words[i].At, $"\"{words[i].Text}\" is out of place here",
                    "write the answers parted by \"or\"");
                return null;
            }

            if (!wantsOr)
                listed.Add(words[i]);
        }

        if (listed.Count > 0 && words[^1].Text != "or")
            return listed;
        problems.Add("condition", words[^1].At,
            "an answer is missing here", "name it after \"is\"");
        return null;
    }

    private GivenFact? ReadGiven(FieldLine line)
    {
        var words = Words(line);
        var form = words.Count switch
        {
            1 => (words[0], "yes", words[0]),
            2 when words[0].Text == "not" => (words[1], "no", words[1]),
            3 when words[1].Text == "is" => (words[0], words[2].Text, words[2]),
            _ => default((Token Name, string Answer, Token Word)?),
        };
        if (form is not { } parts)
        {
            problems.Add("given-fact", line.At, "this is not a fact with its answer",
                "write \"FACT is ANSWER\", \"FACT\" for yes or \"not FACT\" for no");
            return null;
        }

        if (!names.Facts.TryGetValue(parts.Item1.Text, out var fact))
        {
            problems.Unknown("fact", parts.Item1, names.Facts.Keys);
            return null;
        }

        if (parts.Item2 == Fact.NotKnown && fact.Presumed is { } presumed)
            return new GivenFact(fact, presumed, NotKnown: true);
        var answer = fact.IndexOf(parts.Item2);
        if (answer >= 0)
            return new GivenFact(fact, answer);
        if (words.Count < 3)
        {
            problems.Add("given-fact", line.At, $"\"{fact.Id}\" is not a yes/no fact",
                $"answer it with one of: {ListOf(fact.AllowedAnswers)}");
        }
        else
        {
            problems.Unknown($"answer of \"{fact.Id}\" called", parts.Item3, fact.AllowedAnswers);
        }

        return null;
    }

    private static string ListOf(IEnumerable<string> words) => string.Join(", ", words);

    private static List<Token> Words(FieldLine line)
    {
        var words = new List<Token>();
        var start = -1;
        for (var i = 0; i <= line.Text.Length; i++)
        {
            var gap = i == line.Text.Length || line.Text[i] == ' ';
            if (gap && start >= 0)
            {
                words.Add(line.Part(start, i - start));
                start = -1;
            }
            else if (!gap && start < 0)
            {
                start = i;
            }
        }

        return words;
    }
}
