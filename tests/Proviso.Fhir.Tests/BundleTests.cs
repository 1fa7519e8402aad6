using Proviso.Register;
using Proviso.Register.Interchange;
using Proviso.Register.Items;
using Proviso.Register.Keys;
using Proviso.Register.People;
using Proviso.Register.Wishes;
using Proviso.Rulebook;
using Proviso.Rulebook.Reading;
using TestKit;

namespace Proviso.Fhir.Tests;

/// <summary>What reading and writing bundles promises.</summary>
public class BundleTests
{
    private static readonly Guid Somebody = new("11111111-1111-1111-1111-111111111111");

    private static readonly Lazy<Book> England = new(() =>
        BookReader.Read(Directory.EnumerateFiles(
            Path.Combine(Repository.Root, "rulebook", "england"), "*.md")
            .Order(StringComparer.Ordinal)
            .Select(f => new BookFile(Path.GetFileName(f), File.ReadAllText(f)))).Book!);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Sample_ReadTwice_IsThereOnceAndSaysWhatWasLeftOut(bool postgres)
    {
        using var folder = new TempFolder();
        await using var store = await CreateAsync(folder, postgres);
        var sample = Path.Combine(Repository.Root, "samples", "import", "bundle.json");
        var (report, left) = await ImportAsync(store, sample);
        Assert.Equal((4, 1), (report.Added, report.Refused));
        Assert.Equal("not-in-force", Assert.Single(report.Refusals).Code);
        Assert.Contains("Patient.maritalStatus", left.Select(l => l.Path));

        var person = Assert.Single(await store.ListAsync<Person>(new Listing()));
        var son = Assert.Single(await store.OfAsync<RelatedPerson>(person.Id));
        var wish = Assert.Single(await store.OfAsync<Wish>(person.Id));
        Assert.Equal([son.Id], wish.Value.About.Parties);
        Assert.Equal(WishKind.Consent, wish.Value.Says);
        var item = Assert.Single(await store.OfAsync<Item>(person.Id));
        Assert.Equal("Penicillin", item.Value.Title);
        Assert.Contains("Rash", item.Value.Text, StringComparison.Ordinal);

        var again = (await ImportAsync(store, sample)).Report;
        Assert.Equal((0, 0, 4), (again.Added, again.Revised, again.Unchanged));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Written_ReadBack_ChangesNothingAndFillsAnEmptyStore(bool postgres)
    {
        using var folder = new TempFolder();
        await using var store = await CreateAsync(folder, postgres);
        var sample = Path.Combine(Repository.Root, "samples", "import", "bundle.json");
        await ImportAsync(store, sample);
        var person = Assert.Single(await store.ListAsync<Person>(new Listing()));
        var path = folder["out.json"];
        await WriteAsync(store, person.Id, path);

        var (same, left) = await ImportAsync(store, path);
        Assert.Empty(same.Refusals);
        Assert.Empty(left);
        Assert.Equal((0, 0, 4), (same.Added, same.Revised, same.Unchanged));

        using var second = new TempFolder();
        await using var other = await CreateAsync(second, !postgres);
        Assert.Equal(4, (await ImportAsync(other, path)).Report.Added);
        var copy = second["again.json"];
        await WriteAsync(other, person.Id, copy);
        Assert.Equal(await File.ReadAllTextAsync(path), await File.ReadAllTextAsync(copy));
    }

    [Theory]
    [InlineData("""{"status":"draft"}""", "consent-not-in-force")]
    [InlineData("""{"status":"inactive"}""", "withdrawal-undated")]
    [InlineData("""{"dateTime":"2026"}""", "date-unclear")]
    [InlineData("""{"modifierExtension":[{"url":"urn:x"}]}""", "meaning-changed")]
    [InlineData("""{"patient":{"reference":"Patient/other"}}""", "person-unnamed")]
    [InlineData("""{"provision":{"type":"permit","dataPeriod":{}}}""", "consent-narrower")]
    [InlineData("""{"provision":{"type":"permit","provision":[{}]}}""", "consent-narrower")]
    [InlineData("""{"provision":{"type":"permit","class":[{"code":"x"}]}}""", "consent-narrower")]
    [InlineData("""{"provision":{"type":"permit","actor":[{}]}}""", "consent-narrower")]
    [InlineData("""{"provision":[]}""", "element-malformed")]
    public async Task Consent_NotUnderstood_IsRefusedWhole(string changes, string code)
    {
        using var folder = new TempFolder();
        await using var store = await CreateAsync(folder, false);
        var json = System.Text.Json.Nodes.JsonNode.Parse(await File.ReadAllTextAsync(
            Path.Combine(Repository.Root, "samples", "import", "bundle.json")))!;
        var consent = json["entry"]![3]!["resource"]!.AsObject();
        foreach (var (name, value) in System.Text.Json.Nodes.JsonNode.Parse(changes)!.AsObject())
            consent[name] = value?.DeepClone();
        var path = folder["in.json"];
        await File.WriteAllTextAsync(path, json.ToJsonString());
        var (report, _) = await ImportAsync(store, path);
        Assert.Contains((3, code), report.Refusals.Select(r => (r.At.Number, r.Code)));
        Assert.Equal(0, await store.CountAsync<Wish>(new Listing()));
    }

    [Theory]
    [InlineData("", "file-not-json")]
    [InlineData("{", "file-not-json")]
    [InlineData("[]", "bundle-wrong")]
    [InlineData("""{"resourceType":"Patient"}""", "bundle-wrong")]
    [InlineData("""{"resourceType":"Bundle","type":"message"}""", "bundle-wrong")]
    [InlineData("""{"resourceType":"Bundle","type":"batch","entry":{}}""", "bundle-wrong")]
    public async Task File_NoBundle_IsRefused(string text, string code)
    {
        using var folder = new TempFolder();
        await using var store = await CreateAsync(folder, false);
        var path = folder["in.json"];
        await File.WriteAllTextAsync(path, text);
        var refused = await Assert.ThrowsAsync<RegisterException>(
            () => ImportAsync(store, path));
        Assert.Equal(code, refused.Code);
    }

    private static async Task<RegisterStore> CreateAsync(TempFolder folder, bool postgres)
    {
        var connection = postgres
            ? await (await PostgresServer.SharedAsync()).CreateDatabaseAsync()
            : folder["store.db"];
        return await RegisterStore.OpenAsync(
            connection, KeyFolder.Create(folder["keys"], "test.example/ledger"),
            TimeProvider.System, create: true);
    }

    private static async Task<(ImportReport Report, IReadOnlyList<LeftOut> Left)> ImportAsync(
        RegisterStore store, string path)
    {
        var around = await Surroundings.ReadAsync(store, England.Value, Somebody, default);
        var reading = FhirFile.Read(path, around);
        var importer = new Importer(store, Somebody, new ImportOptions());
        var report = await importer.AddAsync(reading.Arrivals, null, default);
        await importer.FinishAsync(default);
        return (report, reading.LeftOut);
    }

    private static async Task WriteAsync(RegisterStore store, Guid person, string path)
    {
        await using var stream = File.Create(path);
        using var bundle = new BundleWriter(stream);
        bundle.Add(
            (await PersonFile.ReadAsync(store, person))!, await store.OfAsync<Item>(person));
    }
}
