using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Proviso.Cli.Redact;

/// <summary>
/// What a folder of results remembers of the run that made them, so that a later run goes on with
/// the same settings or says that it cannot. It holds a hash and no data.
/// </summary>
internal static class RunRecord
{
    private const string Name = "redact-run.json";

    /// <summary>The form of the record.</summary>
    private sealed record Form(int Version, string Settings);

    /// <summary>A hash of everything that changes what is written.</summary>
    public static string HashOf(
        string? knownFile, string? planFile, double threshold, IEnumerable<string> fields)
    {
        var all = new StringBuilder();
        foreach (var file in (string?[])[knownFile, planFile])
        {
            all.Append(file is null ? "-"
                : Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)))).Append('\n');
        }

        all.Append(threshold.ToString("R", CultureInfo.InvariantCulture)).Append('\n')
            .AppendJoin('\n', fields);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all.ToString())));
    }

    /// <summary>Begins a run, or checks that one may be gone on with.</summary>
    /// <exception cref="InvalidDataException">The earlier run had other settings.</exception>
    public static void Begin(string folder, string settings, bool resume)
    {
        var path = Path.Combine(folder, Name);
        if (resume && File.Exists(path))
        {
            var form = Read(path);
            if (form?.Settings != settings)
            {
                throw new InvalidDataException(
                    "The run that is in this folder had other settings (--known, --treat, "
                    + "--threshold or --field). Use those, or start anew without --resume.");
            }

            return;
        }

        Guarded.WriteText(path, JsonSerializer.Serialize(new Form(1, settings)));
    }

    private static Form? Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<Form>(File.ReadAllText(path));
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
