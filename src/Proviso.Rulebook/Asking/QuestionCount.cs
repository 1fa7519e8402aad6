using Proviso.Rulebook.Compiling;

namespace Proviso.Rulebook.Asking;

/// <summary>How many questions random people are asked.</summary>
/// <param name="Walks">How many people.</param>
/// <param name="Mean">Questions on average.</param>
/// <param name="Max">The most that anyone was asked.</param>
/// <param name="Longest">The most that anyone can be asked.</param>
/// <param name="Pointless">Questions for which no two answers were found that lead to
/// different verdicts or duties. It must be zero.</param>
public sealed record QuestionCount(int Walks, double Mean, int Max, int Longest, int Pointless)
{
    /// <summary>Asks random people who answer at random.</summary>
    /// <remarks>
    /// Each question met is checked, not assumed, to matter: two complete sets of answers are
    /// looked for that agree with everything answered so far, differ in this answer, and have a
    /// different verdict or different duties.
    /// </remarks>
    public static QuestionCount Sample(Law law, int walks, Random random)
    {
        ArgumentNullException.ThrowIfNull(law);
        ArgumentNullException.ThrowIfNull(random);
        var checkedNodes = new Dictionary<int, bool>();
        long asked = 0;
        var (max, pointless) = (0, 0);
        var answers = law.NoAnswers();
        for (var walk = 0; walk < walks; walk++)
        {
            Array.Fill(answers, Diagrams.Diagram.Unanswered);
            var questions = 0;
            for (var at = law.Effects.Root; at >= 0; questions++)
            {
                if (!checkedNodes.TryGetValue(at, out var matters))
                    checkedNodes[at] = matters = Matters(law, answers, at);
                if (!matters)
                    pointless++;
                var variable = law.Effects.VariableOf(at);
                answers[variable] = (byte)random.Next(law.Effects.WidthOf(at));
                at = law.Effects.Child(at, answers[variable]);
            }

            asked += questions;
            max = Math.Max(max, questions);
        }

        return new QuestionCount(walks, (double)asked / Math.Max(1, walks), max,
            law.Effects.Depth().Most, pointless);
    }

    private static bool Matters(Law law, byte[] soFar, int at)
    {
        var diagram = law.Effects;
        var variable = diagram.VariableOf(at);
        for (var other = 1; other < diagram.WidthOf(at); other++)
        {
            var (one, two) = (diagram.Child(at, 0), diagram.Child(at, other));
            if (Part(diagram, one, two, []) is not { } parting)
                continue;
            var first = Complete(law, soFar, parting, variable, 0);
            var second = Complete(law, soFar, parting, variable, other);
            if (EffectOf(law, first) != EffectOf(law, second))
                return true;
        }

        return false;
    }

    private static int EffectOf(Law law, byte[] answers) => law.Effects.Walk(answers);

    private static byte[] Complete(Law law, byte[] soFar,
        IReadOnlyList<(int Variable, int Answer)> parting, int variable, int answer)
    {
        var answers = (byte[])soFar.Clone();
        foreach (var (v, a) in parting)
            answers[v] = (byte)a;
        answers[variable] = (byte)answer;
        for (var i = 0; i < answers.Length; i++)
        {
            if (answers[i] == Diagrams.Diagram.Unanswered)
                answers[i] = (byte)(law.Book.Facts[i].Answers.Count - 1);
        }

        return answers;
    }

    // Answers below two nodes that lead them to different terminals.
    private static List<(int Variable, int Answer)>? Part(
        Diagrams.Diagram diagram, int one, int two, HashSet<(int One, int Two)> seen)
    {
        if (one == two || !seen.Add((one, two)))
            return null;
        if (one < 0 && two < 0)
            return [];
        var variable = Math.Min(Top(one), Top(two));
        for (var i = 0; i < diagram.WidthOf(Top(one) == variable ? one : two); i++)
        {
            var below = Part(diagram, Step(one, i), Step(two, i), seen);
            if (below is null)
                continue;
            below.Add((variable, i));
            return below;
        }

        return null;

        int Top(int at) => at < 0 ? int.MaxValue : diagram.VariableOf(at);
        int Step(int at, int answer) => Top(at) == variable ? diagram.Child(at, answer) : at;
    }
}
