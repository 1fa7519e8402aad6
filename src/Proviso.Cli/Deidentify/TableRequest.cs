using Proviso.Deidentification.Tables;
using Proviso.Deidentification.Tables.Hierarchies;
using Proviso.Deidentification.Tables.Measures;
using Proviso.Deidentification.Tables.Privacy;
using Proviso.Deidentification.Tables.Reading;
using Proviso.Deidentification.Tables.Release;

namespace Proviso.Cli.Deidentify;

/// <summary>All that a person says about a run, from the command line or from a plan file: the
/// same words in both.</summary>
internal sealed class TableRequest
{
    private static readonly Dictionary<string, UtilityMeasure> Measures = new()
    {
        ["loss"] = UtilityMeasure.Loss,
        ["loss-arithmetic"] = UtilityMeasure.LossArithmetic,
        ["precision"] = UtilityMeasure.Precision,
        ["discernibility"] = UtilityMeasure.Discernibility,
        ["class-size"] = UtilityMeasure.AverageClassSize,
        ["entropy"] = UtilityMeasure.Entropy,
    };

    public string Data { get; set; } = "";

    public string? Database { get; set; }

    public string? Query { get; set; }

    public string? Counts { get; set; }

    public string? Delimiter { get; set; }

    public string? Hierarchies { get; set; }

    public int? K { get; set; }

    public double Suppression { get; set; }

    public string Measure { get; set; } = "loss";

    public string? Sensitive { get; set; }

    public int? Distinct { get; set; }

    public double? Entropy { get; set; }

    public string? Recursive { get; set; }

    public double? Closeness { get; set; }

    public string Distance { get; set; } = "equal";

    public double? AverageRisk { get; set; }

    public int? KMap { get; set; }

    public string? Population { get; set; }

    public List<string> Remove { get; set; } = [];

    public List<string> Keep { get; set; } = [];

    public List<int>? Levels { get; set; }

    /// <summary>The delimiter, found in the file if none is given.</summary>
    public char DelimiterOrDetected() => Delimiter switch
    {
        null when Database is not null => ',',
        null => CsvTable.DetectDelimiter(Data),
        "tab" => '\t',
        { Length: 1 } one => one[0],
        _ => throw new TableProblemException("delimiter-unusable",
            "The delimiter must be one character, or the word tab."),
    };

    /// <summary>What is asked for, checked.</summary>
    public Anonymisation Build()
    {
        if (!Measures.TryGetValue(Measure, out var measure))
        {
            throw new TableProblemException("measure-unknown",
                $"There is no measure '{Measure}'. Choose one of: "
                + string.Join(", ", Measures.Keys) + ".");
        }

        if (Sensitive is null && (Distinct ?? Entropy ?? Closeness) is not null
            || (Sensitive is null && Recursive is not null))
        {
            throw new TableProblemException("sensitive-missing",
                "A diversity or closeness model needs --sensitive COLUMN.");
        }

        if (Sensitive is not null && (Distinct ?? Entropy ?? Closeness) is null
            && Recursive is null)
        {
            throw new TableProblemException("sensitive-without-model",
                $"'{Sensitive}' is sensitive and no model looks at it: everyone in a class may "
                + "share one value. Add --distinct, --entropy, --recursive or --closeness, or "
                + "say --keep to release it without protection.");
        }

        var table = CsvTable.Read(Data, Wanted(), DelimiterOrDetected());
        if (Counts is not null)
            table = CountedTable.Expand(table, Counts);
        var request = Anonymisation.Of(table).SuppressAtMost(Suppression).Minimise(measure);
        if (Population is not null)
            request = request.Within(CsvTable.Read(Population));
        foreach (var h in HierarchyFile.ReadFolder(Folder, Generalised(table.Columns)))
            request = request.Generalise(h.Name, h);
        return Models().Aggregate(request, (r, model) => r.Require(model));
    }

    /// <summary>What happens to each column that something is said about.</summary>
    public IReadOnlyDictionary<string, Treatment> Treatments(Anonymisation request) =>
        Treatments(request.Columns.Select(c => c.Column.Name));

    /// <summary>What happens to each column that something is said about.</summary>
    /// <param name="generalised">The columns that become coarser.</param>
    public IReadOnlyDictionary<string, Treatment> Treatments(IEnumerable<string> generalised)
    {
        var treatments = new Dictionary<string, Treatment>();
        foreach (var name in generalised)
            treatments[name] = Treatment.Generalise;
        if (Sensitive is not null)
            treatments[Sensitive] = Treatment.Sensitive;
        foreach (var name in Keep)
            treatments[name] = Treatment.Keep;
        foreach (var name in Remove)
            treatments[name] = Treatment.Remove;
        return treatments;
    }

    private string Folder => Hierarchies ?? throw new TableProblemException(
        "hierarchies-missing",
        "Give --hierarchies with the folder that holds hierarchy_COLUMN.csv files.");

    /// <summary>Only columns that are generalised or looked at are held in memory.</summary>
    private List<string> Wanted()
    {
        var headings = CsvTable.Headings(Data, DelimiterOrDetected());
        foreach (var name in Keep.Concat(Remove))
        {
            // A table of counts need not have the columns that the search does not look at.
            if (Counts is null && !headings.Contains(name))
            {
                throw new TableProblemException("column-unknown",
                    $"There is no column '{name}'. The columns are: "
                    + string.Join(", ", headings) + ".");
            }
        }

        var wanted = headings.Where(name => !Keep.Contains(name) && !Remove.Contains(name)
            && File.Exists(Path.Combine(Folder, $"hierarchy_{name}.csv"))).ToList();
        if (Sensitive is not null && !wanted.Contains(Sensitive))
            wanted.Add(Sensitive);
        if (Counts is not null)
            wanted.Add(Counts);
        return wanted;
    }

    private IEnumerable<string> Generalised(IEnumerable<Column> columns) =>
        columns.Select(c => c.Name).Where(name => name != Sensitive);

    /// <summary>The columns that become coarser, in the order of the levels; of the data only
    /// the headings are read.</summary>
    public IEnumerable<string> ColumnsMadeCoarser() =>
        Wanted().Where(name => name != Sensitive && name != Counts);

    /// <summary>c and l of recursive diversity; null if it is not asked for.</summary>
    public (double C, int L)? RecursiveFigures()
    {
        if (Recursive is null)
            return null;
        var parts = Recursive.Split(',');
        return parts.Length == 2 && double.TryParse(parts[0], out var c)
            && int.TryParse(parts[1], out var rarest)
            ? (c, rarest)
            : throw new TableProblemException("model-invalid",
                "--recursive needs two figures, c and l, as in 4,3.");
    }

    private IEnumerable<PrivacyModel> Models()
    {
        if (K is { } k)
            yield return PrivacyModel.KAnonymity(k);
        if (Distinct is { } l)
            yield return PrivacyModel.DistinctDiversity(Sensitive!, l);
        if (Entropy is { } e)
            yield return PrivacyModel.EntropyDiversity(Sensitive!, e);
        if (RecursiveFigures() is { } r)
            yield return PrivacyModel.RecursiveDiversity(Sensitive!, r.C, r.L);

        if (Closeness is { } t)
            yield return PrivacyModel.Closeness(Sensitive!, t, DistanceOf(), SensitiveTree());
        if (AverageRisk is { } risk)
            yield return PrivacyModel.AverageRisk(risk);
        if (KMap is { } map)
            yield return PrivacyModel.KMap(map);
    }

    private ValueDistance DistanceOf() =>
        Enum.TryParse<ValueDistance>(Distance, ignoreCase: true, out var distance)
            ? distance
            : throw new TableProblemException("model-invalid",
                "--distance is one of: equal, ordered, hierarchical.");

    private Hierarchy? SensitiveTree() =>
        HierarchyFile.ReadFolder(Folder, [Sensitive!]).SingleOrDefault();
}
