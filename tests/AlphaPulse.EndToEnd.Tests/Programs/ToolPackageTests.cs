using System.IO.Compression;
using AlphaPulse.EndToEnd.Tests.Repository;

namespace AlphaPulse.EndToEnd.Tests.Programs;

/// <summary>The tool package: what is in it, and that it runs where nothing of the repository is.</summary>
[Trait("Speed", "Slow")]
public sealed class ToolPackageTests
{
    [Fact]
    public void Pack_InstalledAsATool_RunsALoadTestFromAnEmptyDirectory()
    {
        using var sandbox = new Sandbox();
        var packages = sandbox.File("packages");
        var pack = Command.Run("dotnet", "pack", RepositoryFiles.FullPath("loadtester/AlphaPulse.LoadTester"), "--no-build", "--configuration", BuiltPrograms.Configuration, "--output", packages);
        Assert.True(pack.ExitCode == 0, pack.ToString());
        var package = Assert.Single(Directory.GetFiles(packages, "*.nupkg"));
        ExpectContents(package);

        var tools = sandbox.File("tools");
        var install = Command.Run("dotnet", "tool", "install", "AlphaPulse.LoadTester", "--tool-path", tools, "--source", packages, "--no-cache");
        Assert.True(install.ExitCode == 0, install.ToString());
        var run = sandbox.RunFile(Path.Combine(tools, "loadtester"), SmallRun.Of(sandbox, 1));
        Verdicts.ExpectVerdict(run, sandbox.File("results.json")).ExpectCountsClose();
        sandbox.ExpectNothingLeft(run);
    }

    private static void ExpectContents(string package)
    {
        using var archive = ZipFile.OpenRead(package);
        var files = archive.Entries.Select(entry => Path.GetFileName(entry.FullName)).ToHashSet();
        foreach (var program in (string[])["loadtester", "feedsim", "feedengine"])
        {
            foreach (var ending in (string[])[".dll", ".runtimeconfig.json", ".deps.json"])
                Assert.Contains(program + ending, files);
        }

        var settings = archive.Entries.Single(entry => entry.Name == "DotnetToolSettings.xml");
        using var reader = new StreamReader(settings.Open());
        Assert.Contains("Command Name=\"loadtester\"", reader.ReadToEnd(), StringComparison.Ordinal);
    }
}
