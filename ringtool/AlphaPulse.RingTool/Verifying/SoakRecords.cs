using System.Runtime.CompilerServices;

namespace AlphaPulse.RingTool.Verifying;

/// <summary>Records of the sizes that a soak can have.</summary>
internal static class SoakRecords
{
    public static IReadOnlyList<int> Sizes { get; } = [16, 64, 256, 1024, 4096];

    public static Written Write(SoakSettings settings, Action ready, CancellationToken stop) => settings.RecordBytes switch
    {
        16 => SoakWriter<Words2>.Run(settings, ready, stop),
        64 => SoakWriter<Words8>.Run(settings, ready, stop),
        256 => SoakWriter<Words32>.Run(settings, ready, stop),
        1024 => SoakWriter<Words128>.Run(settings, ready, stop),
        _ => SoakWriter<Words512>.Run(settings, ready, stop),
    };

    public static ISoakReaders Attach(SoakSettings settings) => settings.RecordBytes switch
    {
        16 => new SoakReaders<Words2>(settings),
        64 => new SoakReaders<Words8>(settings),
        256 => new SoakReaders<Words32>(settings),
        1024 => new SoakReaders<Words128>(settings),
        _ => new SoakReaders<Words512>(settings),
    };

    [InlineArray(2)]
    private struct Words2
    {
        private ulong _word;
    }

    [InlineArray(8)]
    private struct Words8
    {
        private ulong _word;
    }

    [InlineArray(32)]
    private struct Words32
    {
        private ulong _word;
    }

    [InlineArray(128)]
    private struct Words128
    {
        private ulong _word;
    }

    [InlineArray(512)]
    private struct Words512
    {
        private ulong _word;
    }
}
