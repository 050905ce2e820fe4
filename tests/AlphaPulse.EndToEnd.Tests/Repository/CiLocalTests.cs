using AlphaPulse.EndToEnd.Tests.Programs;

namespace AlphaPulse.EndToEnd.Tests.Repository;

/// <summary>scripts/ci-local.sh runs what a workflow file says, in the order and under the conditions that it says.</summary>
public sealed class CiLocalTests
{
    private const string Head = "name: x\non:\n  push:\njobs:\n  a:\n    env:\n      CI: \"false\"\n    steps:\n      - uses: actions/checkout@v4\n        with:\n          run: echo not a step\n";

    [Fact]
    public void List_NightlyWorkflow_IsWhatItRuns()
    {
        var listed = Command.Run(RepositoryFiles.FullPath("scripts/ci-local.sh"), "--list");

        Assert.True(listed.ExitCode == 0, listed.ToString());
        var runs = listed.Output.Split('\n').Where(line => line.StartsWith("run", StringComparison.Ordinal)).ToList();
        Assert.Equal(RepositoryFiles.Read(".github/workflows/load-test.yml").Split("\n        run:").Length - 1, runs.Count);
        Assert.Contains("run: scripts/loadtester.sh --exchanges 3 --trades-per-second 50000 --duration-secs 60 --json-output results.json", runs);
        Assert.Contains("run if success() || failure(): scripts/perf-check.sh results.json --targets scripts/targets/load-test.json", runs);
    }

    [Fact]
    public void Run_StepsOfEachForm_AreRunInOrder()
    {
        using var sandbox = new Sandbox();
        var ended = Run(sandbox, "      - name: One\n        run: echo one\n      - run: |\n          if true; then\n\n            echo two\n          fi\n      - name: Three\n        run: >\n          echo three\n          in a line\n");

        Assert.True(ended.ExitCode == 0, ended.ToString());
        Assert.Equal(["one", "two", "three in a line", "ci: PASSED"], ended.Output.Split('\n').Where(line => line.Length > 0 && !line.StartsWith("==", StringComparison.Ordinal)));
        Assert.DoesNotContain("not a step", ended.Output, StringComparison.Ordinal);
        Assert.Contains("== actions/checkout@v4: an action, not run here", ended.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_StepThatFails_FailsAndOnlyStepsForThatFollow()
    {
        using var sandbox = new Sandbox();
        var ended = Run(sandbox, "      - name: Bad\n        run: false | cat\n      - run: echo never\n      - name: Judge\n        if: success() || failure()\n        run: echo judged\n      - if: always()\n        run: echo always\n");

        Assert.True(ended.ExitCode == 1, ended.ToString());
        Assert.Equal(["judged", "always", "ci: FAILED (Bad)"], ended.Output.Split('\n').Where(line => line.Length > 0 && !line.StartsWith("==", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("      - if: github.ref == 'x'\n        run: echo x\n", "is not understood")]
    [InlineData("      - uses: actions/cache@v4\n", "no step that runs anything")]
    public void Run_WorkflowThatItDoesNotUnderstand_IsRejected(string steps, string fault)
    {
        using var sandbox = new Sandbox();
        var ended = Run(sandbox, steps);

        Assert.True(ended.ExitCode == 2, ended.ToString());
        Assert.Contains(fault, ended.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("ci: PASSED", ended.Output, StringComparison.Ordinal);
    }

    private static CommandResult Run(Sandbox sandbox, string steps) => Command.Run(RepositoryFiles.FullPath("scripts/ci-local.sh"), sandbox.Write("workflow.yml", Head + steps));
}
