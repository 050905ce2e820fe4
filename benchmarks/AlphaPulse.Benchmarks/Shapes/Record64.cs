using System.Runtime.CompilerServices;

namespace AlphaPulse.Benchmarks.Shapes;

/// <summary>64 bytes, filled by <see cref="Words"/>.</summary>
[InlineArray(8)]
internal struct Record64
{
    private long _first;
}
