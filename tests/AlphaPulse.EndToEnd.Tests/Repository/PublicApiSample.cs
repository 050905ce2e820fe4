namespace AlphaPulse.EndToEnd.Tests.Repository;

/// <summary>A type with every kind of member, to show what <see cref="PublicApi"/> prints of it and what it leaves out.</summary>
public readonly struct PublicApiSample<T>(int count) : IEquatable<PublicApiSample<T>>
    where T : struct
{
    public const int Limit = 7;

    public int Count { get; init; } = count;

    internal int Hidden => Count;

    public T this[int index] => index < Count ? default : throw new ArgumentOutOfRangeException(nameof(index));

    public static bool operator ==(PublicApiSample<T> left, PublicApiSample<T> right) => left.Equals(right);

    public static bool operator !=(PublicApiSample<T> left, PublicApiSample<T> right) => !left.Equals(right);

    public bool TryTake(out T taken, int count = 1)
    {
        taken = default;
        return count <= Hidden;
    }

    public bool Equals(PublicApiSample<T> other) => other.Count == Count;

    public override bool Equals(object? obj) => obj is PublicApiSample<T> other && Equals(other);

    public override int GetHashCode() => Count;
}
