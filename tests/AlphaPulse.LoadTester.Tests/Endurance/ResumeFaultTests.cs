using System.Text.Json.Nodes;
using AlphaPulse.LoadTester.Endurance;

namespace AlphaPulse.LoadTester.Tests.Endurance;

/// <summary>What cannot be resumed is told in one line, with the exit code of bad usage.</summary>
public sealed class ResumeFaultTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Resume_NoDirectory_IsRefused() => Expect("there is no such directory", Path.Combine(_directory.Path, "none"));

    [Fact]
    public void Resume_File_IsRefused() => Expect("is a file", _directory.Write("file", "x"));

    [Fact]
    public void Resume_ForeignDirectory_IsRefused() => Expect("is not the log of a run", _directory.Path);

    [Theory]
    [InlineData("{", "is damaged")]
    [InlineData("null", "is damaged")]
    [InlineData("{}", "schema", "{\"schema\":\"other/1\"}")]
    [InlineData("[1]", "is damaged")]
    public void Resume_DamagedCheckpoint_IsRefused(string text, string expected, string? other = null)
    {
        _directory.Write(LogDirectory.CheckpointName, other ?? text);

        Expect(expected, _directory.Path);
    }

    [Fact]
    public void Resume_FinishedRun_IsRefused() => Expect("finished run: nothing is left", Logged(state: "finished"));

    [Fact]
    public void Resume_RunThatGoesOn_IsRefused()
    {
        var path = Logged();
        using var held = LogDirectory.Open(path);

        Expect("still goes on", path);
    }

    [Fact]
    public void Resume_ProfileHasChanged_IsRefused() => Expect("another configuration", Logged(config => config["seed"] = 77));

    [Fact]
    public void Resume_AnotherMachine_IsRefused() => Expect("another machine", Logged(environment: environment => environment["cores"] = 999));

    [Fact]
    public void Resume_PatternThatCannotBeContinued_IsRefused() =>
        Expect("cannot be continued in its middle", Logged(config => config["pattern"] = "ramp:1000,10000,10s", options: options => options["pattern"] = "ramp:1000,10000,10s"));

    [Fact]
    public void Resume_SegmentIsDamaged_IsRefused()
    {
        var path = Logged();
        File.WriteAllText(Path.Combine(path, LogDirectory.SegmentName(1)), "rubbish\nrubbish\n");

        Expect("damaged", path);
    }

    [Theory]
    [InlineData("--exchanges", "2")]
    [InlineData("--log-dir", "x")]
    [InlineData("--duration-secs", "5")]
    [InlineData("--profile", "stress")]
    public void Resume_OptionsOfTheLoad_Contradict(string option, string value) => Expect($"{option}: contradicts --resume", Logged(), option, value);

    [Fact]
    public void LogDir_WithSomethingInIt_IsRefused()
    {
        _directory.Write("mine", "x");

        ExpectLine(CommandRun.Of("--log-dir", _directory.Path), "--log-dir: ");
        ExpectLine(CommandRun.Of("--log-dir", Path.Combine(_directory.Path, "mine")), "is a file");
        ExpectLine(CommandRun.Of("--log-dir", Logged()), "--resume");
        ExpectLine(CommandRun.Of("--log-segment-mb", "5"), "needs --log-dir");
        ExpectLine(CommandRun.Of("--log-segment-mb", "0", "--log-dir", "x"), "out of range");
        ExpectLine(CommandRun.Of("--log-dir", "x", "--attach", "y"), "contradicts --attach");
    }

    private static void Expect(string text, string path, params string[] more) => ExpectLine(CommandRun.Of(["--resume", path, .. more]), text);

    private static void ExpectLine(CommandRun run, string text)
    {
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(text, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd('\n').Split('\n'));
    }

    // As the product writes it when a run starts, and then changed.
    private string Logged(Action<JsonNode>? config = null, string state = "running", Action<JsonNode>? environment = null, Action<JsonNode>? options = null)
    {
        var path = Path.Combine(_directory.Path, $"log-{Guid.NewGuid():N}");
        var faults = new AlphaPulse.LoadTester.Options.FaultList();
        var typed = AlphaPulse.LoadTester.Options.OptionParser.Parse<AlphaPulse.LoadTester.Options.LoadTestOptions>(["--log-dir", path], faults);
        LoggedRun.Create(AlphaPulse.LoadTester.Options.LoadTestSettingsReader.Read(typed, faults), StoredOptions.Of(typed)).Dispose();
        var file = Path.Combine(path, LogDirectory.CheckpointName);
        var root = JsonNode.Parse(File.ReadAllText(file))!;
        root["state"] = state;
        config?.Invoke(root["config"]!);
        environment?.Invoke(root["environment"]!);
        options?.Invoke(root["options"]!);
        File.WriteAllText(file, root.ToJsonString());
        return path;
    }
}
