namespace Proviso.Deidentification.Text.Formats.Pdf;

/// <summary>Reads one object: without recursion, so that no nesting can bring it down.</summary>
/// <remarks>ISO 32000-2, 7.3.</remarks>
internal static class PdfParser
{
    private const int MostDepth = 100;

    /// <summary>Reads the object that the tokens stand before.</summary>
    public static object? Read(PdfTokens tokens, PdfStore store)
    {
        var open = new Stack<(bool IsDictionary, List<object?> Items)>();
        var items = new List<object?>();
        while (true)
        {
            var token = tokens.Next();
            switch (token.Kind)
            {
                case PdfTokenKind.End:
                    throw Damaged();
                case PdfTokenKind.Open or PdfTokenKind.OpenDictionary:
                    if (open.Count >= MostDepth)
                        throw Damaged();
                    open.Push((token.Kind == PdfTokenKind.OpenDictionary, items));
                    items = [];
                    continue;
                case PdfTokenKind.Close or PdfTokenKind.CloseDictionary when open.Count > 0:
                    var (isDictionary, outer) = open.Pop();
                    outer.Add(isDictionary
                        ? new PdfDictionary(store, EntriesOf(items)) : new PdfArray(store, items));
                    items = outer;
                    break;
                default:
                    if (!TryAdd(token, items) || (open.Count == 0 && items.Count == 0))
                        throw Damaged();
                    break;
            }

            if (open.Count == 0)
                return items.Count > 0 ? items[^1] : null;
        }
    }

    private static bool TryAdd(in PdfToken token, List<object?> items)
    {
        switch (token.Kind)
        {
            case PdfTokenKind.Number:
                items.Add(token.Number);
                return true;
            case PdfTokenKind.Name:
                items.Add(new PdfName(token.Word));
                return true;
            case PdfTokenKind.Text:
                items.Add(token.Text);
                return true;
            case PdfTokenKind.Operator when token.Word == "R":
                if (items.Count < 2 || items[^2] is not double number
                    || number is < 0 or > int.MaxValue)
                {
                    return false;
                }

                items.RemoveRange(items.Count - 2, 2);
                items.Add(new PdfReference((int)number));
                return true;
            case PdfTokenKind.Operator when token.Word is "true" or "false":
                items.Add(token.Word == "true");
                return true;
            case PdfTokenKind.Operator when token.Word == "null":
                items.Add(null);
                return true;
            default:
                return false;
        }
    }

    private static Dictionary<string, object?> EntriesOf(List<object?> items)
    {
        var entries = new Dictionary<string, object?>(StringComparer.Ordinal);
        for (var i = 0; i + 1 < items.Count; i += 2)
        {
            if (items[i] is not PdfName name)
                throw Damaged();
            entries[name.Value] = items[i + 1];
        }

        return entries;
    }

    private static RefusedException Damaged() =>
        new("damaged", "It is not a whole PDF: an object in it cannot be read.");
}
