using AlphaPulse.LoadTester.Options;
using AlphaPulse.LoadTester.Verdicts;

namespace AlphaPulse.LoadTester.Commands;

/// <summary>Where a command writes to.</summary>
internal sealed record CommandContext(TextWriter Output, TextWriter Error)
{
    /// <summary>Columns for text.</summary>
    public int Width => Output == Console.Out && !Console.IsOutputRedirected ? Console.WindowWidth : 100;

    public int Print(string text)
    {
        Output.Write(text);
        return ExitCode.Ok;
    }

    public int Reject(FaultList faults)
    {
        foreach (var fault in faults.All)
            Reject(fault);
        return ExitCode.Usage;
    }

    public int Reject(Fault fault)
    {
        Error.WriteLine($"loadtester: {fault}");
        return ExitCode.Usage;
    }
}
