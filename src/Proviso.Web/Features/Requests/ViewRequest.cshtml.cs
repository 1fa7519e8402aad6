using Microsoft.AspNetCore.Mvc;
using Proviso.DesignSystem;
using Proviso.Register;
using Proviso.Register.Cases;
using Proviso.Web.Features.Shared;
using Proviso.Web.Hosting;

namespace Proviso.Web.Features.Requests;

/// <summary>A request with what was decided and done, in order.</summary>
[StaffOnly]
internal sealed class ViewRequestModel : RequestPage
{
    public IReadOnlyList<Held<Decision>> Decisions { get; private set; } = [];

    public IReadOnlyList<string> Steps { get; private set; } = [];

    public string NextHref => Case.Value.Stage is RequestStage.Closed or RequestStage.Waiting
        ? "/"
        : NextStep();

    public string NextWords => Case.Value.Stage switch
    {
        RequestStage.Draft or RequestStage.Open => "Go on",
        RequestStage.Decided => "Go on to share or refuse",
        _ => "Back to the home page",
    };

    public IReadOnlyList<SummaryRowOptions> Rows =>
    [
        new("Who asks", Case.Value.PartyName ?? "Not said yet"),
        new("In what capacity", Label("requester", Case.Value.Requester)),
        new("What for", Label("purpose", Case.Value.Purpose)),
        new("Why they need it", Case.Value.Wanted ?? "Not said yet"),
        new("Received", Say.Moment(Case.Value.ReceivedAt)),
    ];

    public async Task<IActionResult> OnGetAsync()
    {
        if (await OpenAsync() is { } elsewhere)
            return elsewhere;
        var cancellation = HttpContext.RequestAborted;
        Decisions = await Store.OfRequestAsync<Decision>(Id, cancellation);
        var steps = new List<(DateTimeOffset At, string Words)>();
        foreach (var one in await Store.OfRequestAsync<Disclosure>(Id, cancellation))
            steps.Add((one.At, DisclosureWords(one.Value)));
        foreach (var one in await Store.OfRequestAsync<Advice>(Id, cancellation))
            steps.Add((one.At, AdviceWords(one.Value)));
        foreach (var one in await Store.OfRequestAsync<Notice>(Id, cancellation))
            steps.Add((one.At, NoticeWords(one.Value)));
        Steps = [.. steps.OrderBy(s => s.At).Select(s => $"{Say.Moment(s.At)}: {s.Words}")];
        return Page();
    }

    private static string DisclosureWords(Disclosure one) => one.How is Channel.NotShared
        ? $"Refused to {one.WithWhom}: {one.Why}"
        : $"Shared with {one.WithWhom} ({Say.Channel(one.How)}): {one.What}. Why: {one.Why}"
            + (one.UndoneAt is null ? "" : " Taken back.");

    private static string AdviceWords(Advice one) => one.Answer is null
        ? $"Advice asked of {one.AskedOf}: {one.Question}"
        : $"Advice of {one.AnsweredBy ?? one.AskedOf}: {one.Answer}";

    private static string NoticeWords(Notice one) => one.NotToldBecause is { } why
        ? $"{one.To} is not told: {why}"
        : $"{one.To} was told: {one.Text}";

    private string Label(string fact, string? answer) =>
        FactOf(fact) is var asked && answer is not null && asked.IndexOf(answer) is >= 0 and var i
            ? asked.Answers[i].Label
            : "Not said yet";
}
