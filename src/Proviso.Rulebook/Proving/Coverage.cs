namespace Proviso.Rulebook.Proving;

/// <summary>One requirement with the parts of the book that answer it.</summary>
public sealed record CoverageRow(
    Entry Requirement, IReadOnlyList<string> Rules, IReadOnlyList<string> Duties,
    IReadOnlyList<string> Facts, IReadOnlyList<string> Others)
{
    /// <summary>Whether anything answers it.</summary>
    public bool IsCovered => Rules.Count + Duties.Count + Facts.Count + Others.Count > 0;
}

/// <summary>Lists what answers each requirement of a book.</summary>
public static class Coverage
{
    /// <summary>One row for each requirement, in the book's order.</summary>
    public static IReadOnlyList<CoverageRow> Of(Book book)
    {
        ArgumentNullException.ThrowIfNull(book);
        return [.. book.Requirements.Select(requirement => new CoverageRow(requirement,
            [.. book.Rules.Where(r => r.Meets.Contains(requirement)).Select(r => r.Id).Distinct()],
            [.. book.Duties.Where(d => d.Meets.Contains(requirement)).Select(d => d.Id).Distinct()],
            [.. book.Facts.Where(f => f.Meets.Contains(requirement)).Select(f => f.Id)],
            [.. book.Defines.Where(d => d.Meets.Contains(requirement)).Select(d => d.Id)
                .Concat(book.Bases.Where(b => b.Meets.Contains(requirement)).Select(b => b.Id))
                .Distinct()]))];
    }
}
