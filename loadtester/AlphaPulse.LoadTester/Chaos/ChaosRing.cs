using AlphaPulse.RingBuffer.Inspecting;
using AlphaPulse.RingBuffer.Memory;

namespace AlphaPulse.LoadTester.Chaos;

/// <summary>A ring that is looked at while its words are damaged on purpose: as long as they are, it is as it was seen last. One thread.</summary>
internal sealed class ChaosRing(string path) : IDisposable
{
    private readonly RingInspector _inspector = RingInspector.Attach(path);
    private RingSnapshot? _last;

    public RingSnapshot Look()
    {
        try
        {
            return _last = _inspector.Look();
        }
        catch (RingException e) when (e.Fault == RingFault.Corrupted && _last is not null)
        {
            return _last;
        }
    }

    public void Dispose() => _inspector.Dispose();
}
