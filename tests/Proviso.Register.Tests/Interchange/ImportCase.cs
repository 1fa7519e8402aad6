using Proviso.Register.Interchange;
using Proviso.Register.Organisation;
using Proviso.Register.Recipients;
using Proviso.Identifiers;
using Proviso.Rulebook;
using Proviso.Rulebook.Reading;
using TestKit;

namespace Proviso.Register.Tests.Interchange;

/// <summary>A store with an organisation, and files to import into it.</summary>
internal sealed class ImportCase : IAsyncDisposable
{
    private static readonly Lazy<Book> England = new(() =>
        BookReader.Read(Directory.EnumerateFiles(
            Path.Combine(Repository.Root, "rulebook", "england"), "*.md")
            .Order(StringComparer.Ordinal)
            .Select(f => new BookFile(Path.GetFileName(f), File.ReadAllText(f)))).Book!);

    internal static readonly Guid Team = new("22222222-2222-2222-2222-222222222222");

    private ImportCase(TestStore test) => Test = test;

    internal TestStore Test { get; }

    internal RegisterStore Store => Test.Store;

    internal static async Task<ImportCase> CreateAsync(bool postgres)
    {
        var test = await TestStore.CreateAsync(postgres);
        var change = test.Store.Begin(TestStore.Somebody);
        change.Put(
            new("33333333-3333-3333-3333-333333333333"), RegisterStore.Organisation, 1, null,
            new Service
            {
                Name = "Rose House", Holder = "social-care",
                Teams = [new Team(Team, "Day team")],
            });
        change.Put(
            new("44444444-4444-4444-4444-444444444444"), RegisterStore.Organisation, 1, null,
            new Staff { Name = "Sam Example", Email = "sam@example.org", Teams = [Team] });
        change.Put(
            new("55555555-5555-5555-5555-555555555555"), RegisterStore.Organisation, 1, null,
            new Recipient
            {
                Name = "Example Surgery", Capacity = "care-professional",
                OdsCode = Ods("A99999"),
            });
        await change.CommitAsync();
        return new ImportCase(test);
    }

    /// <summary>Imports a file with these lines.</summary>
    internal async Task<ImportReport> ImportAsync(
        string format, string text, ImportOptions? options = null,
        IProgress<ImportProgress>? progress = null)
    {
        var path = Write($"{format}.csv", text);
        return await ImportFileAsync(format, path, options, progress);
    }

    internal async Task<ImportReport> ImportFileAsync(
        string format, string path, ImportOptions? options = null,
        IProgress<ImportProgress>? progress = null)
    {
        var around = await Surroundings.ReadAsync(
            Store, England.Value, TestStore.Somebody, default);
        var importer = new Importer(Store, TestStore.Somebody, options ?? new ImportOptions());
        var report = await importer.AddAsync(
            CsvFile.Read(path, Format(format), around), progress, default);
        await importer.FinishAsync(default);
        return report;
    }

    internal string Write(string name, string text)
    {
        var path = Path.Combine(Test.Folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    internal static CsvFormat Format(string name) => CsvFormat.All.Single(f => f.Name == name);

    public ValueTask DisposeAsync() => Test.DisposeAsync();

    private static OdsCode Ods(string text) =>
        OdsCode.TryParse(text, out var code) ? code : throw new ArgumentException(text);
}
