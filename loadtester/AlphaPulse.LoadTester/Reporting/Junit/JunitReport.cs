using System.Globalization;
using System.Text;
using System.Xml;
using AlphaPulse.LoadTester.Results;
using AlphaPulse.LoadTester.Verdicts;

namespace AlphaPulse.LoadTester.Reporting.Junit;

/// <summary>
/// Verdicts as JUnit XML for CI servers: a suite a run, a test case an objective, and one for the run itself, which says what no
/// objective says. A suite is green exactly if the run's exit code is 0: what could not be decided is an error, not a skip. Pure.
/// </summary>
internal static class JunitReport
{
    // Seconds: CI servers read a plain decimal, and some reject an exponent.
    private const string TimeFormat = "0.000";

    public static string Of(IReadOnlyList<ReportedRun> runs)
    {
        var suites = runs.Select(run => (Run: run, Cases: Cases(run))).ToArray();
        using var text = new Utf8Writer();
        using (var xml = XmlWriter.Create(text, new XmlWriterSettings { Indent = true, NewLineChars = "\n" }))
        {
            xml.WriteStartElement("testsuites");
            Totals(xml, "AlphaPulse", [.. suites.SelectMany(suite => suite.Cases)], suites.Sum(suite => suite.Run.Results.DurationSecs));
            foreach (var (run, cases) in suites)
                Suite(xml, run, cases);
            xml.WriteEndElement();
        }

        return text.ToString() + "\n";
    }

    private static List<JunitCase> Cases(ReportedRun run)
    {
        var results = run.Results;
        var cases = new List<JunitCase> { RunCase(results) };
        foreach (var objective in results.Objectives)
        {
            var name = ReportText.Objective(objective);
            cases.Add(objective.IsMet switch
            {
                true => new JunitCase(name, JunitOutcome.Passed, "", $"found {ReportText.Value(objective)}"),
                false => new JunitCase(name, JunitOutcome.Failure, $"found {(objective.Value is null ? "nothing within the run" : ReportText.Value(objective))}", Of(results, objective)),
                null => new JunitCase(name, results.ExitCode == ExitCode.Ok ? JunitOutcome.Skipped : JunitOutcome.Error, "cannot be decided", Of(results, objective)),
            });
        }

        return cases;
    }

    // A miss of an objective is told by the objective; all else that made the exit code is told here.
    private static JunitCase RunCase(RunResults results)
    {
        const string name = "the run is valid";
        var others = results.Reasons.Where(reason => !results.Objectives.Any(objective => IsAbout(reason, objective))).ToArray();
        var outcome = results.Status switch
        {
            RunStatus.Passed or RunStatus.Partial => JunitOutcome.Passed,
            RunStatus.Failed => others.Length == 0 ? JunitOutcome.Passed : JunitOutcome.Failure,
            RunStatus.Inconclusive => others.Length == 0 && results.Objectives.Any(objective => objective.IsMet is null) ? JunitOutcome.Passed : JunitOutcome.Error,
            _ => JunitOutcome.Error,
        };
        var reasons = outcome == JunitOutcome.Passed || others.Length > 0 ? others : results.Reasons;
        return new JunitCase(name, outcome, outcome == JunitOutcome.Passed ? "" : $"{ReportText.Status(results.Status)}: {string.Join("; ", reasons)}", string.Join('\n', [ReportText.Status(results.Status), .. reasons, .. results.Warnings.Select(warning => $"warning: {warning}")]));
    }

    private static bool IsAbout(string reason, ObjectiveResults objective) =>
        (objective.IsMet == false && reason.StartsWith($"objective missed: {ReportText.Objective(objective)}", StringComparison.Ordinal))
        || (objective.IsMet is null && Metrics.Find(objective.Metric) is { } metric && reason.StartsWith($"{metric.Label} cannot be decided", StringComparison.Ordinal));

    private static string Of(RunResults results, ObjectiveResults objective) =>
        string.Join('\n', [.. results.Reasons.Where(reason => IsAbout(reason, objective)), ReportText.Load(results), ReportText.Environment(results.Environment)]);

    private static void Suite(XmlWriter xml, ReportedRun run, List<JunitCase> cases)
    {
        var results = run.Results;
        xml.WriteStartElement("testsuite");
        Totals(xml, PlainText.Of(run.Name), cases, results.DurationSecs);
        Attribute(xml, "timestamp", results.StartedAt.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture));
        Attribute(xml, "hostname", "localhost");
        xml.WriteStartElement("properties");
        Property(xml, "status", ReportText.Status(results.Status));
        Property(xml, "load", ReportText.Load(results));
        Property(xml, "environment", ReportText.Environment(results.Environment));
        xml.WriteEndElement();
        foreach (var testCase in cases)
            Case(xml, run.Name, testCase, testCase == cases[0] ? results.DurationSecs : 0);
        xml.WriteElementString("system-out", "");
        xml.WriteElementString("system-err", "");
        xml.WriteEndElement();
    }

    private static void Case(XmlWriter xml, string suite, JunitCase testCase, double seconds)
    {
        xml.WriteStartElement("testcase");
        Attribute(xml, "name", testCase.Name);

        // CI servers make packages of what dots separate.
        Attribute(xml, "classname", "alphapulse." + suite.Replace('.', '_'));
        Attribute(xml, "time", seconds.ToString(TimeFormat, CultureInfo.InvariantCulture));
        if (testCase.Outcome == JunitOutcome.Passed)
        {
            xml.WriteElementString("system-out", PlainText.Of(testCase.Details));
        }
        else
        {
            xml.WriteStartElement(testCase.Outcome.ToString().ToLowerInvariant());
            Attribute(xml, "message", testCase.Message);
            if (testCase.Outcome != JunitOutcome.Skipped)
            {
                Attribute(xml, "type", testCase.Outcome == JunitOutcome.Failure ? "objective" : "validity");
                xml.WriteString(PlainText.Of(testCase.Details));
            }

            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void Totals(XmlWriter xml, string name, List<JunitCase> cases, double seconds)
    {
        Attribute(xml, "name", name);
        Attribute(xml, "tests", ReportText.Of($"{cases.Count}"));
        Attribute(xml, "failures", Number(JunitOutcome.Failure));
        Attribute(xml, "errors", Number(JunitOutcome.Error));
        Attribute(xml, "skipped", Number(JunitOutcome.Skipped));
        Attribute(xml, "time", seconds.ToString(TimeFormat, CultureInfo.InvariantCulture));

        string Number(JunitOutcome outcome) => ReportText.Of($"{cases.Count(testCase => testCase.Outcome == outcome)}");
    }

    private static void Property(XmlWriter xml, string name, string value)
    {
        xml.WriteStartElement("property");
        Attribute(xml, "name", name);
        Attribute(xml, "value", value);
        xml.WriteEndElement();
    }

    private static void Attribute(XmlWriter xml, string name, string value) => xml.WriteAttributeString(name, PlainText.Of(value));

    // A StringWriter says UTF-16 of itself, and the XML would too.
    private sealed class Utf8Writer : StringWriter
    {
        public Utf8Writer()
            : base(CultureInfo.InvariantCulture)
        {
        }

        public override Encoding Encoding => Encoding.UTF8;
    }
}
