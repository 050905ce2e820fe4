using AlphaPulse.RingBuffer.Memory;

namespace AlphaPulse.PeerProcess;

/// <summary>A hostile peer: says <c>ready</c>, then stores anything into the words that a ring's users share, as fast as it can, until its input ends.</summary>
internal static class ScribbleCommand
{
    // Words of the data file, behind its constant head; of the control file; of a reader's entry; of a writer's of many.
    private static readonly long[] s_dataWords = [0x100, 0x180, 0x200, 0x280, 0x288, 0x290, 0x380, 0x388];
    private static readonly long[] s_dataWordsOfMany = [0x100, 0x180, 0x200, 0x280, 0x400, 0x480];
    private static readonly long[] s_controlWords = [0x080, 0x088, 0x100, 0x108];
    private static readonly long[] s_entryWords = [0, 128, 136, 144, 152, 160, 224];
    private static readonly long[] s_writerWords = [0, 8, 16, 24, 32, 40, 48];

    internal static int Run(string ring, int seed)
    {
        var random = new Random(seed);
        using var data = MappedFile.OpenReadWrite(Path.Combine(ring, "data"), 0x2000);
        using var control = MappedFile.OpenReadWrite(Path.Combine(ring, "control"), 0x5000);
        var (slots, hasManyWriters) = (data.At<long>(0x20), (data.At<uint>(0x64) & 1) != 0);
        Console.WriteLine("ready");
        var ended = Task.Run(Console.In.ReadToEnd);
        long stores = 0;
        for (; !ended.IsCompleted; stores++)
        {
            ref var word = ref random.Next(2) == 0 ? ref data.At<long>(InData()) : ref control.At<long>(InControl());
            Volatile.Write(ref word, Value(random, word));
        }

        Console.WriteLine($"stored {stores}");
        return 0;

        long InData() => !hasManyWriters ? One(s_dataWords)
            : random.Next(3) == 0 ? data.Length - (1 + random.NextInt64(slots)) * sizeof(long)
            : One(s_dataWordsOfMany);

        long InControl() => random.Next(8) == 0 ? One(s_controlWords)
            : hasManyWriters && random.Next(2) == 0 ? 0x200 + random.Next(3) * 128 + One(s_writerWords)
            : 0x1000 + random.Next(3) * 256 + One(s_entryWords);

        long One(long[] offsets) => offsets[random.Next(offsets.Length)];
    }

    private static long Value(Random random, long present) => random.Next(8) switch
    {
        0 => -1,
        1 => long.MinValue,
        2 => long.MaxValue,
        3 => random.NextInt64(),
        4 => random.Next(1000),
        5 => unchecked(present - random.Next(100)),
        _ => unchecked(present + random.Next(100)),
    };
}
