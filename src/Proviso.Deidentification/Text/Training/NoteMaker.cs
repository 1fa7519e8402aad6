using System.Text;
using Proviso.Deidentification.Text.Lexicon;

namespace Proviso.Deidentification.Text.Training;

/// <summary>
/// Makes invented care notes with marked spans, out of templates, name lists and forms of
/// numbers; used to train the tagger. Two makers with the same seed make the same notes.
/// </summary>
internal sealed class NoteMaker
{
    private static readonly Lazy<string[]> Templates = new(() =>
        [.. SlotWords.TrainingLines("templates.txt")]);

    private readonly Random random;
    private readonly SlotFiller filler;
    private readonly StringBuilder text = new();
    private readonly List<GoldSpan> spans = [];

    /// <param name="seed">Decides everything.</param>
    /// <param name="rareGiven">Further given names, drawn from now and then.</param>
    /// <param name="rareFamily">Further family names, drawn from now and then.</param>
    public NoteMaker(
        int seed, IReadOnlyList<string> rareGiven, IReadOnlyList<string> rareFamily)
    {
        random = new Random(seed);
        filler = new SlotFiller(random, rareGiven, rareFamily);
    }

    /// <summary>The next note.</summary>
    public Sample Next()
    {
        text.Clear();
        spans.Clear();
        var lines = 1 + random.Next(6);
        var separator = random.Next(3) switch { 0 => "\n", 1 => "\n\n", _ => " " };
        for (var i = 0; i < lines; i++)
        {
            if (i > 0)
                text.Append(separator);
            Expand(Templates.Value[random.Next(Templates.Value.Length)]);
        }

        var whole = text.ToString();
        var casing = random.Next(100);
        if (casing < 12)
            whole = whole.ToLowerInvariant();
        else if (casing < 15)
            whole = whole.ToUpperInvariant();
        return new Sample(whole, [.. spans], "synthetic");
    }

    private void Expand(string template)
    {
        for (var at = 0; at < template.Length;)
        {
            if (template[at] != '{')
            {
                text.Append(template[at++]);
                continue;
            }

            var close = template.IndexOf('}', at);
            var slot = template[(at + 1)..close];
            var (value, kind) = filler.Fill(slot);
            if (kind is not null)
                spans.Add(new GoldSpan(text.Length, text.Length + value.Length, kind));
            text.Append(value);
            at = close + 1;
        }
    }
}
