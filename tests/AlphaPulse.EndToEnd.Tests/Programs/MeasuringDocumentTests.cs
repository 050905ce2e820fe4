using System.Globalization;
using AlphaPulse.EndToEnd.Tests.Repository;

namespace AlphaPulse.EndToEnd.Tests.Programs;

/// <summary>The commands of docs/measuring.md, run as they stand there, one after the other in one directory.</summary>
public sealed class MeasuringDocumentTests
{
    [Fact]
    public void Document_EveryCommand_DoesWhatItSays()
    {
        using var sandbox = new Sandbox();
        var calls = sandbox.File("calls");
        var folder = Directory.CreateDirectory(sandbox.File("bin")).FullName;
        File.WriteAllText(
            Path.Combine(folder, "loadtester"),
            $"""
            #!/bin/bash
            dotnet '{BuiltPrograms.PathOf("loadtester")}' "$@"
            code=$?
            echo "$code loadtester $*" >>'{calls}'
            exit $code

            """);
        File.SetUnixFileMode(Path.Combine(folder, "loadtester"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        var text = RepositoryFiles.Read("docs/measuring.md");
        var blocks = ShellBlocks(text).ToList();
        foreach (var block in blocks)
        {
            var run = sandbox.RunFile("bash", "-c", $"PATH='{folder}':$PATH\n{block}");
            Assert.DoesNotContain("internal error", run.Errors, StringComparison.Ordinal);
            Assert.DoesNotContain("command not found", run.Errors, StringComparison.Ordinal);
        }

        // What a run finds out about a busy machine is its own matter; that each command is understood and does its work is this test's.
        var ended = File.ReadAllLines(calls);
        Assert.True(ended.Length >= blocks.Count, string.Join('\n', ended));
        Assert.All(ended, line => Assert.Contains(int.Parse(line.Split(' ')[0], CultureInfo.InvariantCulture), new[] { 0, 10, 12, 13 }));
        Assert.All(ended.Where(line => line.Contains("analyze", StringComparison.Ordinal) || line.Contains("report", StringComparison.Ordinal) && !line.Contains("--exchanges", StringComparison.Ordinal)), line => Assert.StartsWith("0 ", line, StringComparison.Ordinal));
        foreach (var file in new[] { "results.json", "run.hlog", "report.md", "report.xml", "intervals.csv", "percentiles.csv", "ci.json", "ci.xml", "ci.md", "again.md", "again.xml" })
            Assert.True(new FileInfo(sandbox.File(file)).Length > 0, $"{file} is missing or empty\n{string.Join('\n', ended)}");
    }

    [Fact]
    public void ShellBlocks_OfAText_AreThoseMarkedAsShell()
    {
        Assert.Equal(["a\nb\n", "c\n"], ShellBlocks("x\n```sh\na\nb\n```\n```json\nno\n```\n   ```sh\n   c\n   ```\n"));
    }

    /// <summary>Fenced blocks marked <c>sh</c>, without the indentation of their fence.</summary>
    private static IEnumerable<string> ShellBlocks(string markdown)
    {
        var (block, indent) = ((string?)null, 0);
        foreach (var line in markdown.Split('\n'))
        {
            var trimmed = line.TrimStart();
            if (block is null && trimmed == "```sh")
                (block, indent) = ("", line.Length - trimmed.Length);
            else if (block is not null && trimmed == "```")
            {
                yield return block;
                block = null;
            }
            else if (block is not null)
                block += line[Math.Min(indent, line.Length)..] + "\n";
        }
    }
}
