using AlphaPulse.RingBuffer.Consuming;
using AlphaPulse.RingBuffer.Fuzz;
using AlphaPulse.RingBuffer.Layout;
using AlphaPulse.RingBuffer.Memory;

namespace AlphaPulse.RingBuffer.Tests.Hostile;

/// <summary>The kept cases of the fuzzer again, new ones for a moment, and the fuzzer's own detectors on planted faults.</summary>
public sealed class FuzzTests
{
    private static string CorpusDirectory => Path.Combine(AppContext.BaseDirectory, "Corpus");

    [Theory]
    [InlineData("file", 20_000)]
    [InlineData("words", 10_000)]
    [InlineData("many", 10_000)]
    public void Run_KeptAndNewCases_NothingIsBroken(string name, int cases)
    {
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper!.WriteLine($"seed {seed}");
        using var target = Targets.Create(name);
        var corpus = new Corpus(CorpusDirectory, name);
        var kept = corpus.Cases.Count;
        Assert.InRange(kept, 20, 500);
        var fuzzer = new Fuzzer(target, corpus, seed);
        fuzzer.Replay();
        Assert.Equal(kept, fuzzer.Done);
        fuzzer.Run(cases);
        Assert.Equal(kept + cases, fuzzer.Done);
    }

    [Fact]
    public void Replay_EachKeptCase_StillLeadsToItsOutcome()
    {
        foreach (var name in Targets.Names)
        {
            using var target = Targets.Create(name);
            var outcomes = new Outcomes();
            foreach (var (outcome, bytes) in new Corpus(CorpusDirectory, name).Cases)
            {
                // Again, if this thread was paused for longer than a ring waits between two looks at the dead: that leads elsewhere.
                outcomes.Clear();
                for (var attempt = 1; attempt <= 3 && !outcomes.Texts.Contains(outcome); attempt++)
                {
                    outcomes.Clear();
                    target.Run(bytes, outcomes);
                }

                Assert.True(outcomes.Texts.Contains(outcome), $"{name}: '{outcome}' no longer, but {string.Join(", ", outcomes.Texts)}");
            }
        }
    }

    [Fact]
    public void Run_PlantedDefect_IsFoundAndItsCaseTold()
    {
        var directory = Directory.CreateTempSubdirectory("alphapulse-fuzz-").FullName;
        using var target = new DefectiveTarget();
        var e = Assert.Throws<FuzzFailureException>(() => new Fuzzer(target, new Corpus(directory, "none"), seed: 1).Run(1_000_000));
        Directory.Delete(directory);
        Assert.Contains("IndexOutOfRangeException", e.Message);
        var bytes = Convert.FromHexString(e.Message[(e.Message.LastIndexOf(' ') + 1)..]);
        Assert.Throws<IndexOutOfRangeException>(() => target.Run(bytes, new Outcomes()));
    }

    [Fact]
    public void Judges_PlantedFaults_Fire()
    {
        using var image = new RingImage();
        var outcomes = new Outcomes();
        Assert.Throws<FuzzFailureException>(() => outcomes.Refused("x", new RingException(RingFault.NotARing, "/p", "two\nlines")));
        Assert.Throws<FuzzFailureException>(() => outcomes.Refused("x", new RingException(RingFault.NotARing, "/p", new string('x', 5000))));
        Assert.Throws<InvalidCastException>(() => outcomes.Of("x", () => throw new InvalidCastException()));
        var outside = default(FuzzRecord);
        Assert.Throws<FuzzFailureException>(() => image.RequireInSlots(ref outside));

        // Before anything was changed, nobody may find anything impossible; afterwards he may.
        var corrupted = new RingException(RingFault.Corrupted, "/p", "word is 1");
        Assert.Throws<FuzzFailureException>(() => outcomes.Refused("x", corrupted));
        outcomes.IsRingChanged = true;
        outcomes.Refused("x", corrupted);
        Assert.Single(outcomes.Texts);

        // Sequences that are in no count, and a record that is another one than was published.
        image.Reset(0);
        var observer = new Observer<FuzzRecord>(image.OpenToObserve(), StartAt.Oldest, StartAt.Oldest);
        Assert.Throws<FuzzFailureException>(() => RingUse.Observe(observer, observer.Position - 1));
        Assert.Equal("Empty", RingUse.Observe(observer, observer.Position - observer.Delivered, isTrue: true));
        observer = new Observer<FuzzRecord>(image.OpenToObserve(), StartAt.Oldest, StartAt.Oldest);
        image.Word(isControl: false, RingLayout.SlotsOffset + (observer.Position % RingImage.Capacity) * 16) = -1;
        Assert.Throws<FuzzFailureException>(() => RingUse.Observe(observer, observer.Position, isTrue: true));

        // A look that writes is seen.
        using var target = new FileTarget(image, new RingImage(hasManyWriters: true));
        image.Reset(0);
        target.Planted = () => image.Word(isControl: true, RingLayout.ReaderOffset(9)) = 1;
        Assert.Contains("changed", Assert.Throws<FuzzFailureException>(() => target.Use(image, outcomes)).Message);
    }

    /// <summary>Reads outside an array where two bytes of a case have certain values, which is rarer than 1 in 60,000.</summary>
    private sealed class DefectiveTarget : ITarget
    {
        private readonly int[] _three = [1, 2, 3];

        public string Name => "defective";

        public int Run(ReadOnlySpan<byte> bytes, Outcomes outcomes)
        {
            var decisions = new Decisions(bytes);
            var first = decisions.Byte();
            outcomes.Add($"first {first == 17}");
            if (first == 17)
                outcomes.Add($"second {_three[decisions.Byte() == 99 ? 3 : 2]}");
            return decisions.Taken;
        }

        public void Dispose()
        {
        }
    }
}
