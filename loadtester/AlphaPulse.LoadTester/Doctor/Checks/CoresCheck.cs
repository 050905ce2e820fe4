namespace AlphaPulse.LoadTester.Doctor.Checks;

/// <summary>Writers and pipeline need a core each.</summary>
internal static class CoresCheck
{
    private const int Least = 2;

    public static Finding Look(HostView host)
    {
        var online = host.Files.Text("/sys/devices/system/cpu/online");
        return CoreList.Count(online) switch
        {
            null => Finding.Ok($"not told by this kernel"),
            < Least and var cores => Finding.Warning($"{cores} online, needed: {Least}", "writers and pipeline take turns on one core, so that delivery measures the scheduler: use a machine with more"),
            var cores => Finding.Ok($"{cores} online ({online})"),
        };
    }
}
