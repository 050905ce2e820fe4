using System.Reflection;
using System.Runtime.CompilerServices;
using AlphaPulse.Engine.Books;
using AlphaPulse.Engine.Stages;
using AlphaPulse.MarketData;
using AlphaPulse.Telemetry.Clocks;
using AlphaPulse.Telemetry.Shared;

namespace AlphaPulse.Engine.Hosting;

/// <summary>Compiles what events run through before the first one comes, so that no event waits for the compiler.</summary>
internal static class CodeWarmer
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <returns>How many methods were compiled.</returns>
    public static int Compile()
    {
        var compiled = 0;
        foreach (var type in Types())
        {
            RuntimeHelpers.RunClassConstructor(type.TypeHandle);
            foreach (var method in type.GetMembers(Declared).OfType<MethodBase>())
            {
                if (method.IsAbstract || method.ContainsGenericParameters || method.GetMethodBody() is null)
                    continue;
                RuntimeHelpers.PrepareMethod(method.MethodHandle);
                compiled++;
            }
        }

        return compiled;
    }

    private static IEnumerable<Type> Types() =>
        typeof(Book).Assembly.GetTypes()
            .Where(t => (t.Namespace == typeof(Book).Namespace || t.Namespace == typeof(BookStage).Namespace) && !t.ContainsGenericParameters)
            .Concat([typeof(BookHash), typeof(Clock), typeof(SharedCounter), typeof(SharedHistogram)]);
}
