using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.RingBuffer.Publishing;

namespace AlphaPulse.PeerProcess;

/// <summary>Says <c>ready</c>; on each <c>go</c> creates the ring and says <c>won</c> or <c>lost</c>; closes it on the next word.</summary>
internal static class CreateRaceCommand
{
    internal static int Run(string ring)
    {
        Console.WriteLine("ready");
        while (Console.ReadLine() is not null)
        {
            try
            {
                using var writer = RingWriter<TestRecord>.Create(ring, new RingOptions { Capacity = 64 });
                Console.WriteLine("won");
                _ = Console.ReadLine();
            }
            catch (RingException e)
            {
                Console.WriteLine($"lost {e.Fault} {e.Message}");
                _ = Console.ReadLine();
            }

            Console.WriteLine("closed");
        }

        return 0;
    }
}
