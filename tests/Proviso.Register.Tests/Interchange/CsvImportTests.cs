using Microsoft.EntityFrameworkCore;
using Proviso.Register.Interchange;
using Proviso.Register.Items;
using Proviso.Register.Keeping;
using Proviso.Register.People;
using Proviso.Register.Wishes;

namespace Proviso.Register.Tests.Interchange;

/// <summary>What an import from CSV promises, on both engines.</summary>
public class CsvImportTests
{
    private const string People =
        "nhs_number,local_number,family_name,given_names,born_on\n"
        + "999 123 4594,H1,Testperson,Ada,1950-02-01\n"
        + ",H2,Testperson,Ben,01/03/1951\n";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Import_Twice_MakesNothingTwice(bool postgres)
    {
        await using var test = await ImportCase.CreateAsync(postgres);
        var first = await test.ImportAsync("people", People);
        Assert.Empty(first.Refusals);
        Assert.Equal((2, 2, 0), (first.Read, first.Added, first.Unchanged));
        const string Items =
            "id,person,item_kind,title,medium,date,text\n"
            + "I1,9991234594,letter,A letter,letter,2025-01-02,Words\n"
            + ",H2,message,A message,text-message,02/01/2025,\n";
        Assert.Equal(2, (await test.ImportAsync("items", Items)).Added);

        var people = await test.ImportAsync("people", People);
        var items = await test.ImportAsync("items", Items);
        Assert.Equal((0, 0, 2), (people.Added, people.Revised, people.Unchanged));
        Assert.Equal((0, 0, 2), (items.Added, items.Revised, items.Unchanged));
        Assert.Equal(2, await test.Store.CountAsync<Person>(new Listing()));
        var ben = await ByNameAsync(test, "Ben");
        Assert.Equal(new DateOnly(1951, 3, 1), ben.Value.BornOn);
        var message = Assert.Single(await test.Store.OfAsync<Item>(ben.Id));
        Assert.Equal(new DateOnly(2025, 1, 2), message.Value.Date);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Import_KnownPerson_IsRevisedAndAnEmptyCellLeavesWhatIsThere(bool postgres)
    {
        await using var test = await ImportCase.CreateAsync(postgres);
        await test.ImportAsync("people", People);
        var again = await test.ImportAsync(
            "people",
            "nhs_number,family_name,given_names,born_on,language\n"
            + "9991234594,Testperson,Ada Jane,,Welsh\n");
        Assert.Equal((0, 1), (again.Added, again.Revised));
        var ada = await ByNameAsync(test, "Ada Jane");
        Assert.Equal(2, ada.Version);
        Assert.Equal(new DateOnly(1950, 2, 1), ada.Value.BornOn);
        Assert.Equal("Welsh", ada.Value.Language);
        Assert.Equal("H1", ada.Value.LocalNumber);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task DryRun_SaysWhatWouldHappenAndWritesNothing(bool postgres)
    {
        await using var test = await ImportCase.CreateAsync(postgres);
        var dry = new ImportOptions { DryRun = true };
        var before = await RowsAsync(test);
        var report = await test.ImportAsync("people", People + "999 123 4597,,Bad,Bo,\n", dry);
        Assert.Equal((3, 2, 1), (report.Read, report.Added, report.Refused));
        Assert.Equal(0, await test.Store.CountAsync<Person>(new Listing()));
        Assert.Equal(before, await RowsAsync(test));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task AllOrNothing_OneBadRow_WritesNothingOtherwiseEverything(bool postgres)
    {
        await using var test = await ImportCase.CreateAsync(postgres);
        var whole = new ImportOptions { AllOrNothing = true };
        await test.ImportAsync("people", People + "999 123 4597,,Bad,Bo,\n", whole);
        Assert.Equal(0, await test.Store.CountAsync<Person>(new Listing()));
        await test.ImportAsync("people", People, whole);
        Assert.Equal(2, await test.Store.CountAsync<Person>(new Listing()));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Import_BadRowsAmongGood_ReportsThoseAndTakesTheOthers(bool postgres)
    {
        await using var test = await ImportCase.CreateAsync(postgres);
        var report = await test.ImportAsync(
            "people",
            "nhs_number,family_name,given_names,born_on\n"
            + "999 123 4594,Testperson,Ada,1950-02-01\n"
            + "999 123 4597,Testperson,Wrong,1950-02-01\n"
            + "\"9992158107\",\"Two\nlines\",Bad,\n"
            + "999 000 0018,Testperson,Eve,31/02/1950\n"
            + "999 000 0026,Testperson,Dan,1960-01-01\n");
        Assert.Equal(
            [
                ("line 3", "nhs_number", "nhs-number-check-digit"),
                ("line 4", "family_name", "character-unprintable"),
                ("line 6", "born_on", "date-unclear"),
            ],
            report.Refusals.Select(r => (r.At.ToString(), r.Column, r.Code))
                .OrderBy(r => r.Item1, StringComparer.Ordinal));
        Assert.Equal(2, report.Added);
        Assert.Equal(2, await test.Store.CountAsync<Person>(new Listing()));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Import_DestroyedRecord_DoesNotComeBack(bool postgres)
    {
        await using var test = await ImportCase.CreateAsync(postgres);
        await test.ImportAsync("people", People);
        const string Items =
            "id,person,item_kind,title,medium,date\nI1,H2,letter,A,letter,2025-01-02\n";
        await test.ImportAsync("items", Items);
        var ben = await ByNameAsync(test, "Ben");
        var item = Assert.Single(await test.Store.OfAsync<Item>(ben.Id));
        await new Destroying(test.Store).RecordAsync(
            item.Id, "kept past its time", TestStore.Somebody, TestStore.Somebody);
        var report = await test.ImportAsync("items", Items);
        Assert.Equal("record-destroyed", Assert.Single(report.Refusals).Code);
        Assert.Empty(await test.Store.OfAsync<Item>(ben.Id));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Export_OfEverything_ReadsBackAsTheSameRecords(bool postgres)
    {
        await using var test = await ImportCase.CreateAsync(postgres);
        File.WriteAllBytes(Path.Combine(test.Test.Folder, "scan.png"), [1, 2, 3, 0, 255]);
        foreach (var (format, text) in FullFiles.All)
            Assert.Empty((await test.ImportAsync(format, text)).Refusals);
        foreach (var format in CsvFormat.All)
        {
            await CsvFile.WriteAsync(
                test.Store, TestStore.Somebody, Out(test, format), format, null, default);
        }

        await using var other = await ImportCase.CreateAsync(!postgres);
        foreach (var format in CsvFormat.All)
        {
            var report = await other.ImportFileAsync(format.Name, Out(test, format));
            Assert.Empty(report.Refusals);
            Assert.Equal((report.Read, 0), (report.Added, report.Revised));
        }

        var ada = await ByNameAsync(test, "Ada");
        Assert.Equal(ada.Id, (await ByNameAsync(other, "Ada")).Id);
        await SameAsync<Person>(test, other, ada.Id);
        await SameAsync<RelatedPerson>(test, other, ada.Id);
        await SameAsync<Authority>(test, other, ada.Id);
        await SameAsync<CareRelationship>(test, other, ada.Id);
        await SameAsync<Item>(test, other, ada.Id);
        await SameAsync<Wish>(test, other, ada.Id);
        var again = await test.ImportFileAsync("people", Out(test, CsvFormat.All[0]));
        Assert.Equal((0, 0), (again.Added, again.Revised));
    }

    internal static async Task<Held<Person>> ByNameAsync(ImportCase test, string given) =>
        (await test.Store.ListAsync<Person>(new Listing()))
            .Single(p => p.Value.Name.Given == given);

    private static async Task<(int, int, int)> RowsAsync(ImportCase test)
    {
        await using var db = test.Store.Engine.Connect();
        return (
            await db.Records.CountAsync(), await db.Keys.CountAsync(),
            await db.LookUps.CountAsync());
    }

    private static string Out(ImportCase test, CsvFormat format) =>
        Path.Combine(test.Test.Folder, $"out-{format.Name}.csv");

    private static async Task SameAsync<T>(ImportCase one, ImportCase two, Guid person)
        where T : Kept
    {
        var ours = await one.Store.OfAsync<T>(person);
        var theirs = await two.Store.OfAsync<T>(person);
        Assert.NotEmpty(ours);
        Assert.Equal(Json(ours), Json(theirs));
    }

    private static IEnumerable<string> Json<T>(IEnumerable<Held<T>> held)
        where T : Kept => held.OrderBy(h => h.Id).Select(h => $"{h.Id} " + System.Text.Json
            .JsonSerializer.Serialize(h.Value, Register.Storage.RecordJson.Options));
}
