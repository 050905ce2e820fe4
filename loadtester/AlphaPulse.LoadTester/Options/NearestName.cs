namespace AlphaPulse.LoadTester.Options;

/// <summary>Finds the name that the user most likely meant.</summary>
internal static class NearestName
{
    /// <summary>" (did you mean 'x'?)", or nothing if no name is near or it is one of the names: then its value was the fault.</summary>
    public static string Hint(string typed, IReadOnlyCollection<string> names) => !names.Contains(typed) && Find(typed, names) is { } near ? $" (did you mean '{near}'?)" : "";

    /// <summary>The nearest name by edit distance, if at most a third of it (and at least one letter) would have to change.</summary>
    public static string? Find(string typed, IEnumerable<string> names)
    {
        string? best = null;
        var least = int.MaxValue;
        foreach (var name in names)
        {
            var distance = Distance(typed.ToUpperInvariant(), name.ToUpperInvariant());

            // A name cut short ("--trades") is nearer than its length says.
            if (typed.Length >= 3 && name.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
                distance = Math.Min(distance, 1);
            if (distance < least && distance <= Math.Max(1, Math.Max(typed.Length, name.Length) / 3))
                (best, least) = (name, distance);
        }

        return best;
    }

    /// <summary>Levenshtein distance: insertions, deletions and replacements cost one each, and so does swapping two neighbours.</summary>
    internal static int Distance(string a, string b)
    {
        var rows = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
            rows[i, 0] = i;
        for (var j = 0; j <= b.Length; j++)
            rows[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = rows[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                rows[i, j] = Math.Min(replaced, 1 + Math.Min(rows[i - 1, j], rows[i, j - 1]));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
            }
        }

        return rows[a.Length, b.Length];
    }
}
