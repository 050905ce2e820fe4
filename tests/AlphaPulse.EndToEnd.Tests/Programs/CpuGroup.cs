namespace AlphaPulse.EndToEnd.Tests.Programs;

/// <summary>A control group of its own whose processor time can be limited. Needs root: skips the test elsewhere.</summary>
internal sealed class CpuGroup : IDisposable
{
    private const int PeriodUs = 100_000;
    private readonly string _path;
    private readonly bool _isUnified;

    private CpuGroup(string path, bool isUnified) => (_path, _isUnified) = (path, isUnified);

    public string ProcessesFile => Path.Combine(_path, "cgroup.procs");

    public static CpuGroup Create()
    {
        var isUnified = File.Exists("/sys/fs/cgroup/cgroup.controllers");
        var path = Path.Combine(isUnified ? "/sys/fs/cgroup" : "/sys/fs/cgroup/cpu", $"alphapulse-test-{Guid.NewGuid():N}");
        var group = new CpuGroup(path, isUnified);
        try
        {
            Directory.CreateDirectory(path);
            group.Unlimit();
            return group;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            group.Dispose();
            Assert.Skip($"a control group with a limit cannot be made here: {exception.Message}");
            throw;
        }
    }

    public void Limit(int quotaUs) => Write($"{quotaUs}", $"{quotaUs} {PeriodUs}");

    public void Unlimit() => Write("-1", $"max {PeriodUs}");

    public void Dispose()
    {
        // Its last process may be a moment gone only.
        if (Directory.Exists(_path))
            _ = SpinWait.SpinUntil(TryDelete, TimeSpan.FromSeconds(30));
    }

    private void Write(string quota, string max) =>
        File.WriteAllText(Path.Combine(_path, _isUnified ? "cpu.max" : "cpu.cfs_quota_us"), _isUnified ? max : quota);

    private bool TryDelete()
    {
        try
        {
            Directory.Delete(_path);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
