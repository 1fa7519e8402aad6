using System.Numerics;

namespace Proviso.Deidentification.Text.Formats.Pdf;

/// <summary>Where and how text is shown next.</summary>
/// <remarks>ISO 32000-2, 9.3 and 9.4.</remarks>
internal sealed class PdfTextState
{
    private Matrix3x2 text = Matrix3x2.Identity;
    private Matrix3x2 line = Matrix3x2.Identity;
    private double leading;
    private double rise;

    /// <summary>From the space of the content to that of the page.</summary>
    public Matrix3x2 Place { get; set; } = Matrix3x2.Identity;

    public PdfFont? Font { get; set; }

    public double Size { get; set; } = 1;

    public double CharacterSpace { get; private set; }

    public double WordSpace { get; private set; }

    public double Stretch { get; private set; } = 1;

    /// <summary>From the space of a glyph, of which 1 is the font's size, to the page.</summary>
    public Matrix3x2 Rendering =>
        new Matrix3x2((float)(Size * Stretch), 0, 0, (float)Size, 0, (float)rise) * text * Place;

    public PdfTextState Copy() => (PdfTextState)MemberwiseClone();

    public static Matrix3x2 MatrixOf(PdfArray? array)
    {
        var n = PdfValues.Items(array).Select(i => (float)PdfValues.Number(i)).ToArray();
        return n.Length == 6
            ? new Matrix3x2(n[0], n[1], n[2], n[3], n[4], n[5]) : Matrix3x2.Identity;
    }

    public void Move(double by) => text = Matrix3x2.CreateTranslation((float)by, 0) * text;

    /// <summary>What the operators that show text do before they show it.</summary>
    public void StartShowing(string word, List<PdfToken> operands)
    {
        if (word == "\"" && operands.Count >= 3)
        {
            WordSpace = operands[0].Number;
            CharacterSpace = operands[1].Number;
            operands.RemoveRange(0, 2);
        }

        if (word is "'" or "\"")
            NextLine(0, -leading);
    }

    /// <summary>Carries out an operator that changes the state.</summary>
    public void Carry(string word, List<PdfToken> operands)
    {
        double N(int back) =>
            operands.Count >= back ? operands[^back].Number : 0;
        Matrix3x2 M() => new(
            (float)N(6), (float)N(5), (float)N(4), (float)N(3), (float)N(2), (float)N(1));
        switch (word)
        {
            case "cm":
                Place = M() * Place;
                break;
            case "BT":
                text = line = Matrix3x2.Identity;
                break;
            case "Tm":
                text = line = M();
                break;
            case "Td":
                NextLine(N(2), N(1));
                break;
            case "TD":
                leading = -N(1);
                NextLine(N(2), N(1));
                break;
            case "T*":
                NextLine(0, -leading);
                break;
            case "TL":
                leading = N(1);
                break;
            case "Tc":
                CharacterSpace = N(1);
                break;
            case "Tw":
                WordSpace = N(1);
                break;
            case "Tz":
                Stretch = N(1) / 100;
                break;
            case "Ts":
                rise = N(1);
                break;
            default:
                break;
        }
    }

    private void NextLine(double x, double y) =>
        text = line = Matrix3x2.CreateTranslation((float)x, (float)y) * line;
}
