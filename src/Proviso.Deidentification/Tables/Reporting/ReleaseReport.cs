using Proviso.Deidentification.Tables.Release;
using Proviso.Deidentification.Tables.Risk;

namespace Proviso.Deidentification.Tables.Reporting;

/// <summary>The report on a release: what went in and came out, what it may be used for, the risk
/// and what was lost, and all that repeats it.</summary>
public static class ReleaseReport
{
    private static readonly (int From, string Name)[] Sizes =
    [
        (1, "1 (unique)"), (2, "2 to 4"), (5, "5 to 9"), (10, "10 to 19"), (20, "20 to 49"),
        (50, "50 to 99"), (100, "100 or more"),
    ];

    /// <summary>Makes the report.</summary>
    public static ReportDocument Of(ReportFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return new ReportDocument(facts.Title, facts.MadeAt,
        [
            .. Use(facts), .. InAndOut(facts), .. Columns(facts), .. Risk(facts),
            .. Utility(facts), .. Near(facts), .. Repeat(facts),
        ]);
    }

    private static IEnumerable<ReportBlock> Use(ReportFacts facts)
    {
        var isLow = facts.Grade.Grade == Grade.Low;
        yield return new ReportBlock.Heading("What the release may be used for");
        yield return new ReportBlock.Paragraph(
            $"Risk: {(isLow ? "LOW" : "HIGH")}, because {facts.Grade.Rule}.", IsStrong: true);
        yield return new ReportBlock.Paragraph(isLow
            ? "It may be shared, for purposes that benefit the community, with limited access. "
                + "Before that there must be:"
            : "It may be used only inside a trusted environment. Before that there must be:");
        yield return new ReportBlock.Bullets(facts.Grade.Requires);
        yield return new ReportBlock.Grid(
            "Where the release stands",
            ["Step", "What it is", "What it needs"],
            [
                ["1", "Anonymised to the standard for publication",
                    "Little or no risk by anybody's means; may be published"],
                ["2a", "De-identified, LOW risk: limited access",
                    "An agreement or contract with liabilities and penalties"],
                ["2b", "De-identified, HIGH risk: trusted environment",
                    "A signed contract, evidence of the security standard, and an independent "
                    + "auditor's opinion"],
                ["3", "Confidential information", "A legal duty, consent, or support in law"],
            ],
            Marked: isLow ? 1 : 2);
        yield return new ReportBlock.Heading("Warnings");
        yield return new ReportBlock.Bullets(ReportWarnings.Of(facts));
    }

    private static IEnumerable<ReportBlock> InAndOut(ReportFacts facts)
    {
        var (rows, left) = (facts.Result.Request.Table.RowCount, facts.Result.Suppressed);
        var removed = facts.Treatments.Count(t => t.Value == Treatment.Remove);
        yield return new ReportBlock.Heading("What went in and what comes out");
        yield return new ReportBlock.Grid(
            "Rows and columns",
            ["", "In", "Out"],
            [
                ["Rows", $"{rows:N0}", $"{rows - left:N0}"],
                ["Rows left out", "", $"{left:N0} ({Share(left, rows)})"],
                ["Columns", $"{facts.Headings.Count:N0}", $"{facts.Headings.Count - removed:N0}"],
                ["Different rows by the columns made coarser", $"{facts.Before.Classes:N0}",
                    $"{facts.After.Classes:N0}"],
            ]);
    }

    private static IEnumerable<ReportBlock> Columns(ReportFacts facts)
    {
        yield return new ReportBlock.Heading("What happens to each column");
        yield return new ReportBlock.Grid(
            "Columns",
            ["Column", "What happens", "Level", "Values before", "Values after", "Detail lost"],
            [.. facts.Headings.Select(h => ColumnRow(facts, h))]);
    }

    private static IReadOnlyList<string> ColumnRow(ReportFacts facts, string heading)
    {
        var at = facts.Result.Request.Columns.ToList().FindIndex(c => c.Column.Name == heading);
        if (at < 0)
        {
            var words = facts.Treatments[heading] switch
            {
                Treatment.Remove => "removed",
                Treatment.Sensitive => "as it is; watched by a model",
                _ => "as it is",
            };
            return [heading, words, "", "", "", ""];
        }

        var column = facts.Result.Request.Columns[at];
        var level = facts.Result.Levels[at];
        var (words2, shown) = facts.Result.IsLocal
            ? ("made coarser, row by row", "by row")
            : (level == 0 ? "as it is, where its class is big enough" : "made coarser",
                $"{level} of {column.Hierarchy.LevelCount - 1}");
        var after = facts.Result.IsLocal ? "" : $"{ValuesAt(column, level):N0}";
        return
        [
            heading, words2, shown, $"{column.Column.Values.Count:N0}", after,
            $"{facts.Result.ColumnLoss[at]:P1}",
        ];
    }

    private static int ValuesAt(Generalised column, int level) => column.Leaves()
        .Select(leaf => column.Hierarchy.GroupOf(leaf, level)).Distinct().Count();

    private static IEnumerable<ReportBlock> Risk(ReportFacts facts)
    {
        var (before, after) = (facts.Before, facts.After);
        yield return new ReportBlock.Heading("Risk before and after");
        yield return new ReportBlock.Paragraph(
            "A row's risk is one divided by the number of rows that look like it. The models asked "
            + "for: " + string.Join("; ", facts.Result.Request.Models.Select(m => m.Description))
            + ".");
        yield return new ReportBlock.Grid(
            "Risk that somebody is recognised",
            ["Measure", "Before", "After"],
            [
                ["Rows that look like no other", $"{before.Uniques:N0}", $"{after.Uniques:N0}"],
                [$"Rows with a risk above {before.Threshold:0.##}", $"{before.ShareAtRisk:P2}",
                    $"{after.ShareAtRisk:P2}"],
                ["Highest risk of a row", $"{before.Highest:0.####}", $"{after.Highest:0.####}"],
                ["Mean risk of a row", $"{before.Average:0.####}", $"{after.Average:0.####}"],
                ["Rows in the smallest class", $"{before.SmallestClass:N0}",
                    $"{after.SmallestClass:N0}"],
            ]);
        yield return new ReportBlock.Bars(new BarChart(
            "Rows by the number of rows that look like them", "Rows that look alike",
            [.. Sizes.Select(s => s.Name)],
            [new("before", RowsBySize(before)), new("after", RowsBySize(after))],
            n => $"{n:N0}"));
    }

    private static double[] RowsBySize(RiskReport risk)
    {
        var rows = new double[Sizes.Length];
        foreach (var (size, classes) in risk.ClassesBySize)
            rows[Array.FindLastIndex(Sizes, s => s.From <= size)] += (double)size * classes;
        return rows;
    }

    private static IEnumerable<ReportBlock> Utility(ReportFacts facts)
    {
        var result = facts.Result;
        yield return new ReportBlock.Heading("What is kept and what is lost");
        yield return new ReportBlock.Grid(
            "Usefulness",
            ["Measure", "Before", "After"],
            [
                ["Granularity (1 is all detail)", "1", $"{result.Granularity:0.0000}"],
                [$"What was made small ({facts.MeasureName})", "",
                    $"{result.Measure:0.00000000}"],
                ["Mean number of rows that look alike", Mean(facts.Before), Mean(facts.After)],
            ]);
        yield return new ReportBlock.Bars(new BarChart(
            "Share of each column's detail that is lost", "Column",
            [.. result.Request.Columns.Select(c => c.Column.Name)],
            [new("lost", result.ColumnLoss)],
            share => $"{share:P1}"));
    }

    private static string Mean(RiskReport risk) =>
        risk.Classes == 0 ? "" : $"{(double)risk.Rows / risk.Classes:0.0}";

    private static IEnumerable<ReportBlock> Near(ReportFacts facts)
    {
        var result = facts.Result;
        yield return new ReportBlock.Heading("The best, and what else was near it");
        var proof = result.IsOptimal
            ? "No other meets the models and loses less: this is proved."
            : double.IsFinite(result.MeasureMin)
                ? $"It is proved that nothing comes below {result.MeasureMin:0.00000000}."
                : result.IsLocal
                    ? "Each row has levels of its own: a good result, not proved to be the best."
                    : "The levels were given, so whether others lose less was not looked for.";
        yield return new ReportBlock.Paragraph(
            $"There are {result.LatticeSize:N0} generalisations. {proof}");
        if (result.IsLocal)
            yield break;
        var columns = string.Join(", ", result.Request.Columns.Select(c => c.Column.Name));
        yield return new ReportBlock.Paragraph($"Levels below are in this order: {columns}.");
        yield return new ReportBlock.Grid(
            "One step away",
            ["Levels", $"Loses ({facts.MeasureName})", "Rows left out", "Compared"],
            [
                [string.Join(", ", result.Levels), $"{result.Measure:0.00000000}",
                    $"{result.Suppressed:N0}", "this release"],
                .. facts.Nearby.Select(n => NearRow(n, result)),
            ],
            Marked: 0);
    }

    private static IReadOnlyList<string> NearRow(NearbyLevels near, AnonymisationResult result) =>
    [
        string.Join(", ", near.Levels),
        near.Measure is { } measure ? $"{measure:0.00000000}" : "",
        near.Suppressed is { } suppressed ? $"{suppressed:N0}" : "",
        near.Measure is not { } there
            ? "does not meet the models"
            : there < result.Measure ? "loses less" : "loses as much or more",
    ];

    private static IEnumerable<ReportBlock> Repeat(ReportFacts facts)
    {
        yield return new ReportBlock.Heading("How to repeat it");
        yield return new ReportBlock.Grid(
            "What was used",
            ["Part", "Which"],
            [
                ["Program", facts.Program],
                ["Made at", $"{facts.MadeAt:yyyy-MM-dd HH:mm:ss zzz}"],
                ["Read", facts.Source],
                ["SHA-256 of what was read", facts.SourceSha256],
                ["SHA-256 of the release", facts.ReleaseSha256],
            ]);
        yield return new ReportBlock.Paragraph(
            "Save the following as plan.yaml and run: proviso deidentify run --plan plan.yaml "
            + "--out release.csv. The release has the SHA-256 above.");
        yield return new ReportBlock.Verbatim(facts.Plan.TrimEnd(), "Plan");
    }

    private static string Share(long part, long all) =>
        all == 0 ? "0 %" : $"{(double)part / all:P1}";
}
