using AlphaPulse.EndToEnd.Tests.Repository;

namespace AlphaPulse.EndToEnd.Tests.Programs;

/// <summary>Where output cannot go, or only with difficulty: a program says so in one line, and no result is lost.</summary>
public sealed class OutputTests
{
    [Theory]
    [InlineData("loadtester", "--help")]
    [InlineData("loadtester", "profiles")]
    [InlineData("feedsim", "--help")]
    [InlineData("feedsim", "list")]
    [InlineData("feedengine", "--help")]
    public void Run_StandardOutputFull_OneLineAndExitCode1(string program, string argument)
    {
        using var sandbox = new Sandbox();
        var ended = sandbox.RunFile("sh", "-c", "exec dotnet \"$0\" \"$1\" > \"$2\"", BuiltPrograms.PathOf(program), argument, FullDevice(sandbox));
        ExpectOneLine(ended, 1, $"{program}: standard output cannot be written");
    }

    [Fact]
    public void Run_StandardOutputFull_ResultsAreSavedNevertheless()
    {
        using var sandbox = new Sandbox();
        var file = sandbox.File("results.json");
        var ended = sandbox.RunFile("sh", ["-c", "full=$1; shift; exec dotnet \"$0\" \"$@\" > \"$full\"", BuiltPrograms.PathOf("loadtester"), FullDevice(sandbox), .. SmallRun.Of(sandbox, 1), "--quiet"]);
        Assert.True(ended.ExitCode is 1 or 10 or 12 or 13, ended.ToString());
        ExpectOneLine(ended, ended.ExitCode, "loadtester: standard output cannot be written");
        ResultsFile.Read(file).ExpectCountsClose();
        sandbox.ExpectNothingLeft(ended);
    }

    [Fact]
    public void Run_ResultsCannotBeSaved_ScreenIsWholeAndTheFileIsNamed()
    {
        using var sandbox = new Sandbox();
        var full = FullDevice(sandbox);
        var ended = sandbox.Run("loadtester", SmallRun.Of(sandbox, 1, "full"));
        Assert.Contains("Achievement", ended.Output, StringComparison.Ordinal);
        Assert.True(ended.ExitCode is 1 or 10 or 12 or 13, ended.ToString());
        ExpectOneLine(ended, ended.ExitCode, $"--json-output: '{full}' cannot be written: No space left on device");
        Assert.Equal(0, Command.Run("test", "-c", full).ExitCode);
        Assert.Equal([full], Directory.GetFiles(sandbox.Files));
        sandbox.ExpectNothingLeft(ended);
    }

    [Theory]
    [InlineData("feedsim", "list", "--dir")]
    [InlineData("feedsim", "run", "--dir")]
    [InlineData("loadtester", "--quiet", "--dir")]
    public void Run_DirectoryUnreadable_OneLineAndExitCode2(string program, params string[] arguments)
    {
        using var sandbox = new Sandbox();
        string[] asNobody = Environment.IsPrivilegedProcess ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "dotnet"] : ["dotnet"];
        var probe = sandbox.RunFile(asNobody[0], [.. asNobody[1..], BuiltPrograms.PathOf("feedengine"), "--help"]);
        Assert.SkipUnless(probe.ExitCode == 0, "the programs cannot be run as another user here");
        var directory = Directory.CreateDirectory(Path.Combine(sandbox.Rings, "closed")).FullName;
        File.SetUnixFileMode(directory, UnixFileMode.None);
        Verdicts.ExpectOneLine(sandbox.RunFile(asNobody[0], [.. asNobody[1..], BuiltPrograms.PathOf(program), .. arguments, directory]), directory);
    }

    [Theory]
    [InlineData("loadtester", "--dir")]
    [InlineData("feedsim", "run", "--dir")]
    [InlineData("feedsim", "list", "--dir")]
    [InlineData("feedengine", "run", "--run", "x", "--dir")]
    [InlineData("feedengine", "run", "--run")]
    public void Run_EmptyValue_NamesItsOption(string program, params string[] arguments)
    {
        using var sandbox = new Sandbox();
        Verdicts.ExpectOneLine(sandbox.Run(program, [.. arguments, ""]), arguments[^1] + ": its value is empty");
        Verdicts.ExpectOneLine(sandbox.Run(program, [.. arguments[..^1], arguments[^1] + "="]), arguments[^1] + ": its value is empty");
    }

    private static void ExpectOneLine(CommandResult ended, int exitCode, string expected)
    {
        Assert.True(ended.ExitCode == exitCode, ended.ToString());
        Assert.Contains(expected, Assert.Single(ended.Errors.TrimEnd('\n').Split('\n')), StringComparison.Ordinal);
    }

    // A device of the sandbox's own: what goes wrong then cannot go wrong with the machine's.
    private static string FullDevice(Sandbox sandbox)
    {
        var path = sandbox.File("full");
        Assert.SkipUnless(Command.Run("mknod", path, "c", "1", "7").ExitCode == 0, "making a device is not permitted here");
        return path;
    }
}
