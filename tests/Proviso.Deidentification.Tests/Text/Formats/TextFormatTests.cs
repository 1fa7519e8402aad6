using System.Text;
using System.Text.Json;

namespace Proviso.Deidentification.Tests.Text.Formats;

public class TextFormatTests
{
    private static string P(int i) => Planted.All[i];

    [Fact]
    public void Plain_FiftyPlanted_AllGone() =>
        Planted.AssertGone(Planted.Redact(
            "a.txt", Planted.Bytes(string.Join("\n# ", Planted.All))));

    [Fact]
    public void Html_FiftyPlantedInEveryPlace_AllGone()
    {
        string[] places =
        [
            "<p>{0}</p>", "<!-- {0} -->", "<img alt=\"{0}\">", "<a href=\"mailto:{0}\">x</a>",
            "<p title=\"{0}\">x</p>", "<script>var a='{0}'</script>", "<style>/*{0}*/</style>",
            "<meta name=d content=\"{0}\">", "<input value=\"{0}\">", "<textarea>{0}</textarea>",
            "<template><p>{0}</p></template>", "<noscript>{0}</noscript>",
            "<iframe srcdoc=\"{0}\"></iframe>", "<svg><text>{0}</text><title>{0}</title></svg>",
            "<p data-x=\"{0}\">x</p>", "<table><td>{0}<td>x</table>", "<option>{0}</option>",
            "<pre>{0}</pre>", "<details><summary>{0}</summary></details>", "<b id='{0}'>x</b>",
            "<math><mi>{0}</mi></math>", "<object data='{0}'>{0}</object>", "<title>{0}</title>",
            "<p style=\"content:'{0}'\">x</p>", "<plaintext>{0}",
        ];
        var html = new StringBuilder("<!DOCTYPE html><html><body>");
        for (var i = 0; i < 50; i++)
        {
            html.AppendFormat(
                System.Globalization.CultureInfo.InvariantCulture, places[i % 24], P(i));
        }

        html.AppendFormat(System.Globalization.CultureInfo.InvariantCulture, places[24], P(0));
        Planted.AssertGone(Planted.Redact("a.html", Planted.Bytes(html.ToString())));
    }

    [Fact]
    public void Html_NameCutByFormatting_IsFoundWhole()
    {
        var result = Planted.Redact("a.html", Planted.Bytes(
            "<p>Spoke to Mrs <b>Ani</b>ta <i>Okon</i>kwo at 07700 <u>900</u>123.</p>"));
        Assert.DoesNotContain("Ani", result, StringComparison.Ordinal);
        Assert.DoesNotContain("kwo", result, StringComparison.Ordinal);
        Assert.DoesNotContain("900", result, StringComparison.Ordinal);
        Assert.Contains("Spoke to", result, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_FiftyPlantedInValuesNamesAndNumbers_AllGone()
    {
        var nested = new Dictionary<string, object>(StringComparer.Ordinal);
        for (var i = 0; i < 40; i++)
            nested[i % 2 == 0 ? $"field{i}" : P(i)] = i % 2 == 0 ? P(i) : new[] { "x", P(i) };
        for (var i = 40; i < 50; i++)
            nested[$"mobile{i}"] = new { deep = new object[] { new { phone = P(i) } } };
        Planted.AssertGone(Planted.Redact("a.json", JsonSerializer.SerializeToUtf8Bytes(nested)));
        Planted.AssertGone(Planted.Redact("a.ndjson", Planted.Bytes(string.Join(
            "\n", Planted.All.Select(p => JsonSerializer.Serialize(new { note = "rang " + p }))))));
    }

    [Fact]
    public void Json_NumberWhoseFieldSaysWhatItIs_IsFound()
    {
        var result = Planted.Redact(
            "a.json", Planted.Bytes("{\"nhsNumber\": 9990000018, \"count\": 12}"));
        Assert.DoesNotContain("9990000018", result, StringComparison.Ordinal);
        Assert.Contains("\"count\": 12", result, StringComparison.Ordinal);
    }

    [Fact]
    public void Csv_FiftyPlantedInCellsAndHeadings_AllGone()
    {
        var csv = new StringBuilder("id," + P(0) + ",\"a\nb " + P(1) + "\"\r\n");
        for (var i = 2; i < 50; i += 2)
            csv.Append($"{i},\"says \"\"{P(i)}\"\", today\",{P(i + 1)}\r\n");
        var result = Planted.Redact("a.csv", Planted.Bytes(csv.ToString()));
        Planted.AssertGone(result);
        Assert.Equal(25, result.Split("\r\n").Length - 1);
    }

    [Fact]
    public void Fhir_FiftyPlantedInEveryPlace_AllGoneAndStillFhir()
    {
        var n = 0;
        string Next() => P(n++ % 50);
        object Patient() => new
        {
            resourceType = "Patient",
            id = "pat-77123",
            text = new { status = "generated", div = $"<div><p>{Next()}</p><!--{Next()}--></div>" },
            extension = new[] { new { url = "http://hl7.org/fhir/x", valueString = Next() } },
            identifier = new[] { new { system = "https://fhir.nhs.uk/Id/nhs-number",
                value = Next() } },
            name = new[] { new { family = Next(), given = new[] { Next() }, text = Next() } },
            telecom = new[] { new { system = "phone", value = Next() } },
            address = new[] { new { line = new[] { Next() }, city = Next(),
                postalCode = "LS6 2AB", district = Next() } },
            birthDate = "1950-04-03",
            contact = new[] { new { name = new { text = Next() }, organization = new
                { reference = "Organization/org-1", display = Next() } } },
            generalPractitioner = new[] { new { reference = "Practitioner/" + 88,
                identifier = new { value = Next() } } },
            link = new[] { new { other = new { reference = "Patient/pat-77123" } } },
            photo = new[] { new { contentType = "text/plain", title = Next(), size = 12,
                data = Convert.ToBase64String(Planted.Bytes("note " + Next())) } },
            note = new[] { new { text = Next(), authorString = Next() } },
            code = new { coding = new[] { new { system = "http://snomed.info/sct",
                code = "44054006", display = Next() } } },
            url = "http://example.org/" + Next(),
        };
        var bundle = new
        {
            resourceType = "Bundle",
            entry = Enumerable.Range(0, 4).Select(_ => new { resource = Patient() }),
        };
        var result = Planted.Redact("a.json", JsonSerializer.SerializeToUtf8Bytes(bundle));
        Assert.True(n >= 50);
        Planted.AssertGone(result);
        Planted.AssertGone(Decoded(result));
        Assert.DoesNotContain("pat-77123", result, StringComparison.Ordinal);
        Assert.Contains("44054006", result, StringComparison.Ordinal);
        Assert.Contains("note ", Decoded(result), StringComparison.Ordinal);
    }

    [Fact]
    public void Fhir_AttachmentThatCannotBeRead_StopsTheWhole()
    {
        var why = Planted.Refused("a.json", JsonSerializer.SerializeToUtf8Bytes(new
        {
            resourceType = "DocumentReference",
            content = new[] { new { attachment = new { contentType = "application/msword",
                data = "AAAA" } } },
        }));
        Assert.Equal("cannot-read-inside", why.Code);
        Assert.Contains("application/msword", why.Message, StringComparison.Ordinal);
    }

    private static string Decoded(string json)
    {
        using var document = JsonDocument.Parse(json);
        var texts = new StringBuilder();
        foreach (var entry in document.RootElement.GetProperty("entry").EnumerateArray())
        {
            foreach (var photo in entry.GetProperty("resource").GetProperty("photo")
                .EnumerateArray())
            {
                texts.Append(Encoding.UTF8.GetString(
                    photo.GetProperty("data").GetBytesFromBase64()));
            }
        }

        return texts.ToString();
    }
}
