namespace AlphaPulse.LoadTester.Doctor.Checks;

/// <summary>Transparent huge pages: where the kernel makes them unasked, it clears and moves megabytes within a page fault.</summary>
internal static class HugePagesCheck
{
    private const string Settings = "/sys/kernel/mm/transparent_hugepage";

    public static Finding Look(HostView host)
    {
        var (anonymous, shared) = (Chosen(host.Files.Text($"{Settings}/enabled")), Chosen(host.Files.Text($"{Settings}/shmem_enabled")));
        if (anonymous is null)
            return Finding.Ok($"not built into this kernel");
        if (anonymous == "always")
            return Finding.Warning($"always", $"page faults take up to a millisecond while the kernel makes room: echo madvise > {Settings}/enabled");
        return shared is "always" or "force"
            ? Finding.Warning($"{anonymous}, shared memory {shared}", $"the rings' page faults take up to a millisecond: echo never > {Settings}/shmem_enabled")
            : Finding.Ok($"{anonymous}, shared memory {shared ?? "never"}");
    }

    // "always [madvise] never"
    private static string? Chosen(string? text)
    {
        var (open, close) = (text?.IndexOf('[') ?? -1, text?.IndexOf(']') ?? -1);
        return open >= 0 && close > open ? text![(open + 1)..close] : null;
    }
}
