using System.Numerics;

namespace Proviso.Deidentification.Text.Formats.Pdf;

/// <summary>
/// Reads the text of a page: what its content shows, in forms and in the appearances of its
/// annotations too, visible or not.
/// </summary>
/// <remarks>ISO 32000-2, 8.4, 8.10 and 9.2 to 9.4.</remarks>
internal sealed class PdfPageText(int number)
{
    private const int MostDepth = 16;
    private const int MostOperators = 20_000_000;
    private readonly List<PdfRun> runs = [];
    private readonly Dictionary<PdfDictionary, PdfFont> fonts = [];
    private int operators;

    /// <summary>The runs in the order in which they are shown.</summary>
    public IReadOnlyList<PdfRun> Runs => runs;

    /// <summary>True where the page also shows pictures or drawings.</summary>
    public bool HasPictures { get; private set; }

    /// <summary>Reads a content stream.</summary>
    public void Read(byte[] content, PdfDictionary? resources, Matrix3x2 place) =>
        Read(content, resources, new PdfTextState { Place = place }, 0);

    private void Read(byte[] content, PdfDictionary? resources, PdfTextState state, int depth)
    {
        if (depth > MostDepth)
            throw TooMuch();
        var tokens = new PdfTokens(content);
        var operands = new List<PdfToken>();
        var saved = new Stack<PdfTextState>();
        for (var token = tokens.Next(); token.Kind != PdfTokenKind.End; token = tokens.Next())
        {
            if (token.Kind != PdfTokenKind.Operator)
            {
                if (operands.Count >= 1_000_000)
                    throw TooMuch();
                operands.Add(token);
                continue;
            }

            if (++operators > MostOperators)
                throw TooMuch();
            switch (token.Word)
            {
                case "q" when saved.Count < 1000:
                    saved.Push(state.Copy());
                    break;
                case "Q" when saved.Count > 0:
                    state = saved.Pop();
                    break;
                case "BI":
                    HasPictures = true;
                    break;
                case "ID":
                    tokens.SkipPicture();
                    break;
                case "Do":
                    Show(operands, resources, state, depth);
                    break;
                case "f" or "F" or "f*" or "B" or "B*" or "b" or "b*" or "S" or "s" or "sh":
                    HasPictures = true;
                    break;
                case "Tj" or "'" or "\"" or "TJ":
                    state.StartShowing(token.Word, operands);
                    foreach (var operand in operands)
                        ShowText(operand, state);
                    break;
                default:
                    if (token.Word is "Tf" or "gs")
                        SetFont(token.Word, operands, resources, state);
                    state.Carry(token.Word, operands);
                    break;
            }

            operands.Clear();
        }
    }

    private void SetFont(
        string word, List<PdfToken> operands, PdfDictionary? resources, PdfTextState state)
    {
        if (operands.Count == 0)
            return;
        if (word == "Tf")
        {
            var name = operands.Find(o => o.Kind == PdfTokenKind.Name).Word ?? "";
            state.Font = FontOf(resources?.Dictionary("/Font")?.Dictionary(name));
            state.Size = operands[^1].Number;
        }
        else if (resources?.Dictionary("/ExtGState")?.Dictionary(operands[^1].Word)?
            .Array("/Font") is { } set)
        {
            state.Font = FontOf(PdfValues.Items(set).FirstOrDefault() as PdfDictionary);
            state.Size = PdfValues.Number(PdfValues.Items(set).ElementAtOrDefault(1), 1);
        }
    }

    private PdfFont? FontOf(PdfDictionary? font)
    {
        if (font is null)
            return null;
        if (!fonts.TryGetValue(font, out var known))
            fonts[font] = known = new PdfFont(font);
        return known;
    }

    private void Show(
        List<PdfToken> operands, PdfDictionary? resources, PdfTextState state, int depth)
    {
        var name = operands.Count > 0 ? operands[^1].Word : "";
        var shown = resources?.Dictionary("/XObject")?.Dictionary(name);
        if (shown is null)
            return;
        if (shown.Name("/Subtype") != "/Form")
        {
            HasPictures = true;
            return;
        }

        var inner = state.Copy();
        inner.Place = PdfTextState.MatrixOf(shown.Array("/Matrix")) * state.Place;
        Read(shown.Unpack(), shown.Dictionary("/Resources") ?? resources, inner,
            depth + 1);
    }

    private void ShowText(in PdfToken operand, PdfTextState state)
    {
        if (operand.Kind == PdfTokenKind.Number)
        {
            state.Move(-operand.Number / 1000 * state.Size * state.Stretch);
            return;
        }

        if (operand.Kind != PdfTokenKind.Text || operand.Text.Length == 0)
            return;
        if (state.Font is null)
            throw Unmapped();
        foreach (var glyph in state.Font.Read(operand.Text))
        {
            if (glyph.Text is null)
                throw Unmapped();
            Add(glyph, state);
            state.Move(((glyph.Width * state.Size) + state.CharacterSpace
                + (glyph.IsSpace ? state.WordSpace : 0)) * state.Stretch);
        }
    }

    private void Add(in PdfGlyph glyph, PdfTextState state)
    {
        var matrix = state.Rendering;
        var start = matrix.Translation;
        var along = new Vector2(matrix.M11, matrix.M12);
        var size = new Vector2(matrix.M21, matrix.M22).Length();
        if (glyph.Text!.Length == 0 || !float.IsFinite(start.X + start.Y + size + along.Length()))
            return;
        var angle = (int)MathF.Round(MathF.Atan2(along.Y, along.X) * 180 / MathF.PI);
        // The space that is added after each character is no gap between words.
        var width = along.Length() * (float)(glyph.Width
            + (state.Size == 0 ? 0 : state.CharacterSpace / Math.Abs(state.Size)));
        var run = new PdfRun(start, Math.Max(size, 0.1f), (angle + 360) % 360);
        run.Append(glyph.Text, width);
        if (runs.Count == 0 || !runs[^1].TryContinue(run))
            runs.Add(run);
        if (runs.Count > 1_000_000)
            throw TooMuch();
    }

    private RefusedException Unmapped() => new(
        "font-unreadable",
        $"Page {number} has text in a font that does not tell which letters its signs are. Print "
        + "the document to a new PDF from the program that it was written in.");

    private static RefusedException TooMuch() => new(
        "unpacks-too-large", "Its pages hold more than any real document does.");
}
