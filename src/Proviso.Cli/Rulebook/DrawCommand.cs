using System.CommandLine;
using Proviso.Cli.Cases;
using Proviso.Rulebook;
using Proviso.Rulebook.Charts;
using Proviso.Rulebook.Compiling;
using Proviso.Rulebook.Deciding;
using Proviso.Rulebook.Reading;

namespace Proviso.Cli.Rulebook;

/// <summary><c>proviso rulebook draw</c>: the rules as a flowchart.</summary>
internal static class DrawCommand
{
    public static Command Create()
    {
        var drawing = new Argument<string?>("DRAWING")
        {
            Description = "A drawing that the book offers; leave it out for the whole book.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var given = new Option<string[]>("--given")
        {
            Description = "A fact that is settled, as fact=answer. May be repeated.",
            HelpName = "FACT=ANSWER",
        };
        var path = new Option<string?>("--case")
        {
            Description = "A case file; its way through the rules is marked.",
            HelpName = "CASE",
        };
        var item = new Option<string?>("--item") { Description = "Which item of the case." };
        var file = new Option<string?>("--output")
        {
            Description = "Where to write the SVG (otherwise to the terminal).",
            HelpName = "FILE",
        };
        var book = BookFolder.Option();
        var local = BookFolder.LocalOption();
        var command = new Command("draw",
            "Draw the rules, or what is left of them, as an SVG flowchart.")
        {
            drawing, given, path, item, file, book, local,
        };
        command.SetAction(parsed =>
        {
            var (output, error) = (RulebookCommand.Output(parsed), RulebookCommand.Error(parsed));
            var refusal = Refusal.Of(parsed);
            var compiled = BookFolder.Load(
                parsed.GetValue(book), parsed.GetValue(local), refusal);
            if (compiled is null)
                return ExitCodes.BadInput;
            var wanted = new Wanted(compiled, error, refusal)
            {
                Drawing = parsed.GetValue(drawing), Given = parsed.GetValue(given) ?? [],
                Case = parsed.GetValue(path), Item = parsed.GetValue(item),
            };
            if (wanted.Draw() is not { } svg)
                return ExitCodes.BadInput;
            if (parsed.GetValue(file) is not { } to)
                output.Write(svg);
            else if (!WholeFile.TryWrite(to, svg, overwrite: true, error))
                return ExitCodes.BadInput;
            return ExitCodes.Ok;
        });
        return command;
    }

    private sealed class Wanted(CompiledBook compiled, TextWriter error, Refusal refusal)
    {
        public string? Drawing { get; init; }

        public required string[] Given { get; init; }

        public string? Case { get; init; }

        public string? Item { get; init; }

        public string? Draw()
        {
            var book = compiled.Book;
            var drawing = book.Drawings.FirstOrDefault(d => d.Id == Drawing);
            if (Drawing is not null && drawing is null)
            {
                var ids = book.Drawings.Select(d => d.Id).ToList();
                error.WriteLine($"There is no drawing \"{Drawing}\". "
                    + $"The book offers: {string.Join(", ", ids)}.");
                return null;
            }

            var given = (drawing?.Given ?? []).Aggregate(CaseFacts.None(book), (f, g) => f.With(g));
            if (AddGiven(given) is not { } settled || Path() is not { } path)
                return null;
            var law = compiled.On(drawing?.Date ?? book.StatedAt);
            var chart = drawing?.OfDuty is { } duty
                ? FlowChart.OfDuty(law, duty, settled, path)
                : FlowChart.OfVerdict(law, settled, path);
            if (chart.IsCut)
            {
                error.WriteLine($"This flowchart has {chart.Questions} questions, and at most "
                    + $"{FlowChart.MaxQuestions} can be read: the rest is cut. "
                    + "Settle some facts with --given.");
            }

            return SvgWriter.Write(chart, drawing?.Title ?? book.Title);
        }

        private CaseFacts? AddGiven(CaseFacts facts)
        {
            foreach (var text in Given)
            {
                var parts = text.Split('=', 2);
                var fact = compiled.Book.FindFact(parts[0]);
                var answer = parts.Length == 2 ? fact?.IndexOf(parts[1]) ?? -1 : -1;
                if (fact is null || answer < 0)
                {
                    var nearest = NearestName.Find(parts[0], compiled.Book.Facts.Select(f => f.Id));
                    var meant = nearest is null ? "" : $" Did you mean \"{nearest}\"?";
                    error.WriteLine(fact is null
                        ? $"There is no fact \"{parts[0]}\".{meant}"
                        : $"Write {fact.Id}= and one of: "
                            + string.Join(", ", fact.Answers.Select(a => a.Id)));
                    return null;
                }

                facts = facts.With(new GivenFact(fact, answer));
            }

            return facts;
        }

        private CaseFacts? Path()
        {
            if (Case is null)
                return CaseFacts.None(compiled.Book);
            if (CaseReader.Read(compiled.Book, Case, refusal) is not { } read)
                return null;
            var found = Item is null
                ? read.Items[0] : read.Items.FirstOrDefault(i => i.Name == Item);
            if (found is null)
            {
                error.WriteLine($"The case has no item \"{Item}\". It has: "
                    + string.Join(", ", read.Items.Select(i => i.Name)));
            }

            return found?.Facts;
        }
    }
}
