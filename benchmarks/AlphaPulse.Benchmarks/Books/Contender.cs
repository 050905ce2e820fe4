using System.Globalization;

namespace AlphaPulse.Benchmarks.Books;

/// <summary>One row of the table: a name and all its passes. The first pass, in which tables grow, is not measured.</summary>
internal sealed class Contender(string name, Func<int?> farLevels, Func<BookPass> pass)
{
    private readonly List<BookPass> _passes = [];
    private bool _isWarm;

    public long Digest => _passes[^1].Digest;

    public void Go()
    {
        var measured = pass();
        if (_isWarm)
            _passes.Add(measured);
        _isWarm = true;
    }

    public override string ToString()
    {
        var sorted = _passes.Select(p => p.NsPerEvent).Order().ToList();
        var bytes = _passes.Max(p => p.BytesPerEvent);
        return string.Create(CultureInfo.InvariantCulture, $"{name,-38}{sorted[sorted.Count / 2],9:F1}{sorted[0],9:F1}{sorted[^1],9:F1}{farLevels(),12:N0}{bytes,8:F2}");
    }
}
