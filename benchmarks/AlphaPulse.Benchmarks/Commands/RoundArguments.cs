using AlphaPulse.Benchmarks.Processes;
using AlphaPulse.Benchmarks.Reports;
using AlphaPulse.Telemetry.Clocks;
using CommandLine;

namespace AlphaPulse.Benchmarks.Commands;

/// <summary>Options of the commands that measure everything once in each of several rounds, between two cores.</summary>
internal abstract class RoundArguments
{
    [Option("secs", Default = 1.0, MetaValue = "N", HelpText = "Seconds of each measurement, 0.1 to 60.")]
    public double Secs { get; init; }

    [Option("runs", Default = 5, MetaValue = "N", HelpText = "Rounds, 1 to 1000; each measures everything once.")]
    public int Runs { get; init; }

    internal long DurationNs => (long)(Secs * 1e9);

    /// <summary>Checks the options, finds two cores, and says where the figures will come from.</summary>
    /// <param name="clock">The clock that is measured with.</param>
    /// <param name="placement">Who is on which core.</param>
    /// <exception cref="UsageException">An option is out of its range, or there is one core only.</exception>
    internal (int First, int Second) Begin(Clock clock, Func<int, int, string> placement)
    {
        if (Fault() is { } fault)
            throw new UsageException(fault);
        var cores = Cores.Allowed();
        if (cores.Count < 2)
            throw new UsageException("The benchmark needs two cores, and this process may use only one.");
        MachineHeader.Print(clock);
        Console.WriteLine($"placement   {placement(cores[0], cores[1])}");
        Console.WriteLine($"rounds      {Runs} of {Secs} s a measurement; medians (least..most)");
        return (cores[0], cores[1]);
    }

    /// <summary>What is wrong with the options, or null.</summary>
    private protected virtual string? Fault() => this switch
    {
        { Secs: not (>= 0.1 and <= 60) } => $"--secs is {Secs}; it must be 0.1 to 60.",
        { Runs: not (>= 1 and <= 1000) } => $"--runs is {Runs}; it must be 1 to 1000.",
        _ => null,
    };
}
