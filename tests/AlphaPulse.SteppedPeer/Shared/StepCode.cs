using AlphaPulse.RingBuffer.Steps;

namespace AlphaPulse.SteppedPeer.Shared;

/// <summary>Steps as numbers on the board: those of the ring's protocols, and those that lie in its user's code.</summary>
internal static class StepCode
{
    /// <summary>The writer has filled the first half of a batch: user code between claim and publish.</summary>
    internal const int BatchHalfFilled = 1000;

    internal static int Of(ProtocolStep step) => (int)step + 1;

    internal static string NameOf(int code) => code switch
    {
        BatchHalfFilled => nameof(BatchHalfFilled),
        _ => ((ProtocolStep)(code - 1)).ToString(),
    };
}
