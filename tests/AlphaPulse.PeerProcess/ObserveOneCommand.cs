using AlphaPulse.RingBuffer.Consuming;

namespace AlphaPulse.PeerProcess;

/// <summary>Says <c>ready</c>, copies one record on <c>go</c> and says what came of it, ends on the next word.</summary>
internal static class ObserveOneCommand
{
    internal static int Run(string ring)
    {
        using var observer = Observer<TestRecord>.Attach(ring, StartAt.Oldest);
        Console.WriteLine("ready");
        _ = Console.ReadLine();
        Console.WriteLine($"read {observer.TryRead(out _)}");
        _ = Console.ReadLine();
        return 0;
    }
}
