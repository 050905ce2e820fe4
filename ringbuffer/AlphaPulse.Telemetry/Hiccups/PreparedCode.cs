using System.Reflection;
using System.Runtime.CompilerServices;
using AlphaPulse.RingBuffer.Publishing;
using AlphaPulse.RingBuffer.Waiting;
using AlphaPulse.Telemetry.Clocks;
using AlphaPulse.Telemetry.Outliers;
using AlphaPulse.Telemetry.Processes;
using AlphaPulse.Telemetry.Shared;

namespace AlphaPulse.Telemetry.Hiccups;

/// <summary>Compiles what a recorder's loop runs through: on a busy machine that takes seconds, which would be taken for a hiccup.</summary>
internal static class PreparedCode
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Type[] s_types = [typeof(HiccupThread), typeof(SharedHistogram), typeof(RingWriter<SpanRecord>), typeof(AbsoluteSleep), typeof(Clock), typeof(ThreadCounterReader)];

    internal static void Compile()
    {
        foreach (var type in s_types)
        {
            var arguments = Array.ConvertAll(type.GetGenericArguments(), argument => argument.TypeHandle);
            foreach (var method in type.GetMethods(Declared))
            {
                if (!method.IsAbstract && !method.ContainsGenericParameters)
                    RuntimeHelpers.PrepareMethod(method.MethodHandle, arguments);
            }
        }
    }
}
