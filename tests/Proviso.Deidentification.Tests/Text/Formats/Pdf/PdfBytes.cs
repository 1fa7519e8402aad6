using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Proviso.Deidentification.Tests.Text.Formats.Pdf;

/// <summary>Writes PDF files object by object, so that a test can put text in any place.</summary>
internal sealed class PdfBytes
{
    private readonly List<byte[]> objects = [];

    /// <summary>Adds an object; its number is the place in the order of adding, from 1.</summary>
    public int Add(string text)
    {
        objects.Add(Encoding.Latin1.GetBytes(text));
        return objects.Count;
    }

    /// <summary>Adds a stream.</summary>
    public int AddStream(string dictionary, string content, bool packed = false)
    {
        var bytes = Encoding.Latin1.GetBytes(content);
        var filter = "";
        if (packed)
        {
            using var into = new MemoryStream();
            using (var zip = new ZLibStream(into, CompressionLevel.Optimal))
                zip.Write(bytes);
            bytes = into.ToArray();
            filter = "/Filter/FlateDecode";
        }

        var head = $"<<{dictionary}{filter}/Length {bytes.Length}>>\nstream\n";
        objects.Add([.. Encoding.Latin1.GetBytes(head), .. bytes, .. "\nendstream"u8]);
        return objects.Count;
    }

    /// <summary>The file; the catalogue is the object of this number.</summary>
    public byte[] Build(int catalogue, string trailer = "")
    {
        using var file = new MemoryStream();
        file.Write("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n"u8);
        var offsets = new List<long>();
        for (var i = 0; i < objects.Count; i++)
        {
            offsets.Add(file.Length);
            file.Write(Encoding.Latin1.GetBytes($"{i + 1} 0 obj\n"));
            file.Write(objects[i]);
            file.Write("\nendobj\n"u8);
        }

        var table = file.Length;
        file.Write(Encoding.Latin1.GetBytes($"xref\n0 {objects.Count + 1}\n"));
        file.Write(Encoding.Latin1.GetBytes($"{0:D10} 65535 f \n"));
        foreach (var offset in offsets)
        {
            file.Write(Encoding.Latin1.GetBytes(string.Create(
                CultureInfo.InvariantCulture, $"{offset:D10} 00000 n \n")));
        }

        file.Write(Encoding.Latin1.GetBytes(
            $"trailer\n<</Size {objects.Count + 1}/Root {catalogue} 0 R{trailer}>>\n"
            + $"startxref\n{table}\n%%EOF\n"));
        return file.ToArray();
    }

    /// <summary>A file of one page with this content.</summary>
    public static byte[] OfPage(
        string content, string resources = "", string page = "", bool packed = false)
    {
        var pdf = new PdfBytes();
        var stream = pdf.AddStream("", content, packed);
        var pages = pdf.Add("<</Type/Pages/Count 1/Kids[3 0 R]>>");
        pdf.Add($"<</Type/Page/Parent {pages} 0 R/MediaBox[0 0 595 842]/Contents {stream} 0 R"
            + "/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica"
            + $"/Encoding/WinAnsiEncoding>>>>{resources}>>{page}>>");
        return pdf.Build(pdf.Add($"<</Type/Catalog/Pages {pages} 0 R>>"));
    }
}
