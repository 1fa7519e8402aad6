using System.Diagnostics;
using System.Text.Json;
using Proviso.Deidentification.Tables;
using Proviso.Deidentification.Tables.Release;
using Proviso.Deidentification.Tables.Risk;

namespace Proviso.Cli.Deidentify;

/// <summary>The figures of a run, for a person or for a program.</summary>
internal sealed record Figures(
    string Measure,
    AnonymisationResult Result,
    RiskReport Before,
    RiskReport After,
    ReleaseGrade Grade,
    IntruderTest? Intruder = null)
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true };

    public void Write(TextWriter output, bool json)
    {
        if (json)
            output.WriteLine(JsonSerializer.Serialize(AsJson(), Json));
        else
            WriteText(output);
    }

    public static object RiskAsJson(RiskReport risk) => new
    {
        rows = risk.Rows,
        classes = risk.Classes,
        threshold = risk.Threshold,
        atRisk = risk.ShareAtRisk,
        highest = risk.Highest,
        average = risk.Average,
        unique = risk.ShareUnique,
    };

    public static void WriteRisk(TextWriter output, string when, RiskReport risk) =>
        output.WriteLine(
            $"{when}: {risk.Rows:N0} rows, {risk.Uniques:N0} unique, {risk.ShareAtRisk:P2} at risk "
            + $"above {risk.Threshold:0.##}, highest {risk.Highest:0.####}, "
            + $"average {risk.Average:0.####}");

    private object AsJson() => new
    {
        columns = Result.Request.Columns.Select(c => c.Column.Name),
        levels = Result.Levels,
        loss = Measure.StartsWith("loss", StringComparison.Ordinal)
            ? Result.Measure
            : 1 - Result.Granularity,
        measure = Measure,
        value = Result.Measure,
        bound = double.IsFinite(Result.MeasureMin) ? Result.MeasureMin : (double?)null,
        optimal = Result.IsOptimal,
        local = Result.IsLocal,
        granularity = Result.Granularity,
        suppressed = Result.Suppressed,
        classes = Result.Classes,
        searchMs = Math.Round(Result.SearchTime.TotalMilliseconds, 1),
        evaluated = Result.Evaluated,
        generalisations = Result.LatticeSize,
        peakMb = Process.GetCurrentProcess().PeakWorkingSet64 >> 20,
        columnLoss = Result.ColumnLoss,
        before = RiskAsJson(Before),
        after = RiskAsJson(After),
        intruder = Intruder is null ? null : new
        {
            rows = Intruder.Rows,
            unmatched = Intruder.Unmatched,
            claims = Intruder.Claims,
            trueMatches = Intruder.TrueMatches,
            falseMatches = Intruder.FalseMatches,
            rightGuesses = Intruder.RightGuesses,
            unusable = Intruder.Unusable,
        },
        grade = new
        {
            grade = Grade.Grade.ToString().ToUpperInvariant(),
            rule = Grade.Rule,
            requires = Grade.Requires,
        },
    };

    private void WriteText(TextWriter output)
    {
        foreach (var (column, i) in Result.Request.Columns.Select((c, i) => (c, i)))
        {
            var level = Result.IsLocal ? "levels by row" : $"level {Result.Levels[i]} of "
                + $"{column.Hierarchy.LevelCount - 1}";
            output.WriteLine($"{column.Column.Name}: {level}, loss {Result.ColumnLoss[i]:P1}");
        }

        output.WriteLine($"{Measure}: {Result.Measure:0.00000000}"
            + (Result.IsOptimal
                ? ", proved the lowest"
                : double.IsFinite(Result.MeasureMin)
                    ? $", proved not below {Result.MeasureMin:0.00000000}"
                    : ", not proved to be the lowest"));
        output.WriteLine(
            $"{Result.Suppressed:N0} rows left out, {Result.Classes:N0} classes of rows that "
            + "look alike");
        WriteRisk(output, "Before", Before);
        WriteRisk(output, "After", After);
        WriteIntruder(output);
        output.WriteLine(
            $"Risk of the release: {Grade.Grade.ToString().ToUpperInvariant()}, because "
            + $"{Grade.Rule}. Before it is shared there must be:");
        foreach (var need in Grade.Requires)
            output.WriteLine($"  - {need}");
    }

    private void WriteIntruder(TextWriter output)
    {
        if (Intruder is null)
            return;
        output.WriteLine($"An intruder with the population file would take {Intruder.Claims:N0} "
            + $"of {Intruder.Rows:N0} rows for one person"
            + (Intruder.TrueMatches is { } right
                ? $": {right:N0} rightly, {Intruder.FalseMatches:N0} wrongly; who guesses among "
                    + $"those who fit is right for {Intruder.RightGuesses:N1} rows"
                : ""));
    }
}
