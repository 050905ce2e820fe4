using System.Diagnostics;
using AlphaPulse.RingBuffer.Consuming;
using AlphaPulse.RingBuffer.Inspecting;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.RingBuffer.Publishing;
using AlphaPulse.RingBuffer.Tests.Processes;

namespace AlphaPulse.RingBuffer.Tests.Hostile;

/// <summary>Another process stores anything into all shared words, all the time, while this one uses the ring in every way.</summary>
public sealed class HostilePeerTests : IDisposable
{
    private const int Rounds = 2000;

    private static readonly string[] s_expected = ["read Corrupted", "copy Corrupted", "write Corrupted", "write Claimed", "inspect Corrupted"];
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly RingDirectory _directory = new();
    private readonly Dictionary<string, int> _results = [];

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Words_ScribbledByAnotherProcess_NobodyCrashesHangsOrReadsOutside()
    {
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper!.WriteLine($"seed {seed}");
        using var writer = RingWriter<TestRecord>.Create(_directory.Ring(), new RingOptions { Capacity = 64 });
        using var scribbler = Peer.Start("scribble", _directory.Ring(), seed.ToString());
        scribbler.Expect("ready");
        var started = Stopwatch.GetTimestamp();
        for (var round = 0; round < Rounds || !s_expected.All(_results.ContainsKey) && Stopwatch.GetElapsedTime(started) < s_patience; round++)
        {
            Do("write", () => writer.TryPublish(default).ToString());
            Do("join", () =>
            {
                using var reader = GatedReader<TestRecord>.Attach(_directory.Ring(), new ReaderOptions { Name = "reader" }, TimeSpan.Zero);
                for (var i = 0; i < 20; i++)
                {
                    Do("write", () => writer.TryPublish(default).ToString());
                    Do("read", () => Read(reader));
                }

                return "joined";
            });
            Do("observe", () =>
            {
                using var observer = Observer<TestRecord>.Attach(_directory.Ring(), StartAt.Oldest);
                for (var i = 0; i < 20; i++)
                    Do("copy", () => observer.TryRead(out _).ToString());
                return "observed";
            });
            Do("inspect", () =>
            {
                using var inspector = RingInspector.Attach(_directory.Ring());
                var snapshot = inspector.Look();
                Assert.All(snapshot.Readers, reader => Assert.DoesNotContain(reader.Name, char.IsControl));
                return $"{inspector.TryCopy(snapshot.Cursor - 1, new byte[inspector.Facts.RecordBytes])}";
            });
        }

        scribbler.EndInput();
        Assert.True(scribbler.ExpectNumbers("stored")[0] > Rounds);
        TestContext.Current.TestOutputHelper.WriteLine(string.Join('\n', _results.OrderBy(r => r.Key).Select(r => $"{r.Value,7} {r.Key}")));

        // It did get in the way, and not only in the way.
        Assert.All(s_expected, result => Assert.Contains(result, _results.Keys));

        // The constant part was not touched: a new ring replaces the damaged one.
        writer.Dispose();
        RingWriter<TestRecord>.Create(_directory.Ring(), new RingOptions { Capacity = 64 }).Dispose();
        AccessKinds.Opening["join"](_directory.Ring(), TrustedOwner.SelfOrRoot);
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
