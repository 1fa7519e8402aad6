using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Proviso.DesignSystem;

namespace Gallery.Pages;

/// <summary>A form with every control.</summary>
[BindProperties]
public class FormModel : PageModel
{
    // Not in the page's order, to see that the summary is.
    [Required(ErrorMessage = "Enter the story")]
    [StringLength(50, ErrorMessage = "The story must be 50 characters or fewer")]
    public string? Story { get; set; }

    [Required(ErrorMessage = "Enter a full name")]
    public string? FullName { get; set; }

    public NoteAnswer Answer { get; set; } = new();

    [Display(Name = "Date of birth")]
    public DateParts Birth { get; set; } = DateParts.Of(new(1980, 3, 31));

    [Required(ErrorMessage = "Say how you were asked")]
    public string? Channel { get; set; }

    public string? Phone { get; set; }

    public IReadOnlyList<string> Items { get; set; } = ["letters"];

    public string? Team { get; set; } = "b";

    public string? Remark { get; set; }

    public IFormFile? Letter { get; set; }

    public string? Secret { get; set; }

    [BindNever]
    public IReadOnlyList<ChoiceItem> ItemChoices { get; } =
    [
        new("letters", "Letters"), new("notes", "Care notes"),
        new("none", "Nothing yet") { Behaviour = "exclusive" },
    ];

    [BindNever]
    public IReadOnlyList<SelectItem> Teams { get; } = [new("Day", "a"), new("Night", "b")];

    public IActionResult OnPost()
    {
        if (FullName == "nobody")
            ModelState.AddModelError("", "There is no such person");
        if (Birth.IsEmpty)
            ModelState.AddModelError(nameof(Birth), "Enter a date of birth");
        return Page();
    }
}

/// <summary>An answer inside another.</summary>
public class NoteAnswer
{
    [StringLength(5, ErrorMessage = "The note must be 5 characters or fewer")]
    public string? Note { get; set; } = "ok";
}
