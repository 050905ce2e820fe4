using AlphaPulse.LoadTester.Doctor;
using AlphaPulse.LoadTester.Options;
using AlphaPulse.LoadTester.Reporting;
using AlphaPulse.LoadTester.Running;
using AlphaPulse.LoadTester.Verdicts;
using AlphaPulse.RingBuffer.Memory;

namespace AlphaPulse.LoadTester.Commands;

/// <summary><c>loadtester doctor</c>: whether this machine can be measured on.</summary>
internal static class DoctorCommand
{
    public static int Run(DoctorOptions options, CommandContext context, FaultList faults)
    {
        if (!faults.IsEmpty)
            return ExitCode.Usage;
        var host = HostWatch.Watch(new HostView { Directory = new RunRegistry(options.Dir).BaseDirectory, NeededBytes = RunSpace.LargestProfileBytes });
        return Show(DoctorReport.Of(host), options, context.Output);
    }

    internal static int Show(DoctorReport report, DoctorOptions options, TextWriter output)
    {
        if (options.Json)
            output.WriteLine(report.ToJson());
        else
            Terminal.Of(output, OutputSettings.UsesColor(options.NoColor)).Write(DoctorScreen.Lines(report, options.Strict));
        return options.Strict && !report.IsFit ? ExitCode.Invalid : ExitCode.Ok;
    }
}
