namespace AlphaPulse.LoadTester.Doctor.Checks;

/// <summary>What it is all measured on. Never in the way: steal and wake-ups tell whether a virtual machine disturbs.</summary>
internal static class MachineCheck
{
    public static Finding Look(HostView host)
    {
        var lines = host.Files.Lines("/proc/cpuinfo");
        var model = lines.FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal)) is { } named ? named[(named.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim() : "unknown processor";
        var isVirtual = lines.Any(line => line.StartsWith("flags", StringComparison.Ordinal) && line.Split(' ').Contains("hypervisor"));
        return Finding.Ok($"{(isVirtual ? "virtual" : "physical")}, {model}, Linux {host.Files.Text("/proc/sys/kernel/osrelease") ?? "unknown"}");
    }
}
