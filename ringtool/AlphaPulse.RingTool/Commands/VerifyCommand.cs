using System.Diagnostics;
using System.Globalization;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.RingTool.Rendering;
using AlphaPulse.RingTool.Reports;
using AlphaPulse.RingTool.Verifying;

namespace AlphaPulse.RingTool.Commands;

/// <summary><c>ringtool verify</c>.</summary>
internal static class VerifyCommand
{
    private const double MostSeconds = 86_400;
    private const long MostCapacity = 1 << 20;

    public static int Run(VerifyOptions options, Output output)
    {
        var fault = Check(options);
        using var interruption = new Interruption();
        var registry = new RunRegistry(options.Dir);
        using var run = registry.Create(string.Create(CultureInfo.InvariantCulture, $"verify-{Environment.ProcessId}"));
        try
        {
            var report = Soak(new SoakSettings(run.RingPath("soak"), options.RecordBytes, options.Capacity, options.Seconds, fault), interruption.Token);
            if (options.Json)
                output.Json(report);
            else
                VerifyText.Write(report, output);
            return report.IsPassed ? ExitCode.Ok : ExitCode.Missed;
        }
        finally
        {
            run.Remove();
        }
    }

    private static VerifyReport Soak(SoakSettings settings, CancellationToken stop)
    {
        using var writer = SoakWriterProcess.Start(settings, stop);
        using var readers = SoakRecords.Attach(settings);
        var started = Stopwatch.GetTimestamp();
        writer.Go();
        readers.Run(stop);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var written = writer.WaitForEnd(stop);
        var (gated, observer) = readers.Count(written);
        return new VerifyReport
        {
            Seconds = seconds,
            RecordBytes = settings.RecordBytes,
            Capacity = settings.Capacity,
            WriterPid = writer.Id,
            ReaderPid = Environment.ProcessId,
            Published = written.Published,
            FullCount = written.FullCount,
            Gated = gated,
            Observer = observer,
        };
    }

    private static PlantedFault Check(VerifyOptions options)
    {
        var faults = new List<string>();
        if (!(options.Seconds is > 0 and <= MostSeconds))
            faults.Add($"--seconds {options.Seconds}: must be more than 0, at most {MostSeconds:#,0}");
        if (!SoakRecords.Sizes.Contains(options.RecordBytes))
            faults.Add($"--record-bytes {options.RecordBytes}: must be one of {string.Join(", ", SoakRecords.Sizes)}");
        if (options.Capacity is < 2 or > MostCapacity || (options.Capacity & (options.Capacity - 1)) != 0)
            faults.Add($"--capacity {options.Capacity}: must be a power of two, 2 to {Words.Count(MostCapacity)}");
        var fault = PlantedFault.None;
        if (options.Fault is not null && !(Enum.TryParse(options.Fault, ignoreCase: true, out fault) && Enum.IsDefined(fault)))
            faults.Add($"--fault {options.Fault}: must be torn, lost or doubled");
        return faults.Count == 0 ? fault : throw new UsageException(faults);
    }
}
