namespace Proviso.Register.Demo;

/// <summary>A kind of request as it comes up in practice: who asks whom for what and why, and
/// what is usually true then. What the book makes of it is the book's business.</summary>
/// <param name="Id">What it is called here.</param>
/// <param name="Weight">How often it comes up.</param>
/// <param name="Requester">An answer of <c>requester</c>.</param>
/// <param name="Purpose">An answer of <c>purpose</c>.</param>
/// <param name="Party"><c>family</c>, <c>person</c>, or keys of recipients to choose from.</param>
/// <param name="Kinds">The kinds of items that are asked for, one or more of them.</param>
/// <param name="Wanted">In the words of whoever asks.</param>
/// <param name="Why">Why it is needed.</param>
internal sealed record DemoScenario(
    string Id, int Weight, string Requester, string Purpose, string Party, string Kinds,
    string Wanted, string Why)
{
    /// <summary>About whom: <c>adult</c>, <c>child</c>, <c>young</c>, <c>dead</c>, <c>lacks</c>
    /// (capacity), <c>attorney</c>, <c>finance-attorney</c>, <c>deputy</c>,
    /// <c>executor</c>.</summary>
    internal string About { get; init; } = "adult";

    /// <summary>Answers if the book asks: <c>fact=answer,answer</c>, one of them at random.
    /// </summary>
    internal string Asked { get; init; } = "";

    /// <summary>Answers that somebody gives whatever the register says.</summary>
    internal string Said { get; init; } = "";

    internal string? CourtOrder { get; init; }

    internal string? StatutoryPower { get; init; }

    internal string? PersonAsksFor { get; init; }

    internal bool Emergency { get; init; }

    /// <summary>Whether telling the person could do harm, as with the police.</summary>
    internal bool Quiet { get; init; }
}
