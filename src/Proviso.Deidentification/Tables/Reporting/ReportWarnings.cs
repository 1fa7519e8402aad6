using Proviso.Deidentification.Tables.Release;

namespace Proviso.Deidentification.Tables.Reporting;

/// <summary>What a reader of a report must know before the release is used, in plain
/// words.</summary>
public static class ReportWarnings
{
    private const double SuppressedMuch = 0.05;
    private const double LossMuch = 0.75;

    /// <summary>The warnings that apply, the weightiest first.</summary>
    public static IReadOnlyList<string> Of(ReportFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return [.. All(facts)];
    }

    private static IEnumerable<string> All(ReportFacts facts)
    {
        var result = facts.Result;
        if (facts.Grade.Grade == Grade.High)
        {
            yield return $"The risk is HIGH: {facts.Grade.Rule}. Outside a trusted environment "
                + "this release is confidential information about people.";
        }

        yield return "This release is not for publication. Even where the risk is LOW it is "
            + "shared under an agreement only.";
        if (Names(facts, Treatment.Keep) is { Length: > 0 } kept)
        {
            yield return $"{kept}: released as they are, and not counted in the risk above. To "
                + "someone who knows them too, "
                + $"{facts.UniqueToInsiders():P1} of the released rows look like no other.";
        }

        if (result.Request.Models.All(m => m.Sensitive is null))
        {
            yield return "No model looks at what people in a class share. Where all of a class "
                + "have the same diagnosis, say, whoever knows that someone is among them knows "
                + "the diagnosis. Name the sensitive column and ask for --distinct or --closeness.";
        }

        var share = (double)result.Suppressed / Math.Max(1, result.Request.Table.RowCount);
        if (result.Suppressed > 0)
        {
            yield return $"{result.Suppressed:N0} rows ({share:P1}) were left out. They are those "
                + "of people who are unlike others, so figures about rare groups are too low"
                + (share > SuppressedMuch
                    ? ", and with so many left out, others may be too." : ".");
        }

        foreach (var (column, loss) in result.Request.Columns.Zip(result.ColumnLoss))
        {
            if (loss > LossMuch)
            {
                yield return $"{column.Column.Name} has lost {loss:P0} of its detail. Ask whether "
                    + "the release still serves its purpose.";
            }
        }

        if (result is { IsOptimal: false, IsLocal: false })
        {
            yield return double.IsFinite(result.MeasureMin)
                ? "The search was ended before it had proved that nothing keeps more."
                : "The levels were given and not searched for: others may keep more.";
        }

        yield return "The risk is that of someone who knows the columns that were made coarser and "
            + "that a person is in the table. Someone who holds other data about the same people "
            + "may know more. Look again when such data appear.";
    }

    private static string Names(ReportFacts facts, Treatment treatment) => string.Join(
        ", ", facts.Headings.Where(h => facts.Treatments.GetValueOrDefault(h) == treatment
            && facts.Treatments.ContainsKey(h)));
}
