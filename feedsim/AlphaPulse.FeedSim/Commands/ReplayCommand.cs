using System.Globalization;
using AlphaPulse.FeedSim.Hosting;
using AlphaPulse.MarketData.Runs;

namespace AlphaPulse.FeedSim.Commands;

/// <summary><c>feedsim replay</c>.</summary>
internal static class ReplayCommand
{
    // A capture ends when it ends; its one phase outlasts any.
    private const long PhaseNs = 10L * 365 * 86_400 * 1_000_000_000;

    public static int Run(ReplayOptions options)
    {
        var faults = new List<string>();
        if (FeedChecks.IsControlled(options, faults))
            return FeedHost.RunControlled(options.Plan!);
        var replay = Read(options, faults);
        if (faults.Count > 0)
            throw new UsageException(faults);
        return FeedHost.RunAlone(options.Dir, options.Name, (name, clock) => new RunPlan
        {
            Name = name,
            Clock = clock,
            Phases = [new RunPhase("replay", 0, PhaseNs, IsMeasured: true)],
            RingCapacity = options.RingCapacity,
            Replay = replay,
        }, options.Quiet);
    }

    private static ReplayPlan Read(ReplayOptions options, List<string> faults)
    {
        var formats = string.Join(", ", CaptureFormats.All);
        if (options.Format is null)
            faults.Add($"--format: is missing; one of {formats}");
        else if (!CaptureFormats.IsKnown(options.Format))
            faults.Add($"--format {options.Format}: must be one of {formats}");
        else if (options.Oracle is not null && !CaptureFormats.TakesOracleFile(options.Format))
            faults.Add($"--oracle: {options.Format} carries its oracle in the stream");
        var files = options.Files.ToArray();
        if (files.Length == 0)
            faults.Add("a capture file is missing");
        foreach (var file in files.Append(options.Oracle).OfType<string>())
        {
            if (!File.Exists(file))
                faults.Add($"{file}: there is no such file");
        }

        var speed = 0.0;
        if (options.Speed != "max" && (!double.TryParse(options.Speed, NumberStyles.Float, CultureInfo.InvariantCulture, out speed) || !double.IsFinite(speed) || speed is < 0.001 or > 1_000_000))
            faults.Add($"--speed {options.Speed}: must be max, or a factor of 0.001 to 1,000,000");
        if (options.OnError is not ("stop" or "skip"))
            faults.Add($"--on-error {options.OnError}: must be stop or skip");
        return new ReplayPlan
        {
            Format = options.Format ?? "",
            Files = [.. files.Select(Path.GetFullPath)],
            Oracle = options.Oracle is null ? null : Path.GetFullPath(options.Oracle),
            Speed = speed,
            SkipErrors = options.OnError == "skip",
        };
    }
}
