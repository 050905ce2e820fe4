
namespace AlphaPulse.EndToEnd.Tests.Repository;

public sealed class ScriptsTests
{
    public static TheoryData<string> Scripts { get; } =
    [
        ".ci/run", "tmpfs-setup.sh", "scripts/loadtester.sh", "scripts/load-test-baseline.sh", "scripts/load-test-stress.sh",
        "scripts/load-test-burst.sh", "scripts/load-test-endurance.sh", "scripts/load-test-breakpoint.sh", "scripts/perf-check.sh", "scripts/noise-cost.sh", "scripts/perf-tests.sh", "scripts/profile.sh", "scripts/ci-local.sh", "scripts/prove.sh",
        "scripts/kill-matrix.sh", "scripts/soak.sh",
    ];

    [Theory]
    [MemberData(nameof(Scripts))]
    public void Script_OfTheRepository_IsExecutableAndParses(string path)
    {
        Assert.True(File.GetUnixFileMode(RepositoryFiles.FullPath(path)).HasFlag(UnixFileMode.UserExecute | UnixFileMode.OtherExecute), $"{path} is not executable");
        Assert.StartsWith("#!/usr/bin/env bash\n", RepositoryFiles.Read(path), StringComparison.Ordinal);
        var parsed = Command.Run("bash", "-n", RepositoryFiles.FullPath(path));
        Assert.True(parsed.ExitCode == 0, parsed.ToString());
    }

    [Fact]
    public void Scripts_AllThatExist_AreInTheList() =>
        Assert.Empty(RepositoryFiles.All.Where(path => path.EndsWith(".sh", StringComparison.Ordinal)).Except(Scripts.Select(row => row.Data)));

    [Theory]
    [InlineData(".github/workflows/ci.yml")]
    [InlineData(".github/workflows/load-test.yml")]
    public void Workflow_EveryFileItRuns_Exists(string path)
    {
        var runs = RepositoryFiles.Read(path).Split('\n').SelectMany(line => line.Split(' ')).Where(word => word.EndsWith(".sh", StringComparison.Ordinal) || word.StartsWith(".ci/", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(runs);
        Assert.All(runs, script => Assert.True(File.Exists(RepositoryFiles.FullPath(script)), $"{path} runs {script}, which does not exist"));
    }

    [Fact]
    public void Targets_FileOfTheNightlyRun_IsUnderstood()
    {
        // The results file is missing on purpose: a fault of the targets would be listed beside it.
        var check = BuiltPrograms.Run("loadtester", "check", "/nonexistent/results.json", "--targets", RepositoryFiles.FullPath("scripts/targets/load-test.json"));
        Assert.Equal(2, check.ExitCode);
        Assert.Contains("/nonexistent/results.json", check.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("load-test.json", check.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void SumTests_SummariesOfSeveralProjects_AreAddedUp()
    {
        const string Output = """
            Passed!  - Failed:     0, Passed:    12, Skipped:     1, Total:    13, Duration: 80 ms - AlphaPulse.Engine.Tests.dll (net10.0)
            Failed!  - Failed:     2, Passed:   103, Skipped:     0, Total:   105, Duration: 1 m 2 s - AlphaPulse.FeedSim.Tests.dll (net10.0)
            Skipped! - Failed:     0, Passed:     0, Skipped:     4, Total:     4, Duration: 3 ms - AlphaPulse.MarketData.Tests.dll (net10.0)
            Test Run Aborted. Passed: 99, Failed: 99
            """;
        Assert.Equal("115 2 5 3", Sum(Output));
    }

    [Fact]
    public void SumTests_NoSummary_CountsNoProject() => Assert.Equal("0 0 0 0", Sum("The active test run was aborted. Reason: Test host process crashed\n"));

    private static string Sum(string output)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, output);
            return Command.Run("awk", "-f", RepositoryFiles.FullPath(".ci/sum-tests.awk"), path).Output.Trim();
        }
        finally
        {
            File.Delete(path);
        }
    }
}
