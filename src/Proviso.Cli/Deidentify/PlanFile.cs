using Proviso.Deidentification.Tables;
using Proviso.Deidentification.Tables.Release;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Proviso.Cli.Deidentify;

/// <summary>Plans as YAML: what was asked for and the levels that were found, so that a run can
/// be repeated exactly.</summary>
internal static class PlanFile
{
    public static TableRequest Read(string path)
    {
        if (!File.Exists(path))
            throw new TableProblemException("file-missing", $"There is no plan '{path}'.");
        try
        {
            var plan = new DeserializerBuilder()
                .WithNamingConvention(HyphenatedNamingConvention.Instance).Build()
                .Deserialize<TableRequest?>(File.ReadAllText(path));
            return plan?.Levels is null
                ? throw new TableProblemException("plan-invalid",
                    $"The plan '{path}' has no levels. Write one with: proviso deidentify plan.")
                : plan;
        }
        catch (YamlException e)
        {
            throw new TableProblemException("plan-invalid",
                $"The plan '{path}' cannot be read: {e.Message}", e.Start.Line);
        }
    }

    public static void Write(TableRequest plan, string path, bool overwrite) =>
        ReleaseFile.Write(path, overwrite, stream =>
        {
            using var writer = new StreamWriter(stream);
            writer.Write(Text(plan));
        });

    public static string Text(TableRequest plan) => new SerializerBuilder()
        .WithNamingConvention(HyphenatedNamingConvention.Instance)
        .ConfigureDefaultValuesHandling(DefaultValuesHandling.OmitNull).Build()
        .Serialize(plan);
}
