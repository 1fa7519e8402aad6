using FsCheck;
using FsCheck.Fluent;
using Proviso.Deidentification.Text;
using Proviso.Deidentification.Text.Treatments;

namespace Proviso.Deidentification.Tests.Text.Treatments;

public class TreaterTests
{
    private const string Note = "Visited Mrs Anita Shah, DOB 03/04/1931, NHS 999 000 0018, on "
        + "4th March 2024 at LS6 2AB. Mrs Shah, aged 93, rang 07700 900123.";

    [Fact]
    public void Apply_Labels_AreTheSameForTheSamePersonAndRestoreExactly()
    {
        var treated = Apply(TreatmentPlan.Labels);
        Assert.Equal(2, treated.Text.Split("1]").Count(p => p.EndsWith(
            "person ", StringComparison.Ordinal)));
        Assert.Equal(Note, MappingFile.Restore(treated.Text, MappingFile.Write(treated)));
    }

    [Fact]
    public void Restore_TextChangedByOneLetter_IsRefused()
    {
        var treated = Apply(TreatmentPlan.Labels);
        var mapping = MappingFile.Write(treated);
        Assert.Throws<InvalidDataException>(() => MappingFile.Restore(treated.Text + "x", mapping));
        Assert.Throws<InvalidDataException>(() => MappingFile.Restore(treated.Text, "{}"));
        Assert.Throws<InvalidDataException>(() => MappingFile.Restore(treated.Text, "not it"));
    }

    [Fact]
    public void Apply_Surrogates_KeepFormAndAreConsistent()
    {
        var text = Apply(Plan(Treatment.Surrogate)).Text;
        Assert.DoesNotContain("Shah", text, StringComparison.Ordinal);
        Assert.Matches(@"Mrs [A-Z]\w+ [A-Z]\w+, DOB \d\d/\d\d/\d{4}, NHS 999 \d{3} \d{4}", text);
        var family = text.Split(", DOB")[0].Split(' ')[^1];
        Assert.Contains($"Mrs {family}, aged", text, StringComparison.Ordinal);
        Assert.Equal(text, Apply(Plan(Treatment.Surrogate)).Text);
    }

    [Fact]
    public void Apply_SurrogateDates_KeepTheDaysBetween()
    {
        const string Two = "Fell on 01/03/2024, seen on 15/03/2024.";
        var findings = new TextFinder().Find(Two);
        var text = new Treater(Plan(Treatment.Surrogate)).Apply(Two, findings).Text;
        var dates = text.Split(' ', '.', ',').Where(w => w.Contains('/', StringComparison.Ordinal))
            .Select(w => DateOnly.ParseExact(w, "dd/MM/yyyy")).ToArray();
        Assert.Equal(14, dates[1].DayNumber - dates[0].DayNumber);
        Assert.NotEqual(new DateOnly(2024, 3, 1), dates[0]);
    }

    [Fact]
    public void Apply_Generalise_GivesDecadeMonthAreaAndBand()
    {
        var text = Apply(Plan(Treatment.Generalise)).Text;
        Assert.Contains("DOB 1930s", text, StringComparison.Ordinal);
        Assert.Contains("on March 2024 at LS.", text, StringComparison.Ordinal);
        Assert.Contains("aged 90 or over", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Apply_Mask_TellsNeitherLengthNorKind()
    {
        var text = Apply(Plan(Treatment.Mask)).Text;
        Assert.StartsWith("Visited ██████, DOB ██████, NHS ██████, on", text,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Restore_AnyFindings_GivesTheOriginal()
    {
        var cuts = Gen.Choose(0, Note.Length).ListOf(12);
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(Arb.From(cuts), list =>
        {
            var edges = list.Distinct().Order().ToArray();
            var findings = edges.Zip(edges.Skip(1)).Where((_, i) => i % 2 == 0)
                .Select(e => new Finding(e.First, e.Second - e.First, FindingKind.Detail,
                    PersonRole.Unknown, 1, "test", e.First));
            var treated = new Treater(TreatmentPlan.Labels).Apply(Note, findings);
            Assert.Equal(Note, Treater.Restore(treated.Text, treated.Replacements));
        }));
    }

    private static TreatmentPlan Plan(Treatment usual) => TreatmentPlan.Of(
        usual, new Dictionary<FindingKind, Treatment>(),
        new Dictionary<PersonRole, Treatment>(), "a secret of some length");

    private static TreatedText Apply(TreatmentPlan plan) =>
        new Treater(plan).Apply(Note, new TextFinder().Find(Note));
}
