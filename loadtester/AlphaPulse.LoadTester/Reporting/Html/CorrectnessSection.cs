using AlphaPulse.LoadTester.Results;

namespace AlphaPulse.LoadTester.Reporting.Html;

/// <summary>Whether every event arrived, and every book is right.</summary>
internal static class CorrectnessSection
{
    public static void Add(HtmlText page, RunResults results)
    {
        var (errors, counts, books) = (results.Errors, results.Counts, results.Books);
        page.Open("section").Element("h2", "Counting and books").Open("div", "columns").Open("dl", "facts");
        page.Fact("events written", ReportText.Count(counts.Written));
        page.Fact("= delivered", ReportText.Count(counts.Delivered));
        page.Fact("+ lost", ReportText.Count(counts.Lost));
        page.Fact("+ still in the ring", ReportText.Count(counts.InRing));
        if (counts.FromBefore > 0)
            page.Fact("from before", ReportText.Count(counts.FromBefore));
        page.Fact("refused", ReportText.Count(counts.Refused));
        page.Fact("books", ReportText.Of($"{books.Checked:#,0} comparisons of {books.Instruments:#,0} instruments, {(books.Checked > 0 ? ReportText.Count(books.Mismatched) : ReportText.Missing)} mismatched"));
        page.Close("dl").Open("dl", "facts");
        page.Fact("ring full", ReportText.Of($"{errors.BufferOverflows:#,0} times, {errors.MeasuredBufferOverflows:#,0} of them in the measured time"));
        page.Fact("sequence gaps", ReportText.Count(errors.SequenceGaps));
        page.Fact("duplicates", ReportText.Count(errors.Duplicates));
        page.Fact("handler errors", ReportText.Count(errors.HandlerErrors));
        page.Fact("invalid events", ReportText.Count(errors.InvalidEvents));
        page.Fact("skipped lines", ReportText.Count(errors.SkippedLines));
        page.Fact("error rate", ReportText.Of($"{errors.ErrorRatePercent:0.####} %"));
        page.Close("dl").Close("div").Close("section");
    }
}
