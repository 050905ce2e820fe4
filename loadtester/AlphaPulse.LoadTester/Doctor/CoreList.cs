using System.Globalization;

namespace AlphaPulse.LoadTester.Doctor;

/// <summary>Lists of cores as the kernel writes them: "0-3,8".</summary>
internal static class CoreList
{
    /// <summary>How many cores the list names; null if it is not one.</summary>
    public static int? Count(string? list)
    {
        if (string.IsNullOrEmpty(list))
            return null;
        var count = 0;
        foreach (var part in list.Split(','))
        {
            var range = part.Split('-');
            if (!int.TryParse(range[0], NumberStyles.None, CultureInfo.InvariantCulture, out var first))
                return null;
            var last = first;
            if (range.Length > 2 || (range.Length == 2 && !int.TryParse(range[1], NumberStyles.None, CultureInfo.InvariantCulture, out last)) || last < first)
                return null;
            count += last - first + 1;
        }

        return count;
    }
}
