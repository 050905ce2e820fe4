using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.RingBuffer.Publishing;

namespace AlphaPulse.RingBuffer.Tests.Hostile;

/// <summary>In a directory of several users anybody can put a ring where one is expected: it is not opened unless that was asked for.</summary>
public sealed class OwnershipTests : IDisposable
{
    private const uint Stranger = 54_321;

    private readonly RingDirectory _directory = new();
    private readonly string _ring;

    public OwnershipTests()
    {
        _ring = _directory.Ring();
        RingWriter<TestRecord>.Create(_ring, new RingOptions { Capacity = 4 }).Dispose();
    }

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("data")]
    [InlineData("control")]
    public void Open_PartOfItBelongsToAStranger_RefusedAndSaysWhose(string part)
    {
        AccessKinds.Give(Path.Combine(_ring, part), Stranger);
        var before = _directory.Fingerprint();
        foreach (var (way, open) in AccessKinds.Opening)
        {
            if (way == "observe" && part == "control")
                continue;
            var e = Assert.Throws<RingException>(() => open(_ring, TrustedOwner.SelfOrRoot));
            Assert.Equal(RingFault.Denied, e.Fault);
            Assert.Contains($"belongs to user {Stranger}", e.Message);

            // Files of two users are of nobody's who can be trusted as a whole.
            if (part != "")
                Assert.Equal(RingFault.Denied, Assert.Throws<RingException>(() => open(_ring, TrustedOwner.Anyone)).Fault);
        }

        Assert.Equal(before, _directory.Fingerprint());
    }

    [Fact]
    public void Open_AllOfItBelongsToAStranger_OnlyIfThatWasAskedFor()
    {
        AccessKinds.GiveAll(_ring, Stranger);
        foreach (var open in AccessKinds.Opening.Values)
        {
            Assert.Equal(RingFault.Denied, Assert.Throws<RingException>(() => open(_ring, TrustedOwner.SelfOrRoot)).Fault);
            open(_ring, TrustedOwner.Anyone);
        }
    }

    [Fact]
    public void Create_OverAStrangersLeftOver_RefusedAndUnchanged()
    {
        AccessKinds.GiveAll(_ring, Stranger);
        var before = _directory.Fingerprint();
        var e = Assert.Throws<RingException>(() => AccessKinds.Replace(_ring));
        Assert.Equal(RingFault.Denied, e.Fault);
        Assert.Contains($"belongs to user {Stranger}", e.Message);
        Assert.Equal(before, _directory.Fingerprint());
        Assert.Equal([_ring], Directory.GetFileSystemEntries(_directory.Path));
    }

    [Fact]
    public void Create_RemainsThatAStrangerPlanted_Stay()
    {
        var planted = Directory.CreateDirectory(_directory.Ring($".ring.dead-{Guid.NewGuid():N}")).FullName;
        File.WriteAllText(Path.Combine(planted, "data"), "bait");
        Directory.SetLastWriteTimeUtc(planted, DateTime.UtcNow.AddHours(-1));
        AccessKinds.Give(planted, Stranger);
        AccessKinds.Replace(_ring);
        Assert.True(File.Exists(Path.Combine(planted, "data")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    public void Open_SymbolicLinkInPlaceOfTheRing_NotFollowed(string ending)
    {
        var link = _directory.Ring("link");
        Directory.CreateSymbolicLink(link, _ring);
        foreach (var open in AccessKinds.Opening.Values)
        {
            var e = Assert.Throws<RingException>(() => open(link + ending, TrustedOwner.SelfOrRoot));
            Assert.Equal(RingFault.NotARing, e.Fault);
            Assert.Contains("symbolic link", e.Message);
        }

        Assert.Equal(RingFault.NotARing, Assert.Throws<RingException>(() => AccessKinds.Replace(link + ending)).Fault);
        Assert.True(File.Exists(Path.Combine(_ring, "data")));
    }

    [Fact]
    public void Runs_OfAStrangerInASharedDirectory_AreNeitherListedNorJoinedNorRemoved()
    {
        var registry = new RunRegistry(_directory.Path);
        registry.Create("theirs").Dispose();
        AccessKinds.Give(_directory.Ring("theirs/live"), Stranger);
        Assert.Equal(0, registry.CleanUp());
        Assert.Empty(registry.List());
        var e = Assert.Throws<RingException>(() => registry.Join("theirs"));
        Assert.Equal(RingFault.Denied, e.Fault);
        Assert.Contains($"user {Stranger}", e.Message);

        // Nor does a file of theirs above keep anybody from creating a run.
        File.Copy(_directory.Ring("theirs/live"), _directory.Ring("live"));
        AccessKinds.Give(_directory.Ring("live"), Stranger);
        using var mine = registry.Create("mine");
        Assert.Equal(["mine"], registry.List());
    }

    [Fact]
    public void List_NamesThatCouldSteerATerminal_AreNotShown()
    {
        var registry = new RunRegistry(_directory.Path);
        using var mine = registry.Create("mine");
        var evil = _directory.Ring("\u001b[2Jevil");
        Directory.CreateDirectory(evil);
        File.Copy(mine.File("live"), Path.Combine(evil, "live"));
        using var held = RunDirectory.OpenLive(evil);
        Assert.True(FileLocks.TryLock(held!, 0, shared: true));
        Assert.Equal(["mine"], registry.List());
        Directory.CreateDirectory(mine.RingPath("bad\u0007ring"));
        Directory.CreateDirectory(mine.RingPath("ring"));
        Assert.Equal(["ring"], mine.RingNames());
    }
}
