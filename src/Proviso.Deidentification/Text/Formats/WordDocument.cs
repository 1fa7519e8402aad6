using System.IO.Compression;
using System.Xml;
using System.Xml.Linq;

namespace Proviso.Deidentification.Text.Formats;

/// <summary>
/// Word documents (DOCX): body, headers, footers, footnotes, endnotes and comments are read,
/// also what was deleted or moved with tracked changes is taken out. The file is made anew from
/// a short list of parts, elements and attributes, so nothing hidden can come through: no
/// properties, authors, pictures, embedded files, field codes, links, macros or custom XML.
/// </summary>
internal sealed class WordDocument : OpenDocument
{
    private const long MostUnpacked = 256L << 20;
    private const int MostEntries = 2000;
    private readonly SortedDictionary<string, WordPart> kept = new(StringComparer.Ordinal);
    private readonly List<DocumentPart> parts = [];
    private readonly string main;

    public WordDocument(byte[] content)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(content), ZipArchiveMode.Read);
            CheckSize(zip);
            main = WordPackage.MainPart(zip);
            foreach (var (name, kind) in WordPackage.TextParts(zip, main))
                kept[name] = new WordPart(ReadXml(zip, name), kind);
            foreach (var (_, target, id) in WordPackage.RelationsOf(zip, main))
                kept[main].OldRelations[id] = target;
        }
        catch (Exception e) when (e is InvalidDataException or XmlException or IOException
            or NotSupportedException)
        {
            throw new RefusedException(
                "damaged", "It is not a whole Word document. Open it in Word and save it again.");
        }

        foreach (var part in kept.Values)
            parts.AddRange(part.Texts.Select(t => new DocumentPart(t)));
    }

    public override IReadOnlyList<DocumentPart> Parts => parts;

    public override byte[] Save(IReadOnlyList<TreatedPart> treated)
    {
        var next = 0;
        foreach (var part in kept.Values)
        {
            part.Apply([.. treated.Skip(next).Take(part.Texts.Count)]);
            next += part.Texts.Count;
        }

        return WordPackage.Write(main, kept);
    }

    internal static XDocument ReadXml(ZipArchive zip, string name)
    {
        var entry = zip.GetEntry(name)
            ?? throw new RefusedException("damaged", "A part that it names is not in it.");
        using var stream = new LimitedStream(entry.Open(), MostUnpacked);
        using var reader = XmlReader.Create(stream, new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = MostUnpacked,
        });
        DepthGuard.Check(reader, 600);
        using var again = new LimitedStream(entry.Open(), MostUnpacked);
        using var second = XmlReader.Create(again, new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
        });
        return XDocument.Load(second, LoadOptions.PreserveWhitespace);
    }

    private static void CheckSize(ZipArchive zip)
    {
        if (zip.Entries.Count > MostEntries
            || zip.Entries.Sum(e => e.Length) > MostUnpacked)
        {
            throw new RefusedException(
                "unpacks-too-large",
                "It unpacks to more than any real document does, so it is not opened.");
        }
    }
}
