using System.Reflection;
using System.Runtime.CompilerServices;
using AlphaPulse.FeedSim.Exchanges;
using AlphaPulse.FeedSim.Patterns;
using AlphaPulse.MarketData;
using AlphaPulse.MarketData.Runs;
using AlphaPulse.RingBuffer.Publishing;
using AlphaPulse.RingBuffer.Waiting;
using AlphaPulse.Telemetry.Clocks;
using AlphaPulse.Telemetry.Histograms;
using AlphaPulse.Telemetry.Outliers;
using AlphaPulse.Telemetry.Processes;
using AlphaPulse.Telemetry.Shared;

namespace AlphaPulse.FeedSim.Publishing;

/// <summary>Has the code of the hot path compiled before the first event, so that no compilation lies in a measurement.</summary>
internal static class HotPath
{
    private static readonly Type[] s_types =
    [
        typeof(VenueFeed), typeof(Pacer), typeof(PacerTelemetry), typeof(UpdateStamp), typeof(UpdateSchedule), typeof(DueTimes), typeof(SpacedTimes), typeof(SpacingMeter),
        typeof(TapeCursor), typeof(PresentBooks), typeof(VenueTape), typeof(TapeBlock), typeof(UpdateProportion), typeof(ReplayPacer),
        typeof(RateCurve), typeof(RateSegment), typeof(SpacedArrivals), typeof(SpacedSegment), typeof(SpacingTable),
        typeof(RingWriter<MarketEvent>), typeof(BackOffWait), typeof(AbsoluteSleep), typeof(Clock),
        typeof(SharedHistogram), typeof(OutlierRecorder), typeof(RingWriter<OutlierRecord>), typeof(ThreadCounterReader), typeof(ThreadCores), typeof(SharedCounter), typeof(HistogramLayout),
    ];

    public static void Prepare()
    {
        foreach (var type in s_types)
        {
            foreach (var method in type.GetMethods(BindingFlags.DeclaredOnly | BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            {
                if (method.IsAbstract || method.ContainsGenericParameters)
                    continue;
                var arguments = Array.ConvertAll(type.GetGenericArguments(), argument => argument.TypeHandle);
                RuntimeHelpers.PrepareMethod(method.MethodHandle, arguments);
            }
        }
    }
}
