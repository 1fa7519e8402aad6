using Microsoft.AspNetCore.Mvc;
using Proviso.Register;
using Proviso.Register.Cases;
using Proviso.Register.Filling;
using Proviso.Rulebook;
using Proviso.Rulebook.Asking;
using Proviso.Web.Hosting;

namespace Proviso.Web.Features.Requests;

/// <summary>A page about one request. It saves at each step, and tells whoever was overtaken.
/// </summary>
internal abstract class RequestPage : ProvisoPage
{
    /// <summary>The request's id, from the address.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>The version that the page showed, so that nobody else's change is overwritten.
    /// </summary>
    [BindProperty]
    public int Version { get; set; }

    /// <summary>The request.</summary>
    public Held<Request> Case { get; private set; } = null!;

    /// <summary>What may be seen of the person.</summary>
    public PersonView Person { get; private set; } = null!;

    /// <summary>The person's name.</summary>
    public string PersonName => Person.File.Person.Value.Name.ToDisplay();

    /// <summary>Reads the request and lets whoever is signed in see the person.</summary>
    /// <returns>Where to go instead; null to stay.</returns>
    protected async Task<IActionResult?> OpenAsync()
    {
        Case = await Store.GetAsync<Request>(Id, HttpContext.RequestAborted);
        var (view, elsewhere) = await EnterAsync(Case.Owner);
        if (view is not null)
            Person = view;
        return elsewhere;
    }

    /// <summary>Saves the request with a change.</summary>
    /// <returns>False when somebody else saved it meanwhile, which the page then says.</returns>
    protected async Task<bool> SaveAsync(Request changed, Change? with = null)
    {
        var change = with ?? Store.Begin(Staff.Id);
        try
        {
            change.Revise(Case with { Version = Version }, changed);
            await change.CommitAsync(HttpContext.RequestAborted);
            return true;
        }
        catch (RegisterException e) when (e.Code == "changed-meanwhile")
        {
            ModelState.AddModelError("main", e.Message);
            Version = Case.Version;
            return false;
        }
    }

    /// <summary>What is known about each piece today.</summary>
    protected Task<IReadOnlyList<FilledItem>> FillAsync() =>
        Decider.Filler.FillAsync(Store, Case, Today, HttpContext.RequestAborted);

    /// <summary>The questions that are left.</summary>
    protected Interview Ask(IReadOnlyList<FilledItem> items) => Interview.Start(
        Decider.Compiled.On(Today), Today,
        [.. items.Select(i => new InterviewItem(NameOf(i.Item), i.Facts))]);

    /// <summary>How a piece is called in questions.</summary>
    protected static string NameOf(RequestedItem item) => $"{item.Number}. {item.What}";

    /// <summary>The page of the next step.</summary>
    protected string NextStep()
    {
        var request = Case.Value;
        return request.Stage switch
        {
            RequestStage.Draft when request.Requester is null => $"/requests/{Id}/who",
            RequestStage.Draft when request.PartyName is null => $"/requests/{Id}/party",
            RequestStage.Draft when request.Purpose is null => $"/requests/{Id}/purpose",
            RequestStage.Draft when request.Items.Count == 0 => $"/requests/{Id}/what",
            RequestStage.Draft or RequestStage.Open => $"/requests/{Id}/questions",
            RequestStage.Decided => $"/requests/{Id}/share",
            _ => $"/requests/{Id}",
        };
    }

    /// <summary>An answer given now by whoever is signed in.</summary>
    protected GivenAnswer Given(string answer) => new(answer, Staff.Id, Now);

    /// <summary>A dictionary with one entry more or changed.</summary>
    protected static IReadOnlyDictionary<string, GivenAnswer> With(
        IReadOnlyDictionary<string, GivenAnswer> answers, string fact, GivenAnswer answer) =>
        new Dictionary<string, GivenAnswer>(answers, StringComparer.Ordinal) { [fact] = answer };

    /// <summary>The fact of the book that a step asks about.</summary>
    protected Fact FactOf(string id) => Book.FindFact(id)
        ?? throw new InvalidOperationException($"the book has no fact '{id}'");
}
