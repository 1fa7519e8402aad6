using System.Numerics;
using System.Text;

namespace Proviso.Deidentification.Text.Formats.Pdf;

/// <summary>A stretch of text as it was shown: from one place to another on a line.</summary>
/// <param name="start">Where its baseline starts, in points from the page's lower left corner.
/// </param>
/// <param name="size">Height of the font in points.</param>
/// <param name="angle">Direction in whole degrees, counter-clockwise from rightwards.</param>
internal sealed class PdfRun(Vector2 start, float size, int angle)
{
    /// <summary>Widest gap, in parts of the size, that parts no words.</summary>
    private const float LeastSpace = 0.17f;

    /// <summary>Widest gap inside a line of words; wider ones part columns.</summary>
    private const float MostSpace = 1.2f;

    private readonly StringBuilder text = new();

    public Vector2 Start { get; private set; } = start;

    public float Size { get; } = size;

    public int Angle { get; } = angle;

    /// <summary>How far it goes, in points.</summary>
    public float Width { get; private set; }

    /// <summary>Where it starts along its direction.</summary>
    public float Along { get; } = Vector2.Dot(start, DirectionOf(angle));

    /// <summary>How high its baseline lies, looking along its direction.</summary>
    public float Height { get; } = Vector2.Dot(start, Across(angle));

    public float End => Along + Width;

    public string Text => text.ToString();

    /// <summary>Puts this far right of the next in the line, as far as is free there.</summary>
    public float Room { get; set; }

    public void Append(string more, float width)
    {
        text.Append(more);
        Width += width;
    }

    /// <summary>Takes over the next run where it goes on from this one.</summary>
    /// <returns>False where it lies elsewhere.</returns>
    public bool TryContinue(PdfRun next)
    {
        var larger = Math.Max(Size, next.Size);
        var gap = next.Along - End;
        if (next.Angle != Angle || Math.Abs(next.Height - Height) > larger * 0.35f
            || gap < -0.3f * larger || gap > MostSpace * larger)
        {
            return false;
        }

        if (gap > LeastSpace * larger && text[^1] != ' ' && next.text[0] != ' ')
            text.Append(' ');
        text.Append(next.text);
        Width = Math.Max(Width, next.End - Along);
        return true;
    }

    /// <summary>True for the same words shown once more at nearly the same place, as is done for
    /// bold type, shadows and the unseen text over a scan.</summary>
    public bool Repeats(PdfRun other) =>
        Math.Abs(other.Along - Along) < Size * 0.5f
        && string.Equals(Text.Trim(), other.Text.Trim(), StringComparison.Ordinal);

    public static Vector2 DirectionOf(int angle)
    {
        var (sin, cos) = MathF.SinCos(angle * MathF.PI / 180);
        return new Vector2(cos, sin);
    }

    private static Vector2 Across(int angle)
    {
        var along = DirectionOf(angle);
        return new Vector2(-along.Y, along.X);
    }
}
