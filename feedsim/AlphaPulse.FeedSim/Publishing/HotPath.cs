using System.Reflection;
using System.Runtime.CompilerServices;
using AlphaPulse.FeedSim.Exchanges;
using AlphaPulse.FeedSim.Patterns;

namespace AlphaPulse.FeedSim.Publishing;

/// <summary>Has the code of the hot path compiled before the first event, so that no compilation lies in a measurement.</summary>
internal static class HotPath
{
    private static readonly Type[] s_types =
    [
        typeof(VenueFeed), typeof(Pacer), typeof(PacerTelemetry), typeof(UpdateStamp), typeof(UpdateSchedule), typeof(DueTimes),
        typeof(TapeCursor), typeof(VenueTape), typeof(TapeBlock), typeof(UpdateProportion), typeof(ReplayPacer),
    ];

    public static void Prepare()
    {
        foreach (var type in s_types)
        {
            foreach (var method in type.GetMethods(BindingFlags.DeclaredOnly | BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            {
                if (!method.IsAbstract && !method.ContainsGenericParameters)
                    RuntimeHelpers.PrepareMethod(method.MethodHandle);
            }
        }
    }
}
