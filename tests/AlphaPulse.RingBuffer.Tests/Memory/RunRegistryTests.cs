using AlphaPulse.RingBuffer.Memory;

namespace AlphaPulse.RingBuffer.Tests.Memory;

/// <summary>D-26: each run has a directory of its own, appears whole, and is removed by others only when nobody is in it.</summary>
public sealed class RunRegistryTests : IDisposable
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly RingDirectory _directory = new();
    private readonly RunRegistry _registry;

    public RunRegistryTests() => _registry = new RunRegistry(_directory.Path);

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Create_NewRun_HasItsPartsAndIsPrivate()
    {
        using var run = _registry.Create("one");
        Assert.Equal("one", run.Name);
        Assert.Equal(_directory.Ring("one"), run.Path);
        Assert.True(Directory.Exists(run.RingsPath));
        Assert.True(Directory.Exists(run.TelemetryPath));
        Assert.Empty(run.RingNames());
        Assert.Equal(Private | UnixFileMode.UserExecute, File.GetUnixFileMode(run.Path));
        Assert.Equal(Private, File.GetUnixFileMode(run.File("live")));
        Assert.Equal(["one"], _registry.List());
        Assert.Single(Directory.GetFileSystemEntries(_directory.Path));
    }

    [Fact]
    public void Create_NoName_MadeOfTimeAndProcess()
    {
        using var run = _registry.Create();
        Assert.EndsWith($"-{Environment.ProcessId}", run.Name);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".hidden")]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("a b")]
    [InlineData("grün")]
    [InlineData("01234567890123456789012345678901234567890123456789012345678901234")]
    public void Create_NameNotAllowed_Throws(string name)
    {
        Assert.Throws<ArgumentException>(() => _registry.Create(name));
        Assert.Empty(Directory.GetFileSystemEntries(_directory.Path));
    }

    [Theory]
    [InlineData("")]
    [InlineData("rings")]
    public void Create_BaseInsideARun_RefusedAndUntouched(string below)
    {
        using var run = _registry.Create("one");
        var e = Assert.Throws<RingException>(() => new RunRegistry(Path.Combine(run.Path, below)).Create("two"));
        Assert.Equal(RingFault.InUse, e.Fault);
        Assert.Contains("belongs to the run 'one'", e.Message);
        Assert.Equal(["live", "rings", "telemetry"], Directory.GetFileSystemEntries(run.Path, "*", SearchOption.AllDirectories).Select(p => Path.GetFileName(p)).Order());
    }

    [Fact]
    public void Create_TwoRunsAtOnce_DoNotDisturbEachOther()
    {
        using var one = _registry.Create("one");
        File.WriteAllText(one.File("plan.json"), "{}");
        using var two = _registry.Create("two");
        Assert.Equal(RingFault.InUse, Assert.Throws<RingException>(() => _registry.Create("one")).Fault);
        Assert.Equal(["one", "two"], _registry.List());
        two.Remove();
        Assert.Equal(["one"], _registry.List());
        Assert.True(File.Exists(one.File("plan.json")));
        Assert.Equal(0, _registry.CleanUp());
    }

    [Fact]
    public void CleanUp_LiveByAnyParticipant_KeptUntilTheLastHasLeft()
    {
        var creator = _registry.Create("one");
        var joined = _registry.Join("one");
        creator.Dispose();
        Assert.Equal(0, _registry.CleanUp());
        Assert.Equal(["one"], _registry.List());
        using (var late = _registry.Join(_directory.Ring("one")))
            Assert.Equal("one", late.Name);
        joined.Dispose();
        Assert.Empty(_registry.List());
        Assert.Equal(1, _registry.CleanUp());
        Assert.Empty(Directory.GetFileSystemEntries(_directory.Path));
    }

    [Fact]
    public void Join_EndedOrUnknownRun_Refused()
    {
        _registry.Create("ended").Dispose();
        Assert.Equal(RingFault.NotFound, Assert.Throws<RingException>(() => _registry.Join("ended")).Fault);
        Assert.Equal(RingFault.NotFound, Assert.Throws<RingException>(() => _registry.Join("never")).Fault);
        _registry.Create("removed").Remove();
        Assert.Equal(RingFault.NotFound, Assert.Throws<RingException>(() => _registry.Join("removed")).Fault);
    }

    [Fact]
    public void RemoveIfDead_ReplacedByALiveRunSinceItWasOpened_LeavesThatAlone()
    {
        _registry.Create("one").Dispose();
        using var stale = RunDirectory.OpenLive(_directory.Ring("one"));
        using var run = _registry.Create("one");
        Assert.False(RunDirectory.RemoveIfDead(_directory.Ring("one"), stale!));
        Assert.Equal(["one"], _registry.List());
    }

    [Fact]
    public void CleanUp_DirectoriesOfOthers_NeverTouched()
    {
        // A base directory chosen with --dir may hold anything, also something with a file called live.
        var mine = Directory.CreateDirectory(_directory.Ring("mine")).FullName;
        File.WriteAllText(Path.Combine(mine, "live"), "a recording");
        var hidden = Directory.CreateDirectory(_directory.Ring($".x.tmp-{Guid.NewGuid():N}")).FullName;
        File.WriteAllText(Path.Combine(hidden, "note"), "mine");
        var cache = Directory.CreateDirectory(_directory.Ring(".cache.tmp-1")).FullName;
        foreach (var directory in new[] { mine, hidden, cache })
            Directory.SetLastWriteTimeUtc(directory, DateTime.UtcNow.AddHours(-1));
        var before = _directory.Fingerprint();
        Assert.Equal(0, _registry.CleanUp());
        using (_registry.Create("run"))
            Assert.Equal(["run"], _registry.List());
        _registry.CleanUp();
        Assert.Equal(before, _directory.Fingerprint());
        Assert.True(Directory.Exists(cache));
        Assert.Equal(RingFault.NotFound, Assert.Throws<RingException>(() => _registry.Join("mine")).Fault);
    }

    [Fact]
    public void CleanUp_RemainsOfAMakerOrRemoverThatDied_RemovedOnceOld()
    {
        _registry.Create("dead").Dispose();
        var dead = _directory.Ring($".dead.dead-{Guid.NewGuid():N}");
        Directory.Move(_directory.Ring("dead"), dead);
        var empty = Directory.CreateDirectory(_directory.Ring($".made.tmp-{Guid.NewGuid():N}")).FullName;
        Assert.Equal(0, _registry.CleanUp());
        Directory.SetLastWriteTimeUtc(dead, DateTime.UtcNow.AddHours(-1));
        Directory.SetLastWriteTimeUtc(empty, DateTime.UtcNow.AddHours(-1));
        Assert.Equal(2, _registry.CleanUp());
        Assert.Empty(Directory.GetFileSystemEntries(_directory.Path));
    }

    [Fact]
    public void Create_PausedBeforeItsLockUntilACleanerCame_BeginsAnew()
    {
        var removed = 0;
        using var run = RunDirectory.Create(_directory.Path, "paused", () =>
        {
            if (removed != 0)
                return;
            var made = Assert.Single(Directory.GetDirectories(_directory.Path));
            Directory.SetLastWriteTimeUtc(made, DateTime.UtcNow.AddHours(-1));
            removed = _registry.CleanUp();
        });
        Assert.Equal(1, removed);
        Assert.Equal(["paused"], _registry.List());
        Assert.Equal([run.Path], Directory.GetDirectories(_directory.Path));
    }

    [Fact]
    public void Constructor_MissingOrNoDirectory_Refused()
    {
        Assert.Equal(RingFault.NotFound, Assert.Throws<RingException>(() => new RunRegistry(_directory.Ring("none"))).Fault);
        File.WriteAllText(_directory.Ring("file"), "");
        Assert.Equal(RingFault.NotARing, Assert.Throws<RingException>(() => new RunRegistry(_directory.Ring("file"))).Fault);
    }

    [Fact]
    public void RingNames_HiddenDirectories_NotListed()
    {
        using var run = _registry.Create("one");
        Directory.CreateDirectory(run.RingPath("kraken"));
        Directory.CreateDirectory(run.RingPath("binance"));
        Directory.CreateDirectory(run.RingPath(".kraken.tmp-1"));
        Assert.Equal(["binance", "kraken"], run.RingNames());
    }
}
