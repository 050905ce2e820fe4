using System.Text.Json;
using AlphaPulse.EndToEnd.Tests.Repository;

namespace AlphaPulse.EndToEnd.Tests.Programs;

/// <summary><c>loadtester doctor</c> on this machine, with faults that can be planted in a real one.</summary>
public sealed class DoctorTests
{
    [Fact]
    public void Doctor_AsJson_AnswersEveryCheckWithEvidence()
    {
        using var sandbox = new Sandbox();
        var ended = sandbox.Run("loadtester", "doctor", "--json", "--dir", sandbox.Rings);

        Assert.True(ended.ExitCode == 0 && ended.Errors.Length == 0, ended.ToString());
        var checks = Checks(ended);
        Assert.True(checks.Count >= 16, ended.ToString());
        Assert.Equal("ok", checks["tmpfs"].Level);
        Assert.Equal(sandbox.Rings, checks["tmpfs"].Evidence);
    }

    [Fact]
    public void Doctor_OneCoreOnly_WarnsOfTheMaskAndStrictIsAnError()
    {
        Assert.SkipWhen(Environment.ProcessorCount < 2, "there is no second core to take away");
        using var sandbox = new Sandbox();
        var core = FirstCore();
        string[] pinned = ["-c", core, "dotnet", BuiltPrograms.PathOf("loadtester"), "doctor", "--dir", sandbox.Rings];
        var told = sandbox.RunFile("taskset", pinned);
        var strict = sandbox.RunFile("taskset", [.. pinned, "--strict", "--json"]);

        Assert.True(told.ExitCode == 0, told.ToString());
        Assert.Contains($"WARN affinity       cores {core}, 1 of ", told.Output, StringComparison.Ordinal);
        Assert.True(strict.ExitCode == 12, strict.ToString());
        Assert.Equal("warning", Checks(strict)["affinity"].Level);
    }

    [Fact]
    public void Doctor_BusyProcessAndServerCollector_AreNamed()
    {
        using var sandbox = new Sandbox();
        sandbox.StartFile("sh", "-c", "while :; do :; done");
        var ended = sandbox.RunFile("env", "DOTNET_gcServer=1", "dotnet", BuiltPrograms.PathOf("loadtester"), "doctor", "--json", "--dir", sandbox.Rings);

        var checks = Checks(ended);
        Assert.Equal("warning", checks["busy"].Level);
        Assert.Equal(("warning", "DOTNET_gcServer=1"), checks["gc"]);
    }

    [Fact]
    public void Doctor_DirectoryThatDoesNotExist_IsRefusedInOneLine()
    {
        using var sandbox = new Sandbox();

        Verdicts.ExpectOneLine(sandbox.Run("loadtester", "doctor", "--dir", sandbox.File("none")), sandbox.File("none"), "does not exist");
    }

    private static Dictionary<string, (string Level, string Evidence)> Checks(CommandResult ended)
    {
        using var document = JsonDocument.Parse(ended.Output);
        Assert.Equal("alphapulse.doctor/1", document.RootElement.GetProperty("schema").GetString());
        return document.RootElement.GetProperty("checks").EnumerateArray()
            .ToDictionary(check => check.GetProperty("check").GetString()!, check => (check.GetProperty("level").GetString()!, check.GetProperty("evidence").GetString()!));
    }

    // Of those that this process may use: "0-3" or "2,4".
    private static string FirstCore() =>
        File.ReadLines("/proc/self/status").First(line => line.StartsWith("Cpus_allowed_list:", StringComparison.Ordinal)).Split(':')[1].Trim().Split('-', ',')[0];
}
