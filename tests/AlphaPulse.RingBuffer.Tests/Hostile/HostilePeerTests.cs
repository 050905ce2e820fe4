using System.Diagnostics;
using AlphaPulse.RingBuffer.Consuming;
using AlphaPulse.RingBuffer.Fuzz;
using AlphaPulse.RingBuffer.Inspecting;
using AlphaPulse.RingBuffer.Layout;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.RingBuffer.Publishing;
using AlphaPulse.RingBuffer.Tests.Processes;

namespace AlphaPulse.RingBuffer.Tests.Hostile;

/// <summary>Another process stores anything into all shared words, all the time, while this one uses the ring in every way.</summary>
public sealed class HostilePeerTests : IDisposable
{
    private const int Rounds = 2000;

    // Each of which opens the ring some twenty times as often.
    private const int RoundsOfMany = 200;

    private static readonly string[] s_expected = ["read Corrupted", "copy Corrupted", "write Corrupted", "write Claimed", "inspect Corrupted"];
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly RingDirectory _directory = new();
    private readonly Dictionary<string, int> _results = [];

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Words_ScribbledByAnotherProcess_NobodyCrashesHangsOrReadsOutside()
    {
        using var writer = RingWriter<TestRecord>.Create(_directory.Ring(), new RingOptions { Capacity = 64 });
        UseWhileScribbled(Rounds, () => Do("write", () => writer.TryPublish(default).ToString()));

        // The constant part was not touched: a new ring replaces the damaged one.
        writer.Dispose();
        RingWriter<TestRecord>.Create(_directory.Ring(), new RingOptions { Capacity = 64 }).Dispose();
        AccessKinds.Opening["join"](_directory.Ring(), TrustedOwner.SelfOrRoot);
    }

    [Fact]
    public void WordsOfManyWriters_ScribbledByAnotherProcess_NobodyCrashesHangsOrReadsOutside()
    {
        using var first = MultiWriterRing<TestRecord>.Create(_directory.Ring(), "first", new RingOptions { Capacity = 64 });
        using var data = MappedFile.OpenReadWrite(RingImage.DataPath(_directory.Ring()), 1);
        UseWhileScribbled(RoundsOfMany, () =>
        {
            // No writer of many stores a cursor that it knows: without words that go together again, nobody would get further.
            data.At<long>(RingLayout.ClaimOffset) = data.At<long>(RingLayout.CursorOffset) = 1000;
            Do("first writer", () => first.TryPublish(default).ToString());
            Do("join writers", () =>
            {
                using var writer = MultiWriterRing<TestRecord>.Join(_directory.Ring(), "second", timeout: TimeSpan.Zero);
                for (var i = 0; i < 4; i++)
                    Do("write", () => writer.TryPublish(default).ToString());
                Do("give up", () => writer.TryClaim(2).ToString());
                return "joined";
            });
        });

        first.Dispose();
        MultiWriterRing<TestRecord>.Create(_directory.Ring(), "first", new RingOptions { Capacity = 64 }).Dispose();
        AccessKinds.Opening["join"](_directory.Ring(), TrustedOwner.SelfOrRoot);
    }

    private void UseWhileScribbled(int rounds, Action write)
    {
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper!.WriteLine($"seed {seed}");
        using var scribbler = Peer.Start("scribble", _directory.Ring(), seed.ToString());
        scribbler.Expect("ready");
        var started = Stopwatch.GetTimestamp();
        for (var round = 0; round < rounds || !s_expected.All(_results.ContainsKey) && Stopwatch.GetElapsedTime(started) < s_patience; round++)
        {
            write();
            Do("join", () =>
            {
                using var reader = GatedReader<TestRecord>.Attach(_directory.Ring(), new ReaderOptions { Name = "reader", TakeOver = round % 2 == 0 }, TimeSpan.Zero);
                for (var i = 0; i < 20; i++)
                {
                    write();
                    Do("read", () => Read(reader));
                }

                return "joined";
            });
            Do("observe", () =>
            {
                using var observer = Observer<TestRecord>.Attach(_directory.Ring(), (StartAt)(round % 3), (StartAt)(round % 3));
                for (var i = 0; i < 20; i++)
                    Do("copy", () => observer.TryRead(out _).ToString());
                return "observed";
            });
            Do("inspect", () =>
            {
                using var inspector = RingInspector.Attach(_directory.Ring());
                var snapshot = inspector.Look();
                Assert.All(snapshot.Readers, reader => Assert.DoesNotContain(reader.Name, char.IsControl));
                Assert.All(snapshot.Writers, writer => Assert.DoesNotContain(writer.Name, char.IsControl));
                return $"{inspector.TryCopy(snapshot.Cursor - 1, new byte[inspector.Facts.RecordBytes])}";
            });
        }

        scribbler.EndInput();
        Assert.True(scribbler.ExpectNumbers("stored")[0] > rounds);
        TestContext.Current.TestOutputHelper.WriteLine(string.Join('\n', _results.OrderBy(r => r.Key).Select(r => $"{r.Value,7} {r.Key}")));

        // It did get in the way, and not only in the way.
        Assert.All(s_expected, result => Assert.Contains(result, _results.Keys));
    }

    private static string Read(GatedReader<TestRecord> reader)
    {
        var available = reader.Available();
        Assert.InRange(available, 0, 64);
        var sum = 0L;
        for (var sequence = reader.Position; sequence < reader.Position + available; sequence++)
            sum ^= reader[sequence].A;
        reader.Release(available);
        return sum == 1 ? "odd" : "read";
    }

    private void Do(string what, Func<string> action)
    {
        string result;
        try
        {
            result = action();
        }
        catch (RingException e)
        {
            Assert.DoesNotContain(e.Message, char.IsControl);
            result = e.Fault.ToString();
        }

        _results[$"{what} {result}"] = _results.GetValueOrDefault($"{what} {result}") + 1;
    }
}
