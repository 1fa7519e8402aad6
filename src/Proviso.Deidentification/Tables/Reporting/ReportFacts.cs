using Proviso.Deidentification.Tables.Reading;
using Proviso.Deidentification.Tables.Release;
using Proviso.Deidentification.Tables.Risk;

namespace Proviso.Deidentification.Tables.Reporting;

/// <summary>All that a report on a release is made of.</summary>
public sealed record ReportFacts
{
    /// <summary>What the release is called.</summary>
    public required string Title { get; init; }

    /// <summary>When the report is made.</summary>
    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>The program and its version.</summary>
    public required string Program { get; init; }

    /// <summary>What was read, in words.</summary>
    public required string Source { get; init; }

    /// <summary>SHA-256 of what was read, in hexadecimal.</summary>
    public required string SourceSha256 { get; init; }

    /// <summary>SHA-256 of the release, in hexadecimal.</summary>
    public required string ReleaseSha256 { get; init; }

    /// <summary>The plan that repeats the run.</summary>
    public required string Plan { get; init; }

    /// <summary>The measure that was made small, as the plan calls it.</summary>
    public required string MeasureName { get; init; }

    /// <summary>What was found.</summary>
    public required AnonymisationResult Result { get; init; }

    /// <summary>The headings of the table, in order.</summary>
    public required IReadOnlyList<string> Headings { get; init; }

    /// <summary>What happens to each column.</summary>
    public required IReadOnlyDictionary<string, Treatment> Treatments { get; init; }

    /// <summary>The columns that are released as they are, read; to see whom they single
    /// out.</summary>
    public required Table AsTheyAre { get; init; }

    /// <summary>Risk before.</summary>
    public required RiskReport Before { get; init; }

    /// <summary>Risk after.</summary>
    public required RiskReport After { get; init; }

    /// <summary>The grade.</summary>
    public required ReleaseGrade Grade { get; init; }

    /// <summary>What else was near.</summary>
    public required IReadOnlyList<NearbyLevels> Nearby { get; init; }

    /// <summary>Share of the released rows that look like no other to someone who knows, besides
    /// what was made coarser, all columns that are released as they are.</summary>
    public double UniqueToInsiders()
    {
        var classOf = Result.ClassOfRow.ToArray();
        foreach (var column in AsTheyAre.Columns)
        {
            var codes = column.Codes;
            var next = new Dictionary<(int Class, int Code), int>();
            for (var r = 0; r < classOf.Length; r++)
            {
                if (!next.TryGetValue((classOf[r], codes[r]), out var refined))
                    next.Add((classOf[r], codes[r]), refined = next.Count);
                classOf[r] = refined;
            }
        }

        var sizes = new Dictionary<int, int>();
        var kept = 0L;
        for (var r = 0; r < classOf.Length; r++)
        {
            if (!Result.IsKept(r))
                continue;
            kept++;
            sizes[classOf[r]] = sizes.GetValueOrDefault(classOf[r]) + 1;
        }

        return kept == 0 ? 0 : (double)sizes.Values.Count(n => n == 1) / kept;
    }
}
