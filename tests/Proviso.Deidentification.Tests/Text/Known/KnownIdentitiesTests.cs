using Proviso.Deidentification.Text;
using Proviso.Deidentification.Text.Known;
using Xunit.Abstractions;

namespace Proviso.Deidentification.Tests.Text.Known;

public class KnownIdentitiesTests(ITestOutputHelper output)
{
    private static readonly KnownIdentities People = KnownIdentities.Of(
    [
        new KnownPerson(PersonRole.Subject, ["Elizabeth Anne Okonkwo"])
        {
            Numbers = ["999 000 0018", "07700 900123"],
            Phrases = ["14 Larch Road", "e.okonkwo@example.org"],
        },
        new KnownPerson(PersonRole.Relative, ["Christopher Fairweather"])
        {
            Numbers = ["01632 960123"],
        },
        new KnownPerson(PersonRole.Relative, ["Ngozi Eze"]),
        new KnownPerson(PersonRole.ThirdParty, ["Margaret Thistlethwaite"]),
        new KnownPerson(PersonRole.Professional, ["Sunita Raghavan"]),
    ]);

    [Theory]
    [InlineData("Elizabeth was up.")]
    [InlineData("Liz was up.")]
    [InlineData("betty was up.")]
    [InlineData("Elizabteh was up.")]
    [InlineData("Elisabeth was up.")]
    [InlineData("Mrs Okonkwo's lunch.")]
    [InlineData("Mrs Okonkow has eaten.")]
    [InlineData("OKONKWO, Elizabeth")]
    [InlineData("E Okonkwo and E. A. Okonkwo")]
    [InlineData("Mrs Okon-\nkwo slept.")]
    [InlineData("Mrs Okon\nkwo slept.")]
    [InlineData("the Okonkwos came")]
    [InlineData("E.O. was tired. EO slept.")]
    [InlineData("lives at 14, Larch\nRoad with a dog")]
    [InlineData("NHS 9990000018")]
    [InlineData("call +44 7700 900 123")]
    [InlineData("e.okonkwo@example.org wrote")]
    [InlineData("Оkоnkwо in other letters")]
    public void Find_MentionOfTheSubject_IsFoundAsTheSubject(string text)
    {
        var found = new TextFinder().Find(text, new FindingContext(People));
        Assert.Contains(found, f => f.Confidence == 1 && f.Role == PersonRole.Subject);
    }

    [Theory]
    [InlineData("The ward was settled and she slept well.")]
    [InlineData("He chose the eze of the form.")]
    public void Find_EverydayWords_AreNotTakenForSlips(string text)
    {
        var found = new TextFinder().Find(text, new FindingContext(People));
        Assert.True(found.Count(f => f.Confidence == 1) <= 1);
        Assert.DoesNotContain(found, f => f.Role == PersonRole.Subject);
    }

    [Fact]
    public void Of_PersonWithoutName_IsRefusedByPositionOnly()
    {
        var e = Assert.Throws<InvalidDataException>(() => KnownIdentities.Of(
            [new KnownPerson(PersonRole.Subject, ["Mary Patel"]),
             new KnownPerson(PersonRole.Relative, ["?"])]));
        Assert.Contains("person 2", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Mary", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Find_TenThousandNotesWithSlips_MissesNothingKnownAndTellsRoles()
    {
        var maker = new KnownNoteMaker(7);
        var finder = new TextFinder();
        int planted = 0, missed = 0, told = 0;
        var examples = new List<string>();
        for (var i = 0; i < 10_000; i++)
        {
            var (people, text, mentions) = maker.Next();
            var found = finder.Find(text, new FindingContext(people));
            foreach (var (start, end, role) in mentions)
            {
                planted++;
                var covered = Enumerable.Range(start, end - start).All(at =>
                    char.IsWhiteSpace(text[at]) || found.Any(f => f.Start <= at && f.End > at));
                if (!covered)
                {
                    missed++;
                    if (examples.Count < 8)
                        examples.Add(text.Insert(end, "]").Insert(start, "["));
                }

                var owner = found.FirstOrDefault(f => f.Start < end && f.End > start);
                told += owner is not null && (owner.Role == PersonRole.Subject)
                    == (role == PersonRole.Subject) ? 1 : 0;
            }
        }

        output.WriteLine($"{planted} mentions in 10,000 notes: {missed} missed; subject and "
            + $"others told apart in {(double)told / planted:F4}.");
        Assert.True(missed == 0, $"{missed} missed:\n" + string.Join("\n---\n", examples));
        Assert.True(told >= 0.95 * planted, $"told apart in {(double)told / planted:F4}");
    }
}
