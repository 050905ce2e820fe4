using System.Globalization;
using AlphaPulse.LoadTester.Results;

namespace AlphaPulse.LoadTester.Verdicts;

/// <summary>What makes a run fail, or leaves it undecided, although no objective names it. Pure: results in, reasons out.</summary>
internal static class FeedFaults
{
    /// <summary>Why the run failed, a sentence each.</summary>
    public static IReadOnlyList<string> Failures(RunResults results, ValidityFacts facts)
    {
        var failures = new List<string>();
        Stall(results, facts, failures);
        if (facts.IsSimulated)
            Simulated(results, facts, failures);
        return failures;
    }

    /// <summary>Why the run cannot be decided, a sentence each.</summary>
    public static IReadOnlyList<string> Undecided(RunResults results, ValidityFacts facts)
    {
        if (!facts.HasPipeline)
            return ["no pipeline reads this feed: only the writing was measured, nothing was delivered or checked"];
        return facts.IsSimulated && results.Books.Checked == 0 && results.DurationSecs >= 1
            ? ["no book was checked against the exchanges' own"]
            : [];
    }

    private static void Stall(RunResults results, ValidityFacts facts, List<string> failures)
    {
        var counts = results.Counts;
        if (!facts.HasPipeline || counts.Written == 0)
            return;
        if (counts.Delivered == 0)
            failures.Add(Text($"the pipeline stands still: {counts.Written:#,0} events were written and none was delivered"));
        else if (counts.InRing > results.Throughput.EventsPerSecond)
            failures.Add(Text($"the pipeline falls behind: {counts.InRing:#,0} more events wait in the rings than at the start, which is more than a second's worth"));
    }

    private static void Simulated(RunResults results, ValidityFacts facts, List<string> failures)
    {
        var errors = results.Errors;
        Expect(errors.Duplicates, "duplicates: events whose number was there already");
        Expect(errors.Restarts, "restarts: numberings that started anew");
        Expect(errors.BadInstruments, "events of an instrument that the run does not have");
        Expect(results.Books.Crossed, "times a crossed book");

        // A pipeline that joins a feed on its way lacks the orders from before.
        if (facts.HasSchedule)
        {
            Expect(errors.InvalidEvents, "events that a book could not apply");
            Expect(errors.UnknownOrders, "changes of orders that a book does not have");
        }

        void Expect(long count, string what)
        {
            if (count > 0)
                failures.Add(Text($"{count:#,0} {what}, in a feed that has none"));
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
