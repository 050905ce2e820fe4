using System.Runtime.CompilerServices;

namespace AlphaPulse.Telemetry.Shared;

/// <summary>
/// A number in a telemetry file that one thread writes and any process reads. An <see cref="Add"/> is a load, an addition and a
/// store with release: no locked instruction, because there is one writer. Counters of one group (the part of the name
/// before the slash) share cache lines, those of different groups never do; so the threads of a process each take a group.
/// </summary>
/// <remarks>
/// Usable between <see cref="TelemetryBuilder.Create"/> and the disposal of what that returned, which keeps the memory mapped;
/// outside it every member throws <see cref="InvalidOperationException"/>. The writing thread must have stopped before the disposal.
/// </remarks>
public sealed unsafe class SharedCounter
{
    // Set by Bind to 8 aligned bytes inside the mapping; null outside its life.
    private long* _value;

    internal SharedCounter(string name) => Name = name;

    /// <summary>Name of the counter: <c>group/metric</c>.</summary>
    public string Name { get; }

    /// <summary>The current value. Any thread.</summary>
    public long Value
    {
        get
        {
            if (_value == null)
                SharedHistogram.ThrowUnbound(Name);
            return Volatile.Read(ref *_value);
        }
    }

    /// <summary>Adds to the value. Writing thread only.</summary>
    /// <param name="amount">Any number; wraps silently after 2^63.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(long amount)
    {
        var value = _value;
        if (value == null)
            SharedHistogram.ThrowUnbound(Name);
        Volatile.Write(ref *value, *value + amount);
    }

    /// <summary>Adds one. Writing thread only.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Increment() => Add(1);

    /// <summary>Replaces the value. Writing thread only.</summary>
    /// <param name="value">The new value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Set(long value)
    {
        var target = _value;
        if (target == null)
            SharedHistogram.ThrowUnbound(Name);
        Volatile.Write(ref *target, value);
    }

    internal void Bind(long* value) => _value = value;

    internal void Unbind() => _value = null;
}
