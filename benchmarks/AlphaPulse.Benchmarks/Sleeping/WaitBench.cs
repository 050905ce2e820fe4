using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using AlphaPulse.Benchmarks.Commands;
using AlphaPulse.Benchmarks.Measuring;
using AlphaPulse.Benchmarks.Processes;
using AlphaPulse.MarketData;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.RingBuffer.Publishing;
using AlphaPulse.RingBuffer.Waiting;
using AlphaPulse.Telemetry.Clocks;

namespace AlphaPulse.Benchmarks.Sleeping;

/// <summary>The writing side: leaves the feed idle, then sends records alone, far enough apart for every strategy to have gone to sleep.</summary>
internal static class WaitBench
{
    private const int LeastGapMs = 20;
    private const int MostGapMs = 40;

    // Start-up, its compilations and the end of every back-off are over by then.
    private static readonly TimeSpan s_settling = TimeSpan.FromSeconds(2);

    internal static WaitFigures Measure(RunDirectory run, Clock clock, WaitKind kind, WaitArguments arguments)
    {
        RingWriter<MarketEvent>[] rings = [.. Enumerable.Range(0, arguments.Rings).Select(i => RingWriter<MarketEvent>.Create(run.RingPath(i.ToString(CultureInfo.InvariantCulture)), new RingOptions { Capacity = 1024 }))];
        try
        {
            var setup = new SleepingSetup(clock.Calibration, [.. rings.Select(r => r.Path)], kind);
            using var peer = Process.Start(Peer.StartInfo(SleepingProgram.Verb, JsonSerializer.Serialize(setup))) ?? throw new IOException("The second process cannot be started.");
            if (peer.StandardOutput.ReadLine() != "ready")
                throw new IOException("The second process has died.");
            foreach (var ring in rings)
                Send(ring, clock);
            Thread.Sleep(s_settling);
            var before = Ask(peer);
            var started = Stopwatch.GetTimestamp();
            Thread.Sleep(TimeSpan.FromSeconds(arguments.Secs));
            var idle = Ask(peer);
            var idlePercent = (idle.CpuNs - before.CpuNs) / Stopwatch.GetElapsedTime(started).TotalNanoseconds * 100;

            var writes = Latency.NewHistogram();
            var random = new Random(arguments.Seed);
            for (var i = 0; i < arguments.Wakes; i++)
            {
                Thread.Sleep(random.Next(LeastGapMs, MostGapMs));
                writes.RecordValue(Send(rings[random.Next(rings.Length)], clock));
            }

            Thread.Sleep(s_settling);
            var after = Ask(peer);
            peer.StandardInput.Close();
            peer.WaitForExit();
            if (after.Fault is not null || after.First.Count != arguments.Wakes || after.Third.Count != arguments.Wakes)
                throw new IOException($"{arguments.Wakes:N0} records were sent, {after.First.Count:N0} and {after.Third.Count:N0} seen. {after.Fault}");
            var (write50, write99) = (writes.GetValueAtPercentile(50), writes.GetValueAtPercentile(99));
            return new WaitFigures(kind, idlePercent, after.First, after.Third, write50, write99, (after.CpuNs - idle.CpuNs) / 1000.0 / arguments.Wakes);
        }
        finally
        {
            foreach (var ring in rings)
                ring.Dispose();
        }
    }

    /// <summary>One record; how long it took.</summary>
    private static long Send(RingWriter<MarketEvent> ring, Clock clock)
    {
        var before = clock.NowNs();
        if (ring.TryClaim() != ClaimStatus.Claimed)
            throw new IOException("The ring is full: the second process reads nothing.");
        Payload.Fill(ref ring[0], ring.Cursor, before, before);
        ring.Publish();
        return Math.Max(1, clock.NowNs() - before);
    }

    private static SleepingReply Ask(Process peer)
    {
        peer.StandardInput.WriteLine();
        peer.StandardInput.Flush();
        var line = peer.StandardOutput.ReadLine() ?? throw new IOException("The second process has died.");
        return JsonSerializer.Deserialize<SleepingReply>(line) ?? throw new IOException($"The second process said '{line}'.");
    }
}
