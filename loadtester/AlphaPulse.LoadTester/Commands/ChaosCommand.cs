using AlphaPulse.LoadTester.Chaos;
using AlphaPulse.LoadTester.Options;
using AlphaPulse.LoadTester.Reporting;
using AlphaPulse.LoadTester.Results;
using AlphaPulse.LoadTester.Running;
using AlphaPulse.LoadTester.Verdicts;

namespace AlphaPulse.LoadTester.Commands;

/// <summary><c>loadtester chaos</c>: kills, stops and damages parts of a run by plan, and says what came of each.</summary>
internal static class ChaosCommand
{
    public static int Run(ChaosOptions options, CommandContext context, FaultList faults)
    {
        var settings = ChaosSettingsReader.Read(options, faults);
        if (!faults.IsEmpty)
            return ExitCode.Usage;
        var plan = ChaosPlan.Of(settings);
        var terminal = Terminal.Of(context.Output, OutputSettings.UsesColor(options.NoColor));
        terminal.Write(ChaosScreen.Plan(settings, plan));
        if (settings.OnlyPlan)
            return ExitCode.Ok;
        terminal.Write([ChaosScreen.Head()]);
        var report = Measure(settings, plan, terminal);
        terminal.Write(ChaosScreen.End(report));
        return SavedText.TryWrite("--json-output", settings.JsonOutput, report.ToJson, context.Error) ? report.ExitCode : ExitCode.Usage;
    }

    private static ChaosReport Measure(ChaosSettings settings, IReadOnlyList<PlannedFault> plan, Terminal terminal)
    {
        var report = new ChaosReport { StartedAt = DateTime.UtcNow, Seed = settings.Seed, ExitCode = ExitCode.Invalid, Planned = plan.Count, IsInterrupted = false, Samples = 0, SamplesLogged = 0, Faults = [] };
        var results = new List<FaultResult>();
        var logs = Directory.CreateTempSubdirectory("alphapulse-chaos-");
        using var interruption = new Interruption();
        try
        {
            using var system = ChaosSystem.Start(settings, interruption.Token);
            using var sampler = new ChaosSampler(system.RingsPath, new SampleLog(Path.Combine(logs.FullName, "samples.csv")));
            try
            {
                new ChaosRunner(settings, system, sampler, Keep, interruption.Token).Run(plan);
            }
            finally
            {
                report = report with { Samples = sampler.Count, SamplesLogged = sampler.Log.Written };
            }

            report = report with { Faults = results };
            return report with { ExitCode = report.AllHeld ? ExitCode.Ok : ExitCode.ObjectiveMissed };
        }
        catch (OperationCanceledException)
        {
            return report with { Faults = results, IsInterrupted = true, ExitCode = ExitCode.Interrupted };
        }
        catch (ChildException exception)
        {
            return report with { Faults = results, Invalid = exception.Message };
        }
        finally
        {
            logs.Delete(recursive: true);
        }

        void Keep(FaultResult result)
        {
            results.Add(result);
            terminal.Write(ChaosScreen.Result(result));
        }
    }
}
