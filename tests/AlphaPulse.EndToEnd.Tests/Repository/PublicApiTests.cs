using System.Reflection;

namespace AlphaPulse.EndToEnd.Tests.Repository;

/// <summary>
/// The public surface of ringbuffer/ is approved as text: tests/ASSEMBLY.Tests/PublicApi.approved.txt. After a wanted change, run these tests
/// once with ALPHAPULSE_APPROVE=1 and review the difference of the text.
/// </summary>
public sealed class PublicApiTests
{
    [Theory]
    [InlineData("AlphaPulse.RingBuffer")]
    [InlineData("AlphaPulse.Telemetry")]
    [InlineData("AlphaPulse.MarketData")]
    public void Print_LibraryOfRingbuffer_EqualsTheApprovedText(string assembly)
    {
        var approvedPath = RepositoryFiles.FullPath($"tests/{assembly}.Tests/PublicApi.approved.txt");
        var printed = PublicApi.Print(Assembly.Load(assembly));
        if (Environment.GetEnvironmentVariable("ALPHAPULSE_APPROVE") == "1")
            File.WriteAllText(approvedPath, printed);
        Assert.True(File.Exists(approvedPath), $"{approvedPath} is missing: run once with ALPHAPULSE_APPROVE=1");
        var differences = Differences(File.ReadAllText(approvedPath), printed);
        Assert.True(differences.Count == 0, $"The public API of {assembly} changed (ALPHAPULSE_APPROVE=1 approves it):\n{string.Join('\n', differences)}");
    }

    [Fact]
    public void Print_SampleType_ShowsEveryKindOfMember()
    {
        var printed = PublicApi.Print(typeof(PublicApiSample<>).Assembly);
        Assert.Contains("struct AlphaPulse.EndToEnd.Tests.Repository.PublicApiSample<T> : IEquatable<PublicApiSample<T>> where T : struct\n", printed, StringComparison.Ordinal);
        foreach (var line in new[]
        {
            "    Boolean TryTake(out T taken, Int32 count = 1)\n", "    T Item[Int32 index] { get; }\n", "    Int32 Count { get; init; }\n",
            "    const Int32 Limit = 7\n", "    new(Int32 count)\n", "    static Boolean op_Equality(PublicApiSample<T> left, PublicApiSample<T> right)\n",
        })
            Assert.Contains(line, printed, StringComparison.Ordinal);
        Assert.DoesNotContain("Int32 Hidden", printed, StringComparison.Ordinal);
    }

    [Fact]
    public void Differences_ChangedMember_ShowsBothSides() =>
        Assert.Equal(["- struct A: Int32 B { get; }", "+ struct A: Int64 B { get; }"], Differences("struct A\n    Int32 B { get; }\n", "struct A\n    Int64 B { get; }\n"));

    private static List<string> Differences(string approved, string printed)
    {
        var before = Flatten(approved);
        var after = Flatten(printed);
        return [.. before.Except(after).Select(line => $"- {line}"), .. after.Except(before).Select(line => $"+ {line}")];
    }

    /// <summary>Every member with its type in front: a line then means the same wherever it stands.</summary>
    private static List<string> Flatten(string text)
    {
        var lines = new List<string>();
        var type = "";
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var isMember = line.StartsWith(' ');
            type = isMember ? type : line;
            lines.Add(isMember ? $"{type}: {line.Trim()}" : line);
        }
        return lines;
    }
}
