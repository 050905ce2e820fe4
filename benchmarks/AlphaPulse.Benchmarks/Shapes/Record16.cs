using System.Runtime.CompilerServices;

namespace AlphaPulse.Benchmarks.Shapes;

/// <summary>16 bytes, filled by <see cref="Words"/>.</summary>
[InlineArray(2)]
internal struct Record16
{
    private long _first;
}
