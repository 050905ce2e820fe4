using AlphaPulse.FeedSim.Publishing;
using AlphaPulse.MarketData.Runs;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.Telemetry.Clocks;

namespace AlphaPulse.FeedSim.Hosting;

/// <summary>Runs a feed, either as the child of a load test or on its own.</summary>
internal static class FeedHost
{
    // Time between the decision to start and the schedule's origin: threads start and snapshots are published in it.
    private const long LeadNs = 50_000_000;

    /// <summary>As a child: prepares the feed, says so, starts and stops as the parent says, and ends with the parent.</summary>
    /// <param name="planFile">Path of the plan in the run's directory.</param>
    /// <param name="writeDelayNs">A planted fault; 0 = none.</param>
    /// <param name="resumes">Goes on with the run of a feed that died.</param>
    public static int RunControlled(string planFile, double writeDelayNs = 0, bool resumes = false)
    {
        var runPath = Path.GetDirectoryName(Path.GetFullPath(planFile))!;
        using var interrupts = Interrupts.Ignore();
        if (!File.Exists(planFile) || Path.GetFileName(planFile) != RunPlan.FileName)
            throw new UsageException([$"--plan {planFile}: there is no such plan; it must be the {RunPlan.FileName} in the directory of a run"]);
        using var directory = new RunRegistry(Path.GetDirectoryName(runPath)).Join(runPath);
        var plan = RunPlan.Load(runPath);
        PlanCheck.ThrowOnFault(plan);
        if (resumes && plan.Replay is not null)
            throw new UsageException(["--resume: a capture cannot be gone on with in its middle"]);
        using var feed = Prepare(plan, directory, writeDelayNs, resumes);
        var link = new ParentLink(Console.In, Console.Out, feed.Stop);
        link.Ready();
        if (link.WaitForStart() is { } originNs)
        {
            feed.Start(originNs);
            feed.WaitUntilDone();
        }

        feed.Dispose();
        link.Done();
        return link.IsParentGone ? ExitCode.Interrupted : ExitCode.Ok;
    }

    /// <summary>On its own: makes a run directory, sends, reports, removes the directory.</summary>
    /// <param name="baseDirectory">Below which the run appears; null for the default.</param>
    /// <param name="name">The run's name, or null.</param>
    /// <param name="describe">The plan, given the run's name and clock.</param>
    /// <param name="isQuiet">Whether to leave out the report.</param>
    public static int RunAlone(string? baseDirectory, string? name, Func<string, ClockCalibration, RunPlan> describe, bool isQuiet)
    {
        var registry = new RunRegistry(baseDirectory);
        if (!FileSystem.IsTmpfs(registry.BaseDirectory))
            Console.Error.WriteLine($"feedsim: warning: {registry.BaseDirectory} is not on tmpfs; the disk will show in the latencies");
        using var directory = Create(registry, name);
        try
        {
            var clock = Clock.Calibrate();
            var plan = describe(directory.Name, clock.Calibration);
            PlanCheck.ThrowOnFault(plan);
            plan.Save(directory.Path);
            using var feed = Prepare(plan, directory);
            using var interrupts = Interrupts.Call(feed.Stop);
            if (!isQuiet)
                RunReport.PrintStart(plan, directory);
            feed.Start(clock.NowNs() + LeadNs);
            feed.WaitUntilDone();
            if (!isQuiet)
                RunReport.PrintEnd(plan, directory, feed);
            return interrupts.Came ? ExitCode.Interrupted : ExitCode.Ok;
        }
        finally
        {
            directory.Remove();
        }
    }

    private static RunDirectory Create(RunRegistry registry, string? name)
    {
        try
        {
            return registry.Create(name);
        }
        catch (ArgumentException e)
        {
            throw new UsageException([$"--name: {e.Message.Split(" (Parameter", 2)[0]}"]);
        }
    }

    private static IFeed Prepare(RunPlan plan, RunDirectory directory, double writeDelayNs = 0, bool resumes = false) =>
        plan.Replay is null ? new SimulatedFeed(plan, directory, writeDelayNs, resumes) : new ReplayFeed(plan, directory);
}
