using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Proviso.DesignSystem;

/// <summary>
/// The organisation's colour: one on which white letters can be read (WCAG 2.2, 1.4.3: contrast of
/// 4.5 to 1 or more). Another cannot be made.
/// </summary>
public sealed record BrandColour
{
    /// <summary>The least contrast with white.</summary>
    public const double ContrastMin = 4.5;

    private BrandColour(string hex) => Hex = hex;

    /// <summary>The colour of nhsuk-frontend.</summary>
    public static BrandColour NhsBlue { get; } = new("#005eb8");

    /// <summary># and six hexadecimal digits, in small letters.</summary>
    public string Hex { get; }

    /// <summary>Reads a colour written as #005eb8.</summary>
    /// <param name="text">What was written.</param>
    /// <param name="colour">The colour, if it can be used.</param>
    /// <param name="problem">What is wrong and what would be right, if it cannot.</param>
    public static bool TryParse(
        string? text,
        [NotNullWhen(true)] out BrandColour? colour,
        [NotNullWhen(false)] out string? problem)
    {
        colour = null;
        if (text is not ['#', _, _, _, _, _, _] || !text.Skip(1).All(char.IsAsciiHexDigit))
        {
            problem = $"'{text}' is not a colour. Write # and six hexadecimal digits, "
                + "such as #005eb8.";
            return false;
        }

        var contrast = ContrastWithWhite(text);
        if (contrast < ContrastMin)
        {
            problem = string.Create(
                CultureInfo.InvariantCulture,
                $"White letters cannot be read on {text}: their contrast is {contrast:0.0} to 1 "
                + $"and must be {ContrastMin} to 1 or more. Choose a darker colour.");
            return false;
        }

        colour = new BrandColour(text.ToLowerInvariant());
        problem = null;
        return true;
    }

    // WCAG 2.2, definitions of "contrast ratio" and "relative luminance".
    private static double ContrastWithWhite(string hex)
    {
        var light = (0.2126 * Linear(hex, 1)) + (0.7152 * Linear(hex, 3))
            + (0.0722 * Linear(hex, 5));
        return 1.05 / (light + 0.05);
    }

    private static double Linear(string hex, int at)
    {
        var digits = hex.AsSpan(at, 2);
        var part = int.Parse(
            digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) / 255.0;
        return part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4);
    }
}
