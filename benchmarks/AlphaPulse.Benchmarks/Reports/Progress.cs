namespace AlphaPulse.Benchmarks.Reports;

/// <summary>One line on a terminal that says what is being measured; nothing if the output is not a terminal.</summary>
internal static class Progress
{
    private const string EraseLine = "\r\e[K";

    internal static void Show(string text)
    {
        if (!Console.IsErrorRedirected)
            Console.Error.Write(EraseLine + text);
    }

    internal static void Clear() => Show("");
}
