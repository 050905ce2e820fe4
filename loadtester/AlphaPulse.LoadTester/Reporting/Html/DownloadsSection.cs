using AlphaPulse.LoadTester.Results;

namespace AlphaPulse.LoadTester.Reporting.Html;

/// <summary>The raw histograms, for other tools.</summary>
internal static class DownloadsSection
{
    public static void Add(HtmlText page, RunResults results, int run)
    {
        var histograms = results.Histograms;
        if (histograms.Write.Length == 0)
            return;
        page.Open("section", "downloads-section").Open("h2").Text("Raw histograms ").Element("small", "HdrHistogram, readable by its own tools").Close("h2").Open("div", "downloads");
        Button("hlog", "all as .hlog");
        Percentiles("write", histograms.Write);
        Percentiles("lag", histograms.Lag);
        Percentiles("response", histograms.Response);
        Percentiles("delivery", histograms.Delivery);
        Percentiles("hiccup", histograms.Hiccup);
        Percentiles("controlHiccup", histograms.ControlHiccup);
        page.Close("div").Close("section");

        void Percentiles(string key, string base64)
        {
            if (base64.Length > 0 && (PageData.IsPaced(results) || key is not ("lag" or "response")))
                Button(key, $"{(key == "controlHiccup" ? "hiccup, idle process," : key)} as .hgrm");
        }

        void Button(string key, string text) =>
            page.OpenWith("button", ("type", "button"), ("data-save", key), ("data-run", ReportText.Of($"{run}"))).Text(text).Close("button");
    }
}
