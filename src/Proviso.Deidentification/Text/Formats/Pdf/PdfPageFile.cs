using System.Numerics;

namespace Proviso.Deidentification.Text.Formats.Pdf;

/// <summary>
/// One page of a PDF: what it shows, and beside it the texts of comments and of form fields.
/// </summary>
internal sealed class PdfPageFile
{
    private static readonly HashSet<string> Media = new(StringComparer.Ordinal)
    {
        "/FileAttachment", "/Sound", "/Movie", "/Screen", "/RichMedia", "/3D",
    };

    private readonly PdfPageText text;

    public PdfPageFile(PdfDictionary page, int number)
    {
        Number = number;
        text = new PdfPageText(number);
        var (box, turn) = PlaceOf(page);
        (Width, Height) = turn is 90 or 270
            ? (box.Height, box.Width) : (box.Width, box.Height);
        var place = Matrix3x2.CreateTranslation((float)-box.X, (float)-box.Y) * Turned(box, turn);
        var resources = Inherited(page, "/Resources") as PdfDictionary;
        text.Read(ContentOf(page.Get("/Contents")), resources, place);
        ReadAnnotations(page, place);
        if (text.Runs.Count == 0 && Notes.Count == 0 && text.HasPictures)
        {
            throw new RefusedException(
                "no-text",
                $"Page {number} is a picture, such as a scan, and has no text. Read it with a "
                + "program for text recognition first.");
        }

        Layout = new PdfLayout(text.Runs, (float)Width);
    }

    public int Number { get; }

    public double Width { get; }

    public double Height { get; }

    public PdfLayout Layout { get; }

    /// <summary>Texts of comments and of fields that the page does not show.</summary>
    public List<string> Notes { get; } = [];

    private static (Box Box, int Turn) PlaceOf(PdfDictionary page)
    {
        var box = BoxOf(Inherited(page, "/CropBox")) ?? BoxOf(Inherited(page, "/MediaBox"))
            ?? new Box(0, 0, 595, 842);
        var turn = (((int)PdfValues.Number(Inherited(page, "/Rotate")) % 360) + 360) % 360;
        return (box, turn);
    }

    /// <summary>What a page does not say itself, the nodes above it say.</summary>
    private static object? Inherited(PdfDictionary page, string key)
    {
        var at = page;
        for (var step = 0; at is not null && step < 50; step++)
        {
            if (at.Get(key) is { } value)
                return value;
            at = at.Dictionary("/Parent");
        }

        return null;
    }

    /// <summary>A rectangle in points.</summary>
    private sealed record Box(double X, double Y, double Width, double Height);

    private static Box? BoxOf(object? item)
    {
        double[] n = item switch
        {
            PdfArray array => [.. PdfValues.Items(array).Select(i => PdfValues.Number(i))],
            _ => [],
        };
        if (n.Length != 4)
            return null;
        var (width, height) = (Math.Abs(n[2] - n[0]), Math.Abs(n[3] - n[1]));
        return width is >= 3 and <= 14_400 && height is >= 3 and <= 14_400
            ? new Box(Math.Min(n[0], n[2]), Math.Min(n[1], n[3]), width, height) : null;
    }

    private static Matrix3x2 Turned(Box box, int turn) => turn switch
    {
        90 => new Matrix3x2(0, -1, 1, 0, 0, (float)box.Width),
        180 => new Matrix3x2(-1, 0, 0, -1, (float)box.Width, (float)box.Height),
        270 => new Matrix3x2(0, 1, -1, 0, (float)box.Height, 0),
        _ => Matrix3x2.Identity,
    };

    /// <summary>Content in several streams is one; a word may not go across the cut.</summary>
    private static byte[] ContentOf(object? contents)
    {
        using var all = new MemoryStream();
        IEnumerable<object?> streams =
            contents is PdfArray array ? PdfValues.Items(array) : [contents];
        foreach (var item in streams)
        {
            if (item is not PdfDictionary { Packed: not null } stream)
                continue;
            all.Write(stream.Unpack());
            all.WriteByte((byte)'\n');
            if (all.Length > PdfFilters.MostUnpacked)
            {
                throw new RefusedException(
                    "unpacks-too-large", "A page holds more than any real page does.");
            }
        }

        return all.ToArray();
    }

    private void ReadAnnotations(PdfDictionary page, Matrix3x2 place)
    {
        foreach (var item in PdfValues.Items(page.Array("/Annots")))
        {
            if (item is not PdfDictionary annotation)
                continue;
            if (Media.Contains(annotation.Name("/Subtype")))
            {
                throw new RefusedException(
                    "cannot-read-inside",
                    $"Page {Number} holds an attached file, a sound or a film. Take it out and "
                    + "treat it on its own.");
            }

            var before = text.Runs.Count;
            ReadAppearance(page, annotation, place);
            var shown = string.Concat(text.Runs.Skip(before).Select(r => r.Text));
            foreach (var key in (string[])["/Contents", "/V"])
            {
                var words = ValueOf(annotation, key).ReplaceLineEndings("\n").Trim();
                if (words.Length > 0 && !Plain(shown).Contains(
                    Plain(words), StringComparison.Ordinal))
                {
                    Notes.Add(words);
                }
            }
        }
    }

    private static string Plain(string words) =>
        string.Concat(words.Where(char.IsLetterOrDigit));

    /// <summary>A field's value may stand with the field that a widget is a part of.</summary>
    private static string ValueOf(PdfDictionary annotation, string key)
    {
        var at = annotation;
        for (var step = 0; at is not null && step < 20; step++)
        {
            if (at.Get(key) is { } value)
            {
                return value is PdfArray many
                    ? string.Join('\n', PdfValues.Items(many).Select(PdfValues.TextOf))
                    : PdfValues.TextOf(value);
            }

            at = key == "/V" ? at.Dictionary("/Parent") : null;
        }

        return "";
    }

    /// <summary>Puts the appearance into the rectangle of the annotation (ISO 32000-2, 12.5.5).
    /// </summary>
    private void ReadAppearance(
        PdfDictionary page, PdfDictionary annotation, Matrix3x2 place)
    {
        var normal = annotation.Dictionary("/AP")?.Dictionary("/N");
        if (normal is { Packed: null })
            normal = normal.Dictionary(annotation.Name("/AS"));
        if (normal?.Packed is null)
            return;
        var rectangle = BoxOf(annotation.Get("/Rect"));
        var matrix = PdfTextState.MatrixOf(normal.Array("/Matrix"));
        var box = BoxOf(normal.Get("/BBox"));
        if (rectangle is not null && box is not null)
        {
            var corner = Vector2.Transform(new Vector2((float)box.X, (float)box.Y), matrix);
            matrix *= Matrix3x2.CreateTranslation(
                (float)rectangle.X - corner.X, (float)rectangle.Y - corner.Y);
        }

        text.Read(normal.Unpack(),
            normal.Dictionary("/Resources") ?? Inherited(page, "/Resources") as PdfDictionary,
            matrix * place);
    }
}
