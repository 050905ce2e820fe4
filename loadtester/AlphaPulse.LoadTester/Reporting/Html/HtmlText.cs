using System.Net;
using System.Text;

namespace AlphaPulse.LoadTester.Reporting.Html;

/// <summary>Builds HTML in which text is always text: whatever a name holds, it cannot become markup.</summary>
internal sealed class HtmlText
{
    private readonly StringBuilder _text = new();

    /// <summary>Begins an element, with class names or without.</summary>
    public HtmlText Open(string element, string? classes = null)
    {
        _text.Append('<').Append(element);
        if (classes is not null)
            _text.Append(" class=\"").Append(Encode(classes)).Append('"');
        _text.Append('>');
        return this;
    }

    /// <summary>Begins an element with attributes of any text.</summary>
    public HtmlText OpenWith(string element, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        _text.Append('<').Append(element);
        foreach (var (name, value) in attributes)
            _text.Append(' ').Append(name).Append("=\"").Append(Encode(value)).Append('"');
        _text.Append('>');
        return this;
    }

    public HtmlText Close(string element)
    {
        _text.Append("</").Append(element).Append(">\n");
        return this;
    }

    public HtmlText Text(string text)
    {
        _text.Append(Encode(text));
        return this;
    }

    /// <summary>A whole element that holds only text.</summary>
    public HtmlText Element(string element, string text, string? classes = null) => Open(element, classes).Text(text).Close(element);

    public HtmlText TableHead(params ReadOnlySpan<string> cells)
    {
        Open("div", "scroll").Open("table").Open("thead").Open("tr");
        foreach (var cell in cells)
            Element("th", cell);
        return Close("tr").Close("thead").Open("tbody");
    }

    public HtmlText Row(params ReadOnlySpan<string> cells) => Open("tr").Cells(cells).Close("tr");

    public HtmlText Cells(params ReadOnlySpan<string> cells)
    {
        foreach (var cell in cells)
            Element("td", cell);
        return this;
    }

    public HtmlText TableEnd() => Close("tbody").Close("table").Close("div");

    public HtmlText Fact(string name, string value) => Element("dt", name).Element("dd", value);

    /// <summary>What the page's script fills with a chart.</summary>
    public HtmlText Chart(string kind, int run, string caption, string note = "")
    {
        OpenWith("figure", ("data-chart", kind), ("data-run", ReportText.Of($"{run}"))).Open("figcaption").Text(caption);
        if (note.Length > 0)
            Text(" ").Element("small", note);
        Close("figcaption").Open("div", "tools");
        OpenWith("div", ("class", "choice"), ("role", "group"), ("aria-label", "Which latency")).Close("div");
        OpenWith("div", ("class", "legend"), ("role", "group"), ("aria-label", "Series")).Close("div");
        Open("span", "scale").Close("span");
        OpenWith("button", ("type", "button"), ("class", "reset")).Text("Reset zoom").Close("button");
        return Close("div").Open("div", "plot").Close("div").Close("figure");
    }

    public override string ToString() => _text.ToString();

    // Halves of surrogate pairs and control codes are no characters of HTML either.
    private static string Encode(string text) => WebUtility.HtmlEncode(PlainText.Of(text));
}
