using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;
using Proviso.Web.Hosting;

namespace Proviso.Web.Features.Rules;

/// <summary>The rule book as guidance: its prose, chapter by chapter.</summary>
[StaffOnly]
internal sealed class IndexModel : ProvisoPage
{
    [BindProperty(SupportsGet = true)]
    public string? Chapter { get; set; }

    public IHtmlContent? Html { get; private set; }

    public string Heading { get; private set; } = "The rules";

    public IEnumerable<(string Name, string Title)> Chapters => Book.Files.Select(f =>
        (Guidance.NameOf(f), Guidance.TitleOf(f)));

    public IActionResult OnGet()
    {
        if (Chapter is null)
            return Page();
        if (Book.Files.FirstOrDefault(f => Guidance.NameOf(f) == Chapter) is not { } file)
            return NotFound();
        Heading = Guidance.TitleOf(file);
        Html = Guidance.Render(Book, file);
        return Page();
    }
}
