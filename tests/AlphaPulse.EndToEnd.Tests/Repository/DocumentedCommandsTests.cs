
namespace AlphaPulse.EndToEnd.Tests.Repository;

/// <summary>Documents against code: every verb and option that README.md and docs/ show exists in the program's --help.</summary>
public sealed class DocumentedCommandsTests
{
    [Fact]
    public void Documents_EveryCommandShown_IsKnownToTheProgram()
    {
        var documents = RepositoryFiles.All.Where(path => path == "README.md" || (path.StartsWith("docs/", StringComparison.Ordinal) && path.EndsWith(".md", StringComparison.Ordinal)));
        var commands = documents.SelectMany(path => DocumentedCommands.In(path, RepositoryFiles.Read(path))).ToList();
        Assert.Contains(commands, command => command.Program == "loadtester" && command.Source.StartsWith("README.md", StringComparison.Ordinal));
        var helps = new Dictionary<(string, string), CommandResult>();
        var faults = new List<string>();
        foreach (var command in commands)
        {
            if (!helps.TryGetValue((command.Program, command.Verb), out var help))
                helps[(command.Program, command.Verb)] = help = Help(command);
            faults.AddRange(help.ExitCode == 0 ? command.Faults(help.Output + help.Errors) : [$"{command.Source}: '{command.Program} {command.Verb} --help' ended with {help.ExitCode}"]);
        }
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [Theory]
    [InlineData("```\ndotnet run -c Release --project loadtester/AlphaPulse.LoadTester -- --exchanges 10 -t 5\n```", "loadtester||--exchanges -t")]
    [InlineData("```sh\n$ loadtester replay --format lobster \\\n    --oracle a.csv b.csv  # --not-this\n```", "loadtester|replay|--format --oracle")]
    [InlineData("see `loadtester check RESULTS.json [--targets FILE]`.", "loadtester|check|--targets")]
    [InlineData("```\nscripts/perf-check.sh r.json --targets t | grep --color x\n```", "loadtester|check|--targets")]
    [InlineData("```\nNO_COLOR=1 scripts/load-test-stress.sh --duration-secs 10\n```", "loadtester||--duration-secs")]
    [InlineData("```\nsudo ./tmpfs-setup.sh --dir=/x [--check|--undo]\n```", "tmpfs-setup.sh||--dir --check --undo")]
    [InlineData("```\nfeedsim audit --seed 1\n```", "feedsim|audit|--seed")]
    public void In_CommandLine_IsTakenApart(string markdown, string expected)
    {
        var command = Assert.Single(DocumentedCommands.In("README.md", markdown));
        Assert.Equal(expected, $"{command.Program}|{command.Verb}|{string.Join(' ', command.Options)}");
    }

    [Fact]
    public void Faults_OptionThatDoesNotExist_IsReported()
    {
        var command = Assert.Single(DocumentedCommands.In("README.md", "`loadtester --exchange 10 --quiet`"));
        Assert.Equal(["README.md:1: loadtester has no option --exchange"], command.Faults("  -e, --exchanges    (Default: 3)\n  --quiet  nothing"));
    }

    private static CommandResult Help(DocumentedCommand command)
    {
        if (command.Program.EndsWith(".sh", StringComparison.Ordinal))
            return Command.Run(RepositoryFiles.FullPath(command.Program), "--help");
        return BuiltPrograms.Run(command.Program, command.Verb.Length > 0 ? [command.Verb, "--help"] : ["--help"]);
    }
}
