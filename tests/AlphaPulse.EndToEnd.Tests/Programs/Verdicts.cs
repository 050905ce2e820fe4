using AlphaPulse.EndToEnd.Tests.Repository;

namespace AlphaPulse.EndToEnd.Tests.Programs;

/// <summary>How a program's end is judged here.</summary>
internal static class Verdicts
{
    private static readonly Dictionary<string, int> s_exitCodes = new()
    {
        ["passed"] = 0,
        ["partial"] = 0,
        ["failed"] = 10,
        ["invalid"] = 12,
        ["inconclusive"] = 13,
        ["interrupted"] = 130,
    };

    /// <summary>The run came to a verdict of its own (a busy machine may make it a bad one), and the results say the same.</summary>
    public static ResultsFile ExpectVerdict(CommandResult ended, string resultsPath)
    {
        Assert.True(ended.ExitCode is 0 or 10 or 12 or 13, ended.ToString());
        Assert.True(ended.Errors.Length == 0, ended.ToString());
        return ExpectResults(ended, resultsPath);
    }

    public static ResultsFile ExpectResults(CommandResult ended, string resultsPath)
    {
        var results = ResultsFile.Read(resultsPath);
        Assert.True(s_exitCodes[results.Status] == ended.ExitCode && results.Whole("exit_code") == ended.ExitCode, $"{results}\n{ended}");
        Assert.True(results.Status == "passed" || results.Reasons.Length > 0, $"no reason for {results.Status}\n{ended}");
        return results;
    }

    /// <summary>One line on standard error that says what is wrong, the exit code of bad usage, no stack trace.</summary>
    public static void ExpectOneLine(CommandResult ended, params IEnumerable<string> expected)
    {
        Assert.True(ended.ExitCode == 2, ended.ToString());
        Assert.DoesNotContain("   at ", ended.Output + ended.Errors, StringComparison.Ordinal);
        var line = Assert.Single(ended.Errors.TrimEnd('\n').Split('\n'));
        foreach (var part in expected)
            Assert.Contains(part, line, StringComparison.Ordinal);
    }
}
