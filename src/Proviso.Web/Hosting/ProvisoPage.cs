using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.DependencyInjection;
using Proviso.Register;
using Proviso.Register.Cases;
using Proviso.Rulebook;

namespace Proviso.Web.Hosting;

/// <summary>What every page for staff has at hand.</summary>
internal abstract class ProvisoPage : OpenPage
{
    /// <summary>The register.</summary>
    protected RegisterStore Store => Get<RegisterStore>();

    /// <summary>Decides.</summary>
    protected CaseDecider Decider => Get<CaseDecider>();

    /// <summary>The rule book.</summary>
    public Book Book => Decider.Compiled.Book;

    /// <summary>Now.</summary>
    protected DateTimeOffset Now => Get<TimeProvider>().GetUtcNow();

    /// <summary>Today, where the service is.</summary>
    public DateOnly Today => Get<Roster>().Today;

    /// <summary>Who is signed in.</summary>
    public SignedIn Staff { get; private set; } = null!;

    /// <inheritdoc/>
    public override async Task OnPageHandlerExecutionAsync(
        PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        Staff = (await SignedIn.OfAsync(HttpContext))!;
        try
        {
            await next();
        }
        catch (RegisterException e) when (e.Code is "record-missing")
        {
            context.Result = NotFound();
        }
    }

    /// <summary>Lets whoever is signed in see the person, or sends them to the glass.</summary>
    protected async Task<(PersonView? View, IActionResult? Elsewhere)> EnterAsync(Guid person)
    {
        var view = await Get<PersonDoor>().EnterAsync(Staff, person, HttpContext.RequestAborted);
        return view is not null
            ? (view, null)
            : (null, RedirectToPage("/People/BreakGlass/Index", new { person }));
    }

    /// <summary>One of the application's own parts.</summary>
    protected T Get<T>()
        where T : notnull => HttpContext.RequestServices.GetRequiredService<T>();
}
