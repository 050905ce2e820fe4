namespace AlphaPulse.RingBuffer.Fuzz;

/// <summary>The cases that are kept, one for each outcome that was ever seen, in a text file a target: the outcome, a tab, the bytes in hexadecimal.</summary>
internal sealed class Corpus
{
    private readonly SortedDictionary<string, byte[]> _cases = new(StringComparer.Ordinal);
    private readonly string _path;

    internal Corpus(string directory, string target)
    {
        _path = Path.Combine(directory, target + ".txt");
        if (!File.Exists(_path))
            return;
        foreach (var line in File.ReadLines(_path))
        {
            var tab = line.LastIndexOf('\t');
            _cases[line[..tab]] = Convert.FromHexString(line.AsSpan(tab + 1));
        }
    }

    internal IReadOnlyDictionary<string, byte[]> Cases => _cases;

    /// <summary>Whether a case of so many bytes would be kept for an outcome: the outcome is new, or a longer one is kept for it.</summary>
    internal bool Wants(string outcome, int length) => !_cases.TryGetValue(outcome, out var kept) || length < kept.Length;

    internal void Keep(string outcome, ReadOnlySpan<byte> bytes) => _cases[outcome] = bytes.ToArray();

    /// <summary>Keeps no case for an outcome: the one that was kept leads elsewhere now.</summary>
    internal void Drop(string outcome) => _cases.Remove(outcome);

    internal void Save() => File.WriteAllLines(_path, _cases.Select(c => $"{c.Key}\t{Convert.ToHexString(c.Value)}"));
}
