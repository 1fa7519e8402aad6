using Microsoft.AspNetCore.Mvc;
using Proviso.DesignSystem;
using Proviso.Register;
using Proviso.Register.Cases;
using Proviso.Register.Filling;
using Proviso.Rulebook.Asking;
using Proviso.Web.Features.Shared;
using Proviso.Web.Hosting;

namespace Proviso.Web.Features.Requests.AskToShare;

/// <summary>The questions that the book still needs, one at a time.</summary>
[StaffOnly]
internal sealed class QuestionsModel : RequestPage
{
    [BindProperty]
    public string? Answer { get; set; }

    public Question Question { get; private set; } = null!;

    public IReadOnlyList<SummaryRowOptions> Known { get; private set; } = [];

    public string Left => Question.AtMost == 1
        ? "This is the last question."
        : $"At most {Question.AtMost} questions are left.";

    public async Task<IActionResult> OnGetAsync()
    {
        if (await OpenAsync() is { } elsewhere)
            return elsewhere;
        return await NextAsync() ? Page() : LocalRedirect($"/requests/{Id}/decide");
    }

    public async Task<IActionResult> OnPostAsync(string? fact, string? item)
    {
        if (await OpenAsync() is { } elsewhere)
            return elsewhere;
        var asked = Book.FindFact(fact ?? "");
        if (asked is null || Answer is null
            || !asked.AllowedAnswers.Contains(Answer, StringComparer.Ordinal))
        {
            ModelState.AddModelError("answer", "Choose an answer");
            return await NextAsync() ? Page() : LocalRedirect($"/requests/{Id}/decide");
        }

        var request = Case.Value;
        var given = Given(Answer);
        var changed = string.IsNullOrEmpty(item)
            ? request with { Answers = With(request.Answers, asked.Id, given) }
            : request with
            {
                Items =
                [
                    .. request.Items.Select(i => NameOf(i) == item
                        ? i with { Answers = With(i.Answers, asked.Id, given) }
                        : i),
                ],
            };
        if (await SaveAsync(changed))
            return LocalRedirect($"/requests/{Id}/questions");
        return await NextAsync() ? Page() : LocalRedirect($"/requests/{Id}/decide");
    }

    private async Task<bool> NextAsync()
    {
        var items = await FillAsync();
        if (items.Count == 0 || Ask(items).Next() is not { } next)
            return false;
        Question = next;
        Known = Rows(items);
        return true;
    }

    private List<SummaryRowOptions> Rows(IReadOnlyList<FilledItem> items)
    {
        var rows = new List<SummaryRowOptions>();
        foreach (var known in items.SelectMany(i => i.Known).DistinctBy(k => (k.Fact, k.Answer)))
        {
            if (Book.FindFact(known.Fact) is not { } fact)
                continue;
            var index = fact.IndexOf(known.Answer);
            var from = known.From.Count > 0 ? "From the register" : "You answered";
            rows.Add(new SummaryRowOptions(
                fact.Question, index < 0 ? "Not known" : fact.Answers[index].Label)
            {
                Actions =
                [
                    new ActionOptions
                    {
                        Href = $"/requests/{Id}/change/{fact.Id}",
                        Content = "Change",
                        VisuallyHiddenText = $"the answer to: {fact.Question} ({from})",
                    },
                ],
            });
        }

        return rows;
    }
}
