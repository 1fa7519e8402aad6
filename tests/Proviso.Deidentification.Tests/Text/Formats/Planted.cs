using System.Text;
using Proviso.Deidentification.Text;
using Proviso.Deidentification.Text.Formats;
using Proviso.Deidentification.Text.Treatments;

namespace Proviso.Deidentification.Tests.Text.Formats;

/// <summary>Fifty identifiers that cannot be overlooked, to be put where a format hides text.
/// </summary>
internal static class Planted
{
    public static readonly string[] All =
    [
        .. Enumerable.Range(0, 25).Select(i => $"hidden{i}.person@example.org"),
        .. Enumerable.Range(0, 25).Select(i => $"07700 9001{i:00}"),
    ];

    public static string Redact(string name, byte[] content)
    {
        Assert.True(DocumentOpener.TryOpen(name, content, out var document, out var why),
            why?.Message);
        return Treat(document!);
    }

    public static string Treat(OpenDocument document)
    {
        var found = DocumentRedaction.Find(
            document, new TextFinder(), new FindingContext(), TextFinder.UsualThreshold);
        var (result, _) = DocumentRedaction.Treat(
            document, found.Findings, new Treater(TreatmentPlan.Labels));
        LastBytes = result;
        return Encoding.UTF8.GetString(result);
    }

    [ThreadStatic]
    private static byte[]? last;

    public static byte[] LastBytes
    {
        get => last ?? [];
        private set => last = value;
    }

    public static void AssertGone(string result)
    {
        var left = All.Where(p => result.Contains(p, StringComparison.OrdinalIgnoreCase)
            || result.Contains(p.Replace(" ", "", StringComparison.Ordinal),
                StringComparison.OrdinalIgnoreCase)).ToArray();
        Assert.True(left.Length == 0, "left: " + string.Join(", ", left.Take(9)));
    }

    public static DocumentRefusal Refused(string name, byte[] content)
    {
        Assert.False(DocumentOpener.TryOpen(name, content, out _, out var why));
        return why!;
    }

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
