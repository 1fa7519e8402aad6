using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Proviso.Deidentification.Tables.Reporting;

/// <summary>The numbered objects of a PDF, and the file that they make.</summary>
internal sealed class PdfObjects
{
    private readonly List<byte[]> objects = [];

    /// <summary>A text as PDF writes it, with any letter.</summary>
    public static string Text(string text) =>
        $"<FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text))}>";

    /// <summary>A number for an object that is written later.</summary>
    public int Reserve()
    {
        objects.Add([]);
        return objects.Count;
    }

    public void Set(int number, string content) =>
        objects[number - 1] = Encoding.ASCII.GetBytes(content);

    public int Add(string content)
    {
        objects.Add(Encoding.ASCII.GetBytes(content));
        return objects.Count;
    }

    public int AddStream(string entries, byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            zip.Write(bytes);
        objects.Add(
        [
            .. Encoding.ASCII.GetBytes(
                $"<<{entries}/Length {packed.Length}/Filter/FlateDecode>>\nstream\n"),
            .. packed.ToArray(), .. "\nendstream"u8,
        ]);
        return objects.Count;
    }

    /// <summary>The file.</summary>
    /// <param name="root">The number of the catalogue.</param>
    /// <param name="info">The number of the information dictionary.</param>
    public byte[] ToFile(int root, int info)
    {
        using var file = new MemoryStream();
        file.Write("%PDF-1.7\n%\u00A5\u00B1\n"u8);
        var table = new StringBuilder($"xref\n0 {objects.Count + 1}\n0000000000 65535 f \n");
        for (var i = 0; i < objects.Count; i++)
        {
            table.Append(CultureInfo.InvariantCulture, $"{file.Length:D10} 00000 n \n");
            file.Write(Encoding.ASCII.GetBytes($"{i + 1} 0 obj\n"));
            file.Write(objects[i]);
            file.Write("\nendobj\n"u8);
        }

        var start = file.Length;
        var id = Convert.ToHexString(SHA256.HashData(file.ToArray()).AsSpan(0, 16));
        table.Append(CultureInfo.InvariantCulture,
            $"trailer\n<</Size {objects.Count + 1}/Root {root} 0 R/Info {info} 0 R"
            + $"/ID[<{id}><{id}>]>>\nstartxref\n{start}\n%%EOF\n");
        file.Write(Encoding.ASCII.GetBytes(table.ToString()));
        return file.ToArray();
    }
}
