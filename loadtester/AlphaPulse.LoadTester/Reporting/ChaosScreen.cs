using System.Globalization;
using System.Text;
using AlphaPulse.LoadTester.Chaos;

namespace AlphaPulse.LoadTester.Reporting;

/// <summary>A plan of faults, and what came of each, as lines.</summary>
internal static class ChaosScreen
{
    private static readonly CompositeFormat s_row = CompositeFormat.Parse("  {0,-15} {1,-11} {2,7} {3,10} {4,12} {5,12} {6,7} {7,9} {8,10}  {9}");

    public static IEnumerable<ReportLine> Plan(ChaosSettings settings, IReadOnlyList<PlannedFault> plan)
    {
        yield return new ReportLine($"Chaos: {plan.Count} {(plan.Count == 1 ? "fault" : "faults")} by seed {settings.Seed}", Tone.Title);
        foreach (var fault in plan)
        {
            var held = fault.HoldMs > 0 ? string.Create(CultureInfo.InvariantCulture, $", for {fault.HoldMs / 1e3:0.0} s") : "";
            yield return new ReportLine(string.Create(CultureInfo.InvariantCulture, $"  {fault.AtMs / 1e3,6:0.0} s  {ChaosFaults.NameOf(fault.Fault),-15} {fault.Target}{held}"));
        }

        yield return new ReportLine("");
    }

    public static ReportLine Head() => new(Line("fault", "target", "at s", "noticed ms", "recovered ms", "consistent ms", "lost", "missed", "checks", "invariants"), Tone.Faint);

    public static IEnumerable<ReportLine> Result(FaultResult fault)
    {
        yield return new ReportLine(
            Line(fault.Fault, fault.Target, Number(fault.AtMs / 1e3, "0.0"), Number(fault.NoticedMs), Number(fault.RecoveredMs), Number(fault.ConsistentMs), Number(fault.EventsLost), Number(fault.UpdatesMissed), $"{fault.Checked}/{fault.Mismatched}", fault.IsHeld ? "OK" : "BROKEN"),
            fault.IsHeld ? Tone.Good : Tone.Bad);
        foreach (var sentence in fault.Broken)
            yield return new ReportLine($"    {sentence}", Tone.Bad);
    }

    public static IEnumerable<ReportLine> End(ChaosReport report)
    {
        yield return new ReportLine("");
        yield return new ReportLine("  lost: published events that no engine handled. missed: updates due while no writer lived. checks: comparisons of books with venues after it / differing.", Tone.Faint);
        yield return new ReportLine(string.Create(CultureInfo.InvariantCulture, $"  {report.Samples:N0} samples taken, {report.SamplesLogged:N0} logged"), Tone.Faint);
        yield return report switch
        {
            { Invalid: { } reason } => new ReportLine($"chaos: INVALID: {reason}", Tone.Bad),
            { IsInterrupted: true } => new ReportLine($"chaos: interrupted after {report.Faults.Count} of {report.Planned} faults", Tone.Warning),
            { AllHeld: true } => new ReportLine($"chaos: PASSED: all invariants held through {report.Faults.Count} {(report.Faults.Count == 1 ? "fault" : "faults")}", Tone.Good),
            _ => new ReportLine($"chaos: FAILED: {report.Faults.Count(fault => !fault.IsHeld)} of {report.Planned} faults broke an invariant{(report.Faults.Count < report.Planned ? "; the rest was not tried" : "")}", Tone.Bad),
        };
    }

    private static string Line(params object[] cells) => string.Format(CultureInfo.InvariantCulture, s_row, cells);

    private static string Number(double? value, string format = "#,0") => value?.ToString(format, CultureInfo.InvariantCulture) ?? "-";
}
