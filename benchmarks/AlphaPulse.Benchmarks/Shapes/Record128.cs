using System.Runtime.CompilerServices;

namespace AlphaPulse.Benchmarks.Shapes;

/// <summary>128 bytes, filled by <see cref="Words"/>.</summary>
[InlineArray(16)]
internal struct Record128
{
    private long _first;
}
