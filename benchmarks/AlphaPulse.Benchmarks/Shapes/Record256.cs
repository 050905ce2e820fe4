using System.Runtime.CompilerServices;

namespace AlphaPulse.Benchmarks.Shapes;

/// <summary>256 bytes, filled by <see cref="Words"/>.</summary>
[InlineArray(32)]
internal struct Record256
{
    private long _first;
}
