using AlphaPulse.RingTool.Verifying;

namespace AlphaPulse.RingTool.Commands;

/// <summary>
/// <c>ringtool soak-writer</c>: makes the ring and says <c>ready</c>, writes from <c>go</c> on, closes the ring and says <c>written</c>. The end of its
/// input ends it: then the process that started it is gone.
/// </summary>
internal static class SoakWriterCommand
{
    public const string Ready = "ready";
    public const string Go = "go";

    public static int Run(SoakWriterOptions options, Output output)
    {
        var settings = new SoakSettings(options.Ring, options.RecordBytes, options.Capacity, options.Seconds, Enum.Parse<PlantedFault>(options.Fault));
        using var stop = new CancellationTokenSource();
        var written = SoakRecords.Write(settings, WaitForGo, stop.Token);
        output.Line(written.Line);
        return ExitCode.Ok;

        void WaitForGo()
        {
            output.Line(Ready);
            output.Flush();
            if (Console.ReadLine() != Go)
                throw new OperationCanceledException();
            new Thread(() => StopAtEndOfInput(stop)) { IsBackground = true, Name = "input" }.Start();
        }
    }

    private static void StopAtEndOfInput(CancellationTokenSource stop)
    {
        while (Console.ReadLine() is not null)
        {
        }

        try
        {
            stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // All is written.
        }
    }
}
