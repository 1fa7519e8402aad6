using System.Globalization;
using System.Text;

namespace Proviso.Deidentification.Text.Treatments;

/// <summary>Carries out a plan. One treater keeps labels and surrogates alike across texts.
/// </summary>
/// <param name="plan">What is done with what.</param>
public sealed class Treater(TreatmentPlan plan)
{
    private const int MostLabels = 1_000_000;
    private const string Bar = "██████";
    private readonly Dictionary<(string Group, int Entity), int> labels = [];
    private readonly Dictionary<string, int> counts = new(StringComparer.Ordinal);
    private readonly Surrogates surrogates = new(plan.Secret);

    /// <summary>Treats one text.</summary>
    /// <param name="text">The text that the findings are of.</param>
    /// <param name="findings">In order of start, without overlaps.</param>
    /// <exception cref="ArgumentException">Findings overlap or lie outside the text.</exception>
    public TreatedText Apply(string text, IEnumerable<Finding> findings)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(findings);
        var treated = new StringBuilder(text.Length);
        var replacements = new List<Replacement>();
        var from = 0;
        foreach (var finding in findings)
        {
            if (finding.Start < from || finding.End > text.Length)
                throw new ArgumentException("Findings must be in order and inside the text.");
            var value = text.Substring(finding.Start, finding.Length);
            if (Replace(finding, value) is not { } other)
                continue;
            treated.Append(text, from, finding.Start - from);
            replacements.Add(
                new Replacement(treated.Length, other.Length, finding.Start, value));
            treated.Append(other);
            from = finding.End;
        }

        treated.Append(text, from, text.Length - from);
        return new TreatedText(treated.ToString(), replacements);
    }

    /// <summary>Puts back what was replaced.</summary>
    /// <param name="treated">The treated text, unchanged since.</param>
    /// <param name="replacements">What <see cref="Apply"/> gave with it.</param>
    /// <exception cref="InvalidDataException">The replacements do not fit the text.</exception>
    public static string Restore(string treated, IReadOnlyList<Replacement> replacements)
    {
        ArgumentNullException.ThrowIfNull(treated);
        ArgumentNullException.ThrowIfNull(replacements);
        var text = new StringBuilder(treated.Length);
        var from = 0;
        foreach (var replacement in replacements)
        {
            if (replacement.Start < from || replacement.Length < 0
                || replacement.Start > treated.Length - replacement.Length)
            {
                throw new InvalidDataException(
                    "The mapping does not fit the text: it belongs to another text.");
            }

            text.Append(treated, from, replacement.Start - from).Append(replacement.Original);
            from = replacement.Start + replacement.Length;
        }

        return text.Append(treated, from, treated.Length - from).ToString();
    }

    /// <summary>What stands in place of a finding; null where it is kept.</summary>
    private string? Replace(Finding finding, string value) => plan.For(finding) switch
    {
        Treatment.Keep => null,
        Treatment.Mask => Bar,
        Treatment.Surrogate => surrogates.Of(finding, value) ?? LabelOf(finding),
        Treatment.Generalise => Generalisation.Of(finding.Kind, value) ?? LabelOf(finding),
        _ => LabelOf(finding),
    };

    private string LabelOf(Finding finding)
    {
        var group = LabelWords.Of(finding.Kind, finding.Role);
        var key = (group, finding.Entity);
        if (!labels.TryGetValue(key, out var number))
        {
            number = counts[group] = counts.GetValueOrDefault(group) + 1;
            // In a stream without end memory stays bounded; what comes later is told apart less.
            if (labels.Count < MostLabels)
                labels[key] = number;
        }

        return string.Create(CultureInfo.InvariantCulture, $"[{group} {number}]");
    }
}
