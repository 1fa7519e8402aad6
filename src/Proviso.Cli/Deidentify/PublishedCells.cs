using Proviso.Deidentification.Tables.Counts;

namespace Proviso.Cli.Deidentify;

/// <summary>A published table on its way out: as JSON cell by cell, or as text with the last
/// column going across and one block for each combination of all but the last two.</summary>
internal sealed record PublishedCells(
    IReadOnlyList<Dimension> Dimensions,
    Func<int[], string> Show,
    string Rule,
    string Description,
    int Hidden)
{
    private const string Total = "total";

    public void WriteJson(TextWriter output) => JsonOutput.Write(output, json =>
    {
        JsonOutput.Strings(json, "by", Dimensions.Select(d => d.Name));
        json.WriteString("rule", Rule);
        json.WriteNumber("hidden", Hidden);
        json.WriteStartArray("cells");
        foreach (var at in Places(Dimensions.Count))
        {
            json.WriteStartObject();
            json.WriteStartArray("at");
            for (var d = 0; d < at.Length; d++)
                json.WriteStringValue(Label(d, at[d], null));
            json.WriteEndArray();
            json.WriteString("shown", Show(at));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    public void WriteText(TextWriter output)
    {
        var blocks = Math.Max(0, Dimensions.Count - 2);
        foreach (var block in Places(blocks))
        {
            if (blocks > 0)
            {
                output.WriteLine(string.Join(", ", block.Select((place, d) =>
                    $"{Dimensions[d].Name}: {Label(d, place, Total)}")));
            }

            WriteBlock(output, block);
        }

        output.WriteLine($"{Description}; {Hidden} hidden");
    }

    private void WriteBlock(TextWriter output, int[] block)
    {
        var last = Dimensions.Count - 1;
        if (last == 0)
        {
            foreach (var at in Places(1))
                output.WriteLine($"{Label(0, at[0], Total)}\t{Show(at)}");
            return;
        }

        var across = Enumerable.Range(0, Dimensions[last].Labels.Count + 1).ToArray();
        output.WriteLine(string.Join('\t', [Dimensions[last - 1].Name,
            .. across.Select(place => Label(last, place, Total)!)]));
        for (var down = 0; down <= Dimensions[last - 1].Labels.Count; down++)
        {
            output.WriteLine(string.Join('\t', [Label(last - 1, down, Total)!,
                .. across.Select(place => Show([.. block, down, place]))]));
        }
    }

    private string? Label(int dimension, int place, string? total) =>
        place < Dimensions[dimension].Labels.Count ? Dimensions[dimension].Labels[place] : total;

    /// <summary>Every place in the first dimensions, totals last.</summary>
    private IEnumerable<int[]> Places(int dimensions) =>
        Enumerable.Range(0, dimensions).Aggregate(
            (IEnumerable<int[]>)[[]],
            (all, d) => all.SelectMany(at => Enumerable
                .Range(0, Dimensions[d].Labels.Count + 1).Select(place => (int[])[.. at, place])));
}
