using Proviso.Register.Interchange;
using Proviso.Register.Items;
using Proviso.Register.People;

namespace Proviso.Register.Tests.Interchange;

/// <summary>Every kind of bad file and row, named by its code; each leaves the register as it was.
/// </summary>
public class BadFilesTests
{
    private const string Head = "nhs_number,local_number,family_name,given_names,born_on\n";

    public static TheoryData<string, string> Headers => new()
    {
        { "", "empty" },
        { "nhs_number,given_names\n", "family_name" },
        { "nhs_number,family_name,given_names,shoe_size\n", "shoe_size" },
        { "family_name,family_name,given_names\n", "twice" },
        { "nhs_number;family_name;given_names\n", "semicolons" },
        { "999 123 4594,Okafor 7,Grace\n", "(not a name)" },
        { "\"nhs_number,family_name\n", "never closed" },
    };

    [Theory]
    [MemberData(nameof(Headers))]
    public async Task Header_Wrong_IsRefusedWhole(string text, string says)
    {
        await using var test = await ImportCase.CreateAsync(false);
        var refused = await Assert.ThrowsAsync<RegisterException>(
            () => test.ImportAsync("people", text));
        Assert.Equal("header-wrong", refused.Code);
        Assert.Contains(says, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Okafor 7", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("999 123 4597,,A,B,", "nhs-number-check-digit")]
    [InlineData("99912345,,A,B,", "nhs-number-too-short")]
    [InlineData(",,A,B,", "person-unnamed")]
    [InlineData(",H9,,B,", "cell-empty")]
    [InlineData(",H9,A,B,1/2/1950", "date-unclear")]
    [InlineData(",H9,A,B,01/31/1950", "date-unclear")]
    [InlineData(",H9,A,B,01/02/50", "date-unclear")]
    [InlineData(",H9,A,B,2199-12-31", "date-to-come")]
    [InlineData(",H9,A,B,1849-12-31", "date-outside")]
    [InlineData(",H9,A,B", "cells-missing")]
    [InlineData(",H9,A,B,1950-01-01,more", "cells-missing")]
    [InlineData(",H9,A\"b,B,", "quotes-wrong")]
    [InlineData(",H9,\"A,B,\n,H8,A,B,\n", "row-endless")]
    [InlineData(",H9,\"A\u0007\",B,", "character-unprintable")]
    public async Task Row_Bad_IsNamedAndNotTaken(string row, string code)
    {
        await using var test = await ImportCase.CreateAsync(false);
        var report = await test.ImportAsync("people", Head + row);
        Assert.Equal(code, Assert.Single(report.Refusals).Code);
        Assert.Equal("line 2", report.Refusals[0].At.ToString());
        Assert.Equal(0, await test.Store.CountAsync<Person>(new Listing()));
    }

    [Theory]
    [InlineData("H1,letter,A,letter,2025-01-01,", null)]
    [InlineData("H1,leter,A,letter,2025-01-01,", "code-unknown")]
    [InlineData("H1,letter,A,Letter,2025-01-01,", "code-unknown")]
    [InlineData("H7,letter,A,letter,2025-01-01,", "person-missing")]
    [InlineData("H1,letter,A,letter,2025-01-01,../outside.txt", "attachment-outside")]
    [InlineData("H1,letter,A,letter,2025-01-01,/etc/hostname", "attachment-outside")]
    [InlineData("H1,letter,A,letter,2025-01-01,nowhere.txt", "attachment-missing")]
    public async Task Item_Bad_IsNamed(string row, string? code)
    {
        await using var test = await ImportCase.CreateAsync(false);
        await test.ImportAsync("people", Head + ",H1,A,B,\n");
        var report = await test.ImportAsync(
            "items", "person,item_kind,title,medium,date,attachment\n" + row);
        Assert.Equal(code, report.Refusals.SingleOrDefault()?.Code);
    }

    [Theory]
    [InlineData("consent,R7,2026-01-01,,,,", "reference-missing")]
    [InlineData("consent,,2026-01-01,2025-01-01,,,", "date-order")]
    [InlineData("consent,,2026-01-01,,2025-01-01,,", "date-order")]
    [InlineData("consent,,2026-01-01,,,perhaps,", "not-yes-or-no")]
    [InlineData("consent,,2026-01-01,,,,nobody@example.org", "name-unknown")]
    [InlineData("yes,,2026-01-01,,,,", "code-unknown")]
    public async Task Wish_Bad_IsNamed(string row, string code)
    {
        await using var test = await ImportCase.CreateAsync(false);
        await test.ImportAsync("people", Head + ",H1,A,B,\n");
        var report = await test.ImportAsync(
            "wishes", "person,says,parties,from,until,withdrawn_on,written,taken_by\nH1," + row);
        Assert.Equal(code, Assert.Single(report.Refusals).Code);
    }

    [Fact]
    public async Task Person_WhoMayBeSomebodyElse_IsNotTouched()
    {
        await using var test = await ImportCase.CreateAsync(false);
        await test.ImportAsync(
            "people", Head + "9991234594,H1,A,B,1950-01-01\n9990000018,H2,C,D,1960-01-01\n");
        var report = await test.ImportAsync(
            "people", Head
            + "9991234594,,A,B,1950-01-02\n"
            + "9991234594,H2,A,B,1950-01-01\n"
            + "9990000026,H1,A,B,1950-01-01\n"
            + ",h-3,E,F,\n,H 3,E,F,\n");
        Assert.Equal(
            ["person-differs", "person-unclear", "person-differs", "row-twice"],
            report.Refusals.Select(r => r.Code));
        Assert.Equal((1, 0), (report.Added, report.Revised));
    }

    [Fact]
    public async Task SomebodyElsesRecord_CannotBeNamed()
    {
        await using var test = await ImportCase.CreateAsync(false);
        await test.ImportAsync("people", Head + ",H1,A,B,\n,H2,C,D,\n");
        const string Related = "id,person,family_name,relation\n";
        await test.ImportAsync("related-people", Related + "R1,H1,X,son\n");
        var moved = await test.ImportAsync("related-people", Related + "R1,H2,X,son\n");
        Assert.Equal("id-taken", Assert.Single(moved.Refusals).Code);
        var held = await test.ImportAsync(
            "authorities", "person,holder,authorises\nH2,R1,deputy\n");
        Assert.Equal("reference-missing", Assert.Single(held.Refusals).Code);
    }

    [Theory]
    [InlineData(CsvFile.MaxRowLength, 0)]
    [InlineData(CsvFile.MaxRowLength + 1, 1)]
    [InlineData(5 * CsvFile.MaxRowLength, 1)]
    public async Task Row_AsLongAsMayBe_IsTakenAndOneLongerIsNot(int length, int refused)
    {
        await using var test = await ImportCase.CreateAsync(false);
        await test.ImportAsync("people", Head + ",H1,A,B,\n");
        const string Start = "H1,letter,A,letter,2025-01-01,";
        var cells = Start.Length - 5;
        var report = await test.ImportAsync(
            "items", "person,item_kind,title,medium,date,text\n" + Start
            + new string('x', length - cells) + "\nH1,letter,After,letter,2025-01-01,\n");
        Assert.Equal(refused, report.Refused);
        Assert.All(report.Refusals, r => Assert.Contains(r.Code, "row-too-long row-endless"));
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(1, "attachment-too-large")]
    public async Task Attachment_AsLargeAsMayBe_IsTakenAndOneLargerIsNot(int more, string? code)
    {
        await using var test = await ImportCase.CreateAsync(false);
        await test.ImportAsync("people", Head + ",H1,A,B,\n");
        using (var file = File.Create(Path.Combine(test.Test.Folder, "big.bin")))
            file.SetLength(Item.MaxAttachmentBytes + more);
        var report = await test.ImportAsync(
            "items", "person,item_kind,title,medium,date,attachment\n"
            + "H1,letter,A,letter,2025-01-01,big.bin\n");
        Assert.Equal(code, report.Refusals.SingleOrDefault()?.Code);
    }

    [Fact]
    public async Task File_TooLargeOrNoText_IsRefusedBeforeAnythingIsRead()
    {
        await using var test = await ImportCase.CreateAsync(false);
        var path = test.Write("people.csv", Head);
        using (var file = File.OpenWrite(path))
            file.SetLength(CsvFile.MaxBytes + 1);
        Assert.Equal("file-too-large", await CodeAsync(test, path));
        using (var file = File.OpenWrite(path))
            file.SetLength(CsvFile.MaxBytes);
        Assert.Equal("file-not-text", await CodeAsync(test, path));
        File.WriteAllBytes(path, [.. System.Text.Encoding.ASCII.GetBytes(Head), 0x80, 0x0A]);
        Assert.Equal("file-not-text", await CodeAsync(test, path));
        Assert.Equal("file-unreadable", await CodeAsync(test, path + ".not-there"));
    }

    private static async Task<string> CodeAsync(ImportCase test, string path) =>
        (await Assert.ThrowsAsync<RegisterException>(
            () => test.ImportFileAsync("people", path))).Code;
}
