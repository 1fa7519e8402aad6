using FsCheck;
using FsCheck.Fluent;
using Proviso.Deidentification.Text;

namespace Proviso.Deidentification.Tests.Text;

public class TextFinderTests
{
    private static readonly TextFinder Finder = new();

    [Theory]
    [InlineData("Has Parkinson's disease and takes Madopar.")]
    [InlineData("PMH: Bell's palsy, Crohn's disease, Hodgkin lymphoma, Down's syndrome.")]
    [InlineData("Known Alzheimer's. Glasgow Coma Scale 15. Waterlow score 12.")]
    [InlineData("Walks with a Zimmer frame. Foley catheter changed.")]
    public void Find_DiseasesAndScalesWithNames_AreLeftAlone(string text) =>
        Assert.DoesNotContain(Finder.Find(text), f => f.Kind == FindingKind.PersonName);

    [Fact]
    public void Find_NameFoundOnce_IsFoundEverywhere()
    {
        const string Text = "Visited Mrs Anita Oyelaran at home. Later oyelaran was asleep; "
            + "OYELARAN family informed.";
        var found = Finder.Find(Text);
        var at = 0;
        while ((at = Text.IndexOf("oyelaran", at, StringComparison.OrdinalIgnoreCase)) >= 0)
        {
            Assert.Contains(found, f => f.Start <= at && f.End >= at + 8);
            at += 8;
        }
    }

    [Theory]
    [InlineData("Daughter Priya rang the ward.", PersonRole.Relative)]
    [InlineData("Spoke to Priya Shah (daughter) today.", PersonRole.Relative)]
    [InlineData("Seen by Dr Priya Shah in clinic.", PersonRole.Professional)]
    [InlineData("Neighbour Priya Shah was worried.", PersonRole.ThirdParty)]
    [InlineData("Patient: Priya Shah, admitted today.", PersonRole.Subject)]
    public void Find_WordsAroundAName_TellItsRole(string text, PersonRole role) =>
        Assert.Contains(
            Finder.Find(text), f => f.Kind == FindingKind.PersonName && f.Role == role);

    [Fact]
    public void Find_RelationAndOffice_WarnsAndMasksNothing()
    {
        var found = Finder.Find("Lives with her brother the head teacher. One of triplets.");
        Assert.Contains(found, f => f.Kind == FindingKind.RelationPhrase && f.IsWarning);
        Assert.Contains(found, f => f.Kind == FindingKind.RareAttribute && f.IsWarning);
    }

    [Fact]
    public void Find_AnyText_GivesOrderedFindingsInsideIt()
    {
        var pieces = Gen.Elements(
            "Mary ", "Patel", " 999 000 0018", "NHS ", "\n", "\n\n", ". ", "é", "\u0301",
            "\u202E", "\uD83D\uDE00", "\uD83D", "07700 900123", " at 1 High Street, Leeds ",
            "03/04/1931", "@", "a@b.co", "'s", "(", ")", "-", "\t", "\0", "İ", "ǅ", "Dr ");
        var texts = pieces.ListOf().Select(l => string.Concat(l));
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(500),
            Prop.ForAll(Arb.From(texts), text =>
            {
                var end = 0;
                foreach (var finding in Finder.Find(text))
                {
                    Assert.InRange(finding.Start, end, text.Length);
                    Assert.InRange(finding.Length, 1, text.Length - finding.Start);
                    Assert.InRange(finding.Confidence, 0, 1);
                    Assert.NotEqual("", finding.Reason);
                    end = finding.End;
                }
            }));
    }

    [Fact]
    public void Find_LowerThreshold_NeverMasksLess()
    {
        const string Text = "Rang Kezia about the flat in Didsbury. Ash Grange said Tuesday.";
        var few = Finder.Find(Text, 0.9).Sum(f => f.Length);
        var many = Finder.Find(Text, 0.05).Sum(f => f.Length);
        Assert.True(many >= few);
    }
}
