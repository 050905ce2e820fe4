using System.Text;
using AlphaPulse.FeedSim.Replay;
using AlphaPulse.MarketData;
using AlphaPulse.MarketData.Runs;
using FsCheck.Fluent;

namespace AlphaPulse.FeedSim.Tests.Replay;

/// <summary>Damaged captures: a tape or one clear line, never anything else.</summary>
public sealed class CaptureFuzzTests
{
    private static readonly string[] s_tokens =
    [
        "null", "[", "]", "{", "}", "\"", ",", ":", "-1", "1e5", "9223372036854775807", "99999999999999999999", "0.00000000000000001", "\\u0000", "\\",
        "\0", "\u00ff", "\u20ac", " ", "\n", "\r", "true", "[[]]", "nan", "2025-07-17T07:05:09.035793433Z", "1723161254000000400 ",
    ];

    public static TheoryData<string> Formats => Samples.Formats;

    [Theory]
    [MemberData(nameof(Formats))]
    public void Read_MutatedCapture_IsATapeOrOneClearLine(string format) => SeededProperty.Check(Gen.Choose(0, int.MaxValue), seed =>
    {
        var random = new Random(seed);
        var text = Mutate(random, Samples.Of(format));
        var oracle = random.Next(3) == 0 ? Samples.OracleOf(format) : null;
        if (oracle is not null && random.Next(2) == 0)
            oracle = Mutate(random, oracle);
        try
        {
            CheckShape(Captures.ReadLines(format, text, oracle, skipErrors: random.Next(3) > 0));
        }
        catch (CaptureException e)
        {
            Assert.DoesNotContain('\n', e.Message);
            Assert.InRange(e.Message.Length, 10, 600);
        }

        return true;
    }, tests: 1500);

    [Theory]
    [MemberData(nameof(Formats))]
    public void Read_RandomBytes_AreRefused(string format) => SeededProperty.Check(Gen.Choose(0, int.MaxValue), seed =>
    {
        var random = new Random(seed);
        var bytes = new byte[random.Next(1, 3000)];
        random.NextBytes(bytes);
        using var directory = new ReplayDirectory();
        var plan = new ReplayPlan { Format = format, Files = [directory.Write("noise", bytes)], SkipErrors = true };
        Assert.Throws<CaptureException>(() => CaptureReader.Read(plan));
        return true;
    }, tests: 200);

    [Theory]
    [MemberData(nameof(Formats))]
    public void Read_GarbageBetweenLines_IsSkippedAndCounted(string format) => SeededProperty.Check(Gen.Choose(0, int.MaxValue), seed =>
    {
        var random = new Random(seed);
        var lines = Samples.Of(format).Split('\n', StringSplitOptions.RemoveEmptyEntries).ToList();
        var garbage = random.Next(1, 5);
        for (var i = 0; i < garbage; i++)
            lines.Insert(random.Next(1, lines.Count + 1), "]garbage " + random.Next());
        var clean = Captures.ReadLines(format, Samples.Of(format));
        var tape = Captures.ReadLines(format, string.Join('\n', lines), skipErrors: true);
        var firstBad = lines.FindIndex(l => l[0] == ']') + 1;
        var fault = Assert.Throws<CaptureException>(() => Captures.ReadLines(format, string.Join('\n', lines)));
        return tape.SkippedLines == garbage && tape.ParsedLines == clean.ParsedLines && tape.Events.Length == clean.Events.Length && fault.Line == firstBad;
    }, tests: 50);

    private static string Mutate(Random random, string text)
    {
        var mutated = new StringBuilder(text);
        for (var edits = random.Next(1, 6); edits > 0 && mutated.Length > 1; edits--)
        {
            var at = random.Next(mutated.Length);
            switch (random.Next(6))
            {
                case 0: mutated.Remove(at, Math.Min(random.Next(1, 30), mutated.Length - at)); break;
                case 1: mutated[at] = (char)random.Next(0x20, 0x7F); break;
                case 2: mutated.Insert(at, s_tokens[random.Next(s_tokens.Length)]); break;
                case 3: mutated[at] = (char)('0' + random.Next(10)); break;
                case 4: mutated.Insert(at, mutated.ToString(at, Math.Min(random.Next(1, 300), mutated.Length - at))); break;
                default: mutated.Length = Math.Max(1, random.Next(4) == 0 ? at : mutated.Length); break;
            }
        }

        return mutated.ToString();
    }

    private static void CheckShape(CaptureTape tape)
    {
        var lastNs = 0L;
        var starts = true;
        var instrument = 0u;
        foreach (ref readonly var e in tape.Events)
        {
            Assert.True(e.IntendedNs >= lastNs);
            lastNs = e.IntendedNs;
            Assert.NotEqual(EventKind.None, e.Kind);
            Assert.True(e.InstrumentId < tape.Instruments.Count);
            if (!starts)
                Assert.Equal(instrument, e.InstrumentId);
            instrument = e.InstrumentId;
            starts = e.IsLastOfUpdate;
        }

        Assert.True(starts);
    }
}
