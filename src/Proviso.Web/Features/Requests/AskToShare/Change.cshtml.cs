using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Proviso.Register.Cases;
using Proviso.Register.Filling;
using Proviso.Rulebook;
using Proviso.Web.Hosting;

namespace Proviso.Web.Features.Requests.AskToShare;

/// <summary>Corrects an answer, or what the register says, for this request.</summary>
[StaffOnly]
internal sealed class ChangeModel : RequestPage
{
    [BindProperty(SupportsGet = true)]
    public string Fact { get; set; } = "";

    [BindProperty]
    public string? Answer { get; set; }

    [BindProperty(Name = "pieces")]
    public List<string> Chosen { get; set; } = [];

    public Fact Asked { get; private set; } = null!;

    public IReadOnlyList<RequestedItem> Pieces { get; private set; } = [];

    public IReadOnlyList<string> Sources { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync()
    {
        if (await ReadAsync() is { } elsewhere)
            return elsewhere;
        Chosen = [.. Pieces.Select(p => p.Number.ToString(CultureInfo.InvariantCulture))];
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var answer = Answer;
        if (await ReadAsync() is { } elsewhere)
            return elsewhere;
        Answer = answer;
        if (answer is null || !Asked.AllowedAnswers.Contains(answer, StringComparer.Ordinal))
        {
            ModelState.AddModelError("answer", "Choose an answer");
            return Page();
        }

        var request = Case.Value;
        var given = Given(answer);
        var one = Pieces.Count == 1;
        return await SaveAsync(Asked.About is FactScope.Request
            ? request with { Answers = With(request.Answers, Asked.Id, given) }
            : request with
            {
                Items =
                [
                    .. request.Items.Select(i =>
                        one || Chosen.Contains(i.Number.ToString(CultureInfo.InvariantCulture))
                            ? i with { Answers = With(i.Answers, Asked.Id, given) }
                            : i),
                ],
            })
            ? LocalRedirect($"/requests/{Id}/questions")
            : Page();
    }

    private async Task<IActionResult?> ReadAsync()
    {
        if (Book.FindFact(Fact) is not { } asked)
            return NotFound();
        Asked = asked;
        if (await OpenAsync() is { } elsewhere)
            return elsewhere;
        Pieces = asked.About is FactScope.Item ? Case.Value.Items : [];
        var known = (await FillAsync()).SelectMany(i => i.Known)
            .Where(k => k.Fact == asked.Id).ToList();
        Answer = known is [{ Answer: var first }, ..] ? first : null;
        Sources =
        [
            .. known.SelectMany(k => k.From)
                .Select(r => $"{r.Kind.Replace('-', ' ')} (version {r.Version})").Distinct(),
        ];
        return null;
    }
}
