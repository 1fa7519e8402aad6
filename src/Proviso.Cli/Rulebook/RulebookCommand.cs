using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using Proviso.Rulebook.Compiling;
using Proviso.Rulebook.Proving;

namespace Proviso.Cli.Rulebook;

/// <summary><c>proviso rulebook …</c>: check, prove and study a rule book.</summary>
internal static class RulebookCommand
{
    public static Command Create() => new("rulebook", "Check, prove and study a rule book.")
    {
        Check(),
        Prove(),
        CoverageOf(),
        CompareCommand.Create(),
        DrawCommand.Create(),
        QuestionsCommand.Create(),
        ExplainCommand.Create(),
    };

    public static Option<bool> Json() => new("--json") { Description = "Answer as JSON." };

    private static Command Check()
    {
        var book = BookFolder.Option();
        var local = BookFolder.LocalOption();
        var json = Json();
        var command = new Command("check",
            "Read a book, prove it, and show everything wrong with it.")
        {
            book, local, json,
        };
        command.SetAction(parsed =>
        {
            var refusal = Refusal.Of(parsed);
            var reading = BookFolder.Read(parsed.GetValue(book), parsed.GetValue(local), refusal);
            if (reading is null)
                return refusal.Exit(ExitCodes.BadInput);
            var problems = reading.Problems;
            if (reading.Book is { } read)
                problems = ProofOf(new CompiledBook(read), out _).Problems;
            var loosened = BookFolder.Loosened(
                reading.Book, parsed.GetValue(book), parsed.GetValue(local), refusal);
            if (loosened > 0)
                return refusal.Exit(ExitCodes.CheckFailed);
            if (problems.Count > 0)
                refusal.Add(problems);
            else if (!parsed.GetValue(json))
                Output(parsed).WriteLine($"{reading.Book!.Version}: no problems.");
            return refusal.Exit(problems.Count == 0 ? ExitCodes.Ok : ExitCodes.BadInput);
        });
        return command;
    }

    private static Command Prove()
    {
        var book = BookFolder.Option();
        var local = BookFolder.LocalOption();
        var json = Json();
        var command = new Command("prove", "Prove a book over every combination of answers.")
        {
            book, local, json,
        };
        command.SetAction(parsed =>
        {
            var refusal = Refusal.Of(parsed);
            var compiled = BookFolder.Compile(
                parsed.GetValue(book), parsed.GetValue(local), refusal);
            if (compiled is null)
                return refusal.Exit(ExitCodes.BadInput);
            var proof = ProofOf(compiled, out var compileMs);
            if (!parsed.GetValue(json))
                WriteProof(Output(parsed), proof, compileMs);
            if (!proof.Holds)
                refusal.Add(proof.Problems);
            var loosened = BookFolder.Loosened(
                compiled.Book, parsed.GetValue(book), parsed.GetValue(local), refusal);
            if (parsed.GetValue(json))
            {
                JsonOutput.Write(Output(parsed), w =>
                {
                    ProofJson(w, proof, compileMs);
                    refusal.WriteMembers(w);
                });
            }

            return proof.Holds && loosened == 0 ? ExitCodes.Ok : ExitCodes.CheckFailed;
        });
        return command;
    }

    private static Command CoverageOf()
    {
        var book = BookFolder.Option();
        var local = BookFolder.LocalOption();
        var json = Json();
        var command = new Command("coverage", "List what answers each requirement.")
        {
            book, local, json,
        };
        command.SetAction(parsed =>
        {
            var (refusal, output) = (Refusal.Of(parsed), Output(parsed));
            var compiled = BookFolder.Load(
                parsed.GetValue(book), parsed.GetValue(local), refusal);
            if (compiled is null)
                return refusal.Exit(ExitCodes.BadInput);
            var rows = Coverage.Of(compiled.Book);
            var uncovered = rows.Where(r => !r.IsCovered).Select(r => r.Requirement.Id).ToList();
            if (parsed.GetValue(json))
                JsonOutput.Write(output, w => CoverageJson(w, rows, uncovered));
            else
                WriteCoverage(output, rows, uncovered);
            return uncovered.Count == 0 ? ExitCodes.Ok : ExitCodes.CheckFailed;
        });
        return command;
    }

    internal static TextWriter Output(ParseResult parsed) => parsed.InvocationConfiguration.Output;

    internal static TextWriter Error(ParseResult parsed) => parsed.InvocationConfiguration.Error;

    private static Proof ProofOf(CompiledBook compiled, out long compileMs)
    {
        // A law is compiled when it is first asked for, and the prover asks for every one.
        var watch = Stopwatch.StartNew();
        _ = compiled.Laws.ToList();
        compileMs = watch.ElapsedMilliseconds;
        return Prover.Prove(compiled);
    }

    private static void ProofJson(Utf8JsonWriter w, Proof proof, long compileMs)
    {
        w.WriteNumber("facts", proof.Facts);
        w.WriteNumber("rules", proof.Rules);
        w.WriteNumber("periods", proof.Periods);
        w.WriteString("combinations", proof.Combinations.ToString());
        w.WriteNumber("contradictions", proof.Contradictions);
        w.WriteNumber("deadRules", proof.DeadRules);
        w.WriteNumber("invariants", proof.Invariants);
        w.WriteNumber("invariantsFailed", proof.InvariantsFailed);
        w.WriteNumber("examples", proof.Examples);
        w.WriteNumber("examplesFailed", proof.ExamplesFailed);
        w.WriteNumber("nodes", proof.Nodes);
        w.WriteNumber("compileMs", compileMs);
    }

    private static void WriteProof(TextWriter output, Proof proof, long compileMs)
    {
        output.WriteLine(
            $"{proof.Facts} facts, {proof.Rules} rules, {proof.Periods} periods of law");
        output.WriteLine($"{proof.Combinations:N0} combinations of answers, every one covered");
        output.WriteLine($"{proof.Contradictions} contradictions, {proof.DeadRules} dead rules");
        output.WriteLine($"{proof.Invariants} invariants, {proof.InvariantsFailed} failed");
        output.WriteLine($"{proof.Examples} examples, {proof.ExamplesFailed} failed");
        output.WriteLine($"{proof.Nodes} nodes; all periods compiled in {compileMs} ms");
        output.WriteLine(proof.Holds
            ? "Proved: complete, without contradiction, and every invariant holds."
            : "Not proved: what does not hold is listed with the simplest case of each.");
    }

    private static void CoverageJson(
        Utf8JsonWriter w, IReadOnlyList<CoverageRow> rows, IReadOnlyList<string> uncovered)
    {
        w.WriteNumber("ids", rows.Count);
        w.WriteNumber("covered", rows.Count - uncovered.Count);
        JsonOutput.Strings(w, "uncovered", uncovered);
        w.WriteStartArray("rows");
        foreach (var row in rows)
        {
            w.WriteStartObject();
            w.WriteString("id", row.Requirement.Id);
            w.WriteString("text", row.Requirement.Text);
            JsonOutput.Strings(w, "rules", row.Rules);
            JsonOutput.Strings(w, "duties", row.Duties);
            JsonOutput.Strings(w, "facts", row.Facts);
            JsonOutput.Strings(w, "others", row.Others);
            w.WriteEndObject();
        }

        w.WriteEndArray();
    }

    private static void WriteCoverage(
        TextWriter output, IReadOnlyList<CoverageRow> rows, IReadOnlyList<string> uncovered)
    {
        foreach (var row in rows)
        {
            output.WriteLine($"{row.Requirement.Id}  {row.Requirement.Text}");
            Line("rules", row.Rules);
            Line("duties", row.Duties);
            Line("facts", row.Facts);
            Line("defines and bases", row.Others);
            if (!row.IsCovered)
                output.WriteLine("    NOTHING ANSWERS THIS");
        }

        var covered = rows.Count - uncovered.Count;
        output.WriteLine($"{covered} of {rows.Count} requirements are answered.");

        void Line(string what, IReadOnlyList<string> ids)
        {
            if (ids.Count > 0)
                output.WriteLine($"    {what}: {string.Join(", ", ids)}");
        }
    }
}
