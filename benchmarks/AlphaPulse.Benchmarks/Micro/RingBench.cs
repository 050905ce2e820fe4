using AlphaPulse.Benchmarks.Measuring;
using AlphaPulse.MarketData;
using AlphaPulse.RingBuffer.Consuming;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.RingBuffer.Publishing;
using BenchmarkDotNet.Attributes;

namespace AlphaPulse.Benchmarks.Micro;

/// <summary>The instructions of the ring without the traffic between cores: writer and reader take turns on one thread.</summary>
public class RingBench
{
    private const int Records = 4096;

    private RunDirectory _run = null!;
    private RingWriter<MarketEvent> _writer = null!;
    private GatedReader<MarketEvent> _reader = null!;
    private long _sequence;

    [GlobalSetup]
    public void Setup()
    {
        _run = new RunRegistry().Create();
        _writer = RingWriter<MarketEvent>.Create(_run.RingPath("micro"), new RingOptions { Capacity = Schedule.RingCapacity });
        _reader = GatedReader<MarketEvent>.Attach(_run.RingPath("micro"), new ReaderOptions { Name = "micro" });
    }

    [GlobalCleanup]
    public void CleanUp()
    {
        _reader.Dispose();
        _writer.Dispose();
        _run.Remove();
    }

    [Benchmark(OperationsPerInvoke = Records)]
    public long ClaimFillPublish()
    {
        for (var i = 0; i < Records; i++)
        {
            if (_writer.TryClaim() != ClaimStatus.Claimed)
                throw new InvalidOperationException("The reader has released everything.");
            Payload.Fill(ref _writer[0], _sequence++, 0, 0);
            _writer.Publish();
        }

        // One release for all: its cost disappears among the records.
        _reader.Release(_reader.Available());
        return _sequence;
    }

    [Benchmark(OperationsPerInvoke = Records)]
    public long ClaimFillPublishRead()
    {
        ClaimFillPublishOnly();
        var first = _reader.Position;
        var count = _reader.Available();
        long sum = 0;
        for (var sequence = first; sequence < first + count; sequence++)
            sum += _reader[sequence].Price;
        _reader.Release(count);
        return sum;
    }

    private void ClaimFillPublishOnly()
    {
        for (var i = 0; i < Records; i++)
        {
            if (_writer.TryClaim() != ClaimStatus.Claimed)
                throw new InvalidOperationException("The reader has released everything.");
            Payload.Fill(ref _writer[0], _sequence++, 0, 0);
            _writer.Publish();
        }
    }
}
