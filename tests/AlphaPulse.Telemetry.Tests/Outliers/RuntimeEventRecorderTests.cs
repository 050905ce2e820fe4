using System.Reflection.Emit;
using AlphaPulse.RingBuffer.Consuming;
using AlphaPulse.Telemetry.Clocks;
using AlphaPulse.Telemetry.Outliers;
using AlphaPulse.Telemetry.Processes;
using Xunit;

namespace AlphaPulse.Telemetry.Tests.Outliers;

public sealed class RuntimeEventRecorderTests : IDisposable
{
    // The run's clock against the system's, and the stamps' rounding; how well the events' clock is known the recorder says.
    private const long ToleranceNs = 100_000;
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Start_PlantedCollectionAndCompilation_AreSpansAtTheirTimes()
    {
        var clock = Clock.Calibrate();
        NoiseFiles.CreateDirectories(_directory.Path);
        using var recorder = new RuntimeEventRecorder(NoiseFiles.CreateSpans(_directory.Path, "p", "runtime"), clock);
        using var observer = Observer<SpanRecord>.Attach(Assert.Single(NoiseFiles.SpanRings(_directory.Path)));
        recorder.Start();
        var beforeNs = clock.NowNs();
        GC.Collect();
        var collectedNs = clock.NowNs();
        var compiled = CompileSomething();
        var compiledNs = clock.NowNs();

        Assert.Equal(42, compiled);
        var spans = new List<SpanRecord>();
        Assert.True(SpinWait.SpinUntil(() => Has(SpanKind.GcSuspension, 0, beforeNs, collectedNs) && Has(SpanKind.Jit, ThreadCores.ThreadId, collectedNs, compiledNs), s_patience), Seen());

        bool Has(SpanKind kind, int threadId, long fromNs, long toNs)
        {
            while (observer.TryRead(out var span) == ObserveStatus.Read)
                spans.Add(span);
            return spans.Exists(span => span.Kind == kind && span.ThreadId == threadId && span.StartNs >= fromNs - ToleranceNs - recorder.ErrorNs && span.EndNs <= toNs + ToleranceNs + recorder.ErrorNs);
        }

        string Seen() => $"collected {beforeNs} to {collectedNs}, compiled to {compiledNs}, known to {recorder.ErrorNs}; {string.Join("; ", spans.Select(span => $"{span.Kind} {span.StartNs} to {span.EndNs} thread {span.ThreadId}"))}";
    }

    private static int CompileSomething()
    {
        var method = new DynamicMethod("planted", typeof(int), []);
        var body = method.GetILGenerator();
        body.Emit(OpCodes.Ldc_I4, 42);
        body.Emit(OpCodes.Ret);
        return method.CreateDelegate<Func<int>>()();
    }
}
