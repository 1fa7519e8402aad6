using Proviso.Register.Cases;
using Proviso.Register.People;

namespace Proviso.Register.Demo;

/// <summary>What the parts of the demonstration share while they are made.</summary>
internal sealed class DemoWorld
{
    /// <summary>Whoever set the register up.</summary>
    internal static readonly Guid Installer = new("00000000-0000-0000-0000-000000000004");

    internal required RegisterStore Store { get; init; }

    internal required CaseDecider Decider { get; init; }

    internal required Random Chance { get; init; }

    internal required DemoClock Clock { get; init; }

    internal required DemoTimeline Timeline { get; init; }

    internal required DateOnly Today { get; init; }

    internal required CancellationToken Cancellation { get; init; }

    /// <summary>The day on which the register begins: fourteen months ago.</summary>
    internal DateOnly Start => Today.AddMonths(-14);

    /// <summary>The first day on which somebody asks for something: a year ago.</summary>
    internal DateOnly FirstRequest => Today.AddMonths(-12);

    internal DemoNames Names => field ??= new DemoNames(Chance);

    internal DemoOrganisation Organisation { get; } = new();

    internal DemoRecipients Recipients { get; } = new();

    internal List<DemoPerson> People { get; } = [];
}

/// <summary>A person of the demonstration, with what its other parts need to know.</summary>
internal sealed class DemoPerson
{
    internal required Guid Id { get; init; }

    internal required Person Is { get; set; }

    internal required DemoOrganisation.Unit Unit { get; init; }

    internal required DateOnly Admitted { get; init; }

    /// <summary>What an assessment found; null where nobody has doubted.</summary>
    internal string? Capacity { get; set; }

    internal List<(Guid Id, RelatedPerson Is)> Family { get; } = [];

    internal List<(Guid Holder, AuthorityKind Kind)> Authorities { get; } = [];

    internal List<DemoItem> Items { get; } = [];

    internal int AgeOn(DateOnly day)
    {
        var born = Is.BornOn!.Value;
        return day.Year - born.Year
            - ((day.Month, day.Day).CompareTo((born.Month, born.Day)) < 0 ? 1 : 0);
    }

    /// <summary>"she", "he" or "they", and what goes with it.</summary>
    internal bool IsWoman => Is.Sex == "female";

    /// <summary>What staff call them.</summary>
    internal string Called => Is.Name.Title is { } title
        ? $"{title} {Is.Name.Family}"
        : Is.Name.Given;
}

/// <summary>An item that is in the register.</summary>
internal sealed record DemoItem(Guid Id, string Kind, string Title, DateOnly Date);
