using System.Diagnostics;
using Proviso.Register.Cases;
using Proviso.Register.Demo;
using Proviso.Rulebook;
using Proviso.Rulebook.Compiling;
using Proviso.Rulebook.Reading;
using TestKit;
using Xunit.Abstractions;
using Decision = Proviso.Register.Cases.Decision;

namespace Proviso.Register.Tests.Demo;

public class DemoStoreTests(ITestOutputHelper output)
{
    private static CompiledBook England()
    {
        var folder = Path.Combine(Repository.Root, "rulebook", "england");
        var reading = BookReader.Read(Directory.EnumerateFiles(folder, "*.md")
            .Order(StringComparer.Ordinal)
            .Select(f => new BookFile(Path.GetFileName(f), File.ReadAllText(f))));
        return new CompiledBook(reading.Book!);
    }

    [Fact]
    public async Task Fill_AllOfIt()
    {
        await using var test = await TestStore.CreateAsync(postgres: false);
        var watch = Stopwatch.StartNew();
        await DemoStore.FillAsync(test.Store, England(), 1, new DateOnly(2026, 11, 21));
        output.WriteLine($"{watch.Elapsed}");
        foreach (var (k, n) in await test.Store.CountByStateAsync<Decision>(new Listing()))
            output.WriteLine($"{k} {n}");
        foreach (var (k, n) in await test.Store.CountByStateAsync<Request>(new Listing()))
            output.WriteLine($"{k} {n}");
        output.WriteLine($"{new FileInfo(test.Connection).Length}");
    }
}
