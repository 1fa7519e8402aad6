using System.Globalization;
using System.Text.RegularExpressions;
using Proviso.Register.Items;
using Proviso.Register.Organisation;

namespace Proviso.Register.Demo;

/// <summary>Letters, notes and the rest of what is written about people.</summary>
internal sealed partial class DemoItems(DemoWorld world)
{
    private readonly Random chance = world.Chance;

    /// <summary>What is there when somebody comes: some of it is years old.</summary>
    internal async Task AddFirstAsync(DemoPerson person)
    {
        var change = world.Store.Begin(chance.Of(world.Organisation.In(person.Unit)));
        foreach (var kind in new[] { "care-record", "health-record", "identity-details" })
            Add(change, person, Draw(person, kind), person.Admitted);
        var old = chance.Next(1, 5);
        for (var i = 0; i < old; i++)
        {
            var years = Math.Min(person.AgeOn(person.Admitted), 30);
            var before = person.Admitted.AddDays(-chance.Next(30, 365 * Math.Max(1, years)));
            Add(change, person, Draw(person, null), before);
        }

        await change.CommitAsync(world.Cancellation);
    }

    /// <summary>What is written as time goes by.</summary>
    internal void PlanLater(DemoPerson person)
    {
        var notes = chance.Next(2, 7);
        for (var i = 0; i < notes; i++)
        {
            var day = chance.Day(person.Admitted.AddDays(1), world.Today.AddDays(-1));
            world.Timeline.At(chance.TimeOn(day, anyHour: chance.Percent(30)), async () =>
            {
                if (person.Is.DiedOn is not null)
                    return;
                var change = world.Store.Begin(chance.Of(world.Organisation.In(person.Unit)));
                Add(change, person, Draw(person, null), day);
                await change.CommitAsync(world.Cancellation);
            });
        }
    }

    private DemoText Draw(DemoPerson person, string? kind) => chance.Weighted(
        [.. DemoTexts.All.Where(t => (kind is null || t.Kind == kind)
            && (t.Units.Length == 0 || t.Units == person.Unit.Kind)
            && (t.Kind != "sexual-health" || person.AgeOn(world.Today) >= 16))],
        t => t.Weight);

    private void Add(Change change, DemoPerson person, DemoText text, DateOnly date)
    {
        var staff = chance.Of(world.Organisation.StaffByName.Keys.Order().ToList());
        var other = world.Names.Name(chance.Percent(50)).ToDisplay();
        var said = Written(person, text.Text, staff, other);
        var looked = chance.Percent(75);
        var id = change.Add(person.Id, new Item
        {
            ItemKind = text.Kind,
            Title = text.Title,
            Medium = text.Medium,
            Text = said,
            Opinion = text.Title is "Mood and memory" or "Visit note, concern",
            Historical = date < person.Admitted.AddYears(-3),
            Author = text.Medium is Medium.Letter ? "Somebody outside" : staff,
            Source = text.Medium is Medium.Letter ? "Came by post" : "Written here",
            Date = date,
            Service = person.Unit.Service,
            Sensitive = person.Is.SensitiveKinds.Contains(text.Kind, StringComparer.Ordinal),
            SpecialCategories = Categories(text.Kind),
            Mentions = looked ? Mentions(person, text.Names, staff, other) : null,
            InConfidence = text.Kind == "told-in-confidence",
        });
        person.Items.Add(new DemoItem(id, text.Kind, text.Title, date));
    }

    private static IReadOnlyList<SpecialCategory> Categories(string kind) => kind switch
    {
        "finance" or "identity-details" or "message" => [],
        "genetic" => [SpecialCategory.Genetic, SpecialCategory.Health],
        "sexual-health" => [SpecialCategory.SexLife, SpecialCategory.Health],
        "other-special" => [SpecialCategory.Belief],
        _ => [SpecialCategory.Health],
    };

    private static IReadOnlyList<Mention> Mentions(
        DemoPerson person, Named names, string staff, string other) => names switch
        {
            Named.Staff => [new Mention(staff, true)],
            Named.Relative => [new Mention(Relative(person), false)],
            Named.Other => [new Mention(other, false)],
            _ => [],
        };

    private static string Relative(DemoPerson person) => person.Family.Count == 0
        ? "the neighbour"
        : person.Family[0].Is.Name.ToDisplay();

    private string Written(DemoPerson person, string text, string staff, string other)
    {
        var is_ = person.Is;
        var woman = person.IsWoman;
        var address = is_.Addresses[^1];
        var written = Place().Replace(text, match => match.Groups[1].Value switch
        {
            "name" => person.Called,
            "full" => is_.Name.ToDisplay(),
            "title" => person.Called,
            "staff" => staff,
            "other" => other,
            "relative" => Relative(person),
            "phone" => world.Names.Phone(chance.Percent(50)),
            "she" => woman ? "she" : "he",
            "She" => woman ? "She" : "He",
            "her" => woman ? "her" : "his",
            "him" => woman ? "her" : "him",
            "herself" => woman ? "herself" : "himself",
            "born" => is_.BornOn!.Value.ToString("d MMMM yyyy", CultureInfo.InvariantCulture),
            "nhs" => is_.NhsNumber?.ToDisplay() ?? "not known",
            "address" => $"{string.Join(", ", address.Lines)}, {address.Postcode?.ToDisplay()}",
            "d" => chance.Next(1, 9).ToString(CultureInfo.InvariantCulture),
            var word => Once(word, woman),
        });
        return written;
    }

    private string Once(string word, bool woman)
    {
        var drawn = chance.Of(DemoTexts.Words[word]);
        return woman ? drawn : drawn.Replace(" she ", " he ", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Place();
}
