using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.RingBuffer.Publishing;
using AlphaPulse.RingBuffer.Tests.Processes;

namespace AlphaPulse.RingBuffer.Tests.Hostile;

/// <summary>What a process of another user can do to a ring: exactly what its group was given.</summary>
public sealed class GroupAccessTests : IDisposable
{
    private const string OtherUser = "54321";
    private const string Group = "54322";
    private const string OtherGroup = "54323";
    private const uint Owner = 54_320;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode GroupReadWrite = UnixFileMode.GroupRead | UnixFileMode.GroupWrite;

    // All that a stranger may do, in the order in which the process says it.
    private static readonly string[] s_actions = ["observe-own", "observe", "inspect", "join", "resume", "replace", "cut-data", "cut-control", "delete-data"];

    private readonly RingDirectory _directory = new();

    // Like /dev/shm: everybody may create, and delete only what is one's own.
    public GroupAccessTests() => File.SetUnixFileMode(_directory.Path, (UnixFileMode)0x1FF | UnixFileMode.StickyBit);

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData(GroupAccess.None, "")]
    [InlineData(GroupAccess.Observe, "observe")]
    [InlineData(GroupAccess.Read, "observe inspect join cut-control")]
    [InlineData(GroupAccess.Write, "observe inspect join resume cut-data cut-control")]
    public void Access_OfAProcessOfTheGroup_IsWhatWasGiven(GroupAccess access, string expected)
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "only root can become another user");
        foreach (var (ring, group, allowed) in new[] { ("one", Group, expected), ("two", OtherGroup, "") })
        {
            RingWriter<TestRecord>.Create(_directory.Ring(ring), new RingOptions { Capacity = 4, Group = Group, GroupAccess = access }).Dispose();
            AccessKinds.GiveAll(_directory.Ring(ring), Owner);
            Assert.Equal(allowed, string.Join(' ', Try(ring, group)));
        }
    }

    [Theory]
    [InlineData(GroupAccess.None, UnixFileMode.None, UnixFileMode.None)]
    [InlineData(GroupAccess.Observe, UnixFileMode.GroupRead, UnixFileMode.None)]
    [InlineData(GroupAccess.Read, UnixFileMode.GroupRead, GroupReadWrite)]
    [InlineData(GroupAccess.Write, GroupReadWrite, GroupReadWrite)]
    public void Create_ForAGroup_ExactModes(GroupAccess access, UnixFileMode data, UnixFileMode control)
    {
        RingWriter<TestRecord>.Create(_directory.Ring(), new RingOptions { Capacity = 4, GroupAccess = access }).Dispose();
        Assert.Equal(OwnerOnly | data, File.GetUnixFileMode(Path.Combine(_directory.Ring(), "data")));
        Assert.Equal(OwnerOnly | control, File.GetUnixFileMode(Path.Combine(_directory.Ring(), "control")));
        var search = access == GroupAccess.None ? UnixFileMode.None : UnixFileMode.GroupRead | UnixFileMode.GroupExecute;
        Assert.Equal(OwnerOnly | UnixFileMode.UserExecute | search, File.GetUnixFileMode(_directory.Ring()));
    }

    [Theory]
    [InlineData("000")]
    [InlineData("077")]
    public void Create_UnderAnyUmask_PrivateToTheOwner(string mask)
    {
        using var writer = Peer.StartWithMask(mask, "write", _directory.Ring(), "64", "0", "0");
        writer.Expect("ready");
        Assert.Equal(OwnerOnly | UnixFileMode.UserExecute, File.GetUnixFileMode(_directory.Ring()));
        Assert.Equal(OwnerOnly, File.GetUnixFileMode(Path.Combine(_directory.Ring(), "data")));
        Assert.Equal(OwnerOnly, File.GetUnixFileMode(Path.Combine(_directory.Ring(), "control")));
    }

    [Fact]
    public void Create_GroupThatDoesNotExist_SaysSoBeforeAnythingIsMade()
    {
        var e = Assert.Throws<ArgumentException>(() => RingWriter<TestRecord>.Create(_directory.Ring(), new RingOptions { Capacity = 4, Group = "no-such-group-here" }));
        Assert.Contains("no-such-group-here", e.Message);
        Assert.Empty(Directory.GetFileSystemEntries(_directory.Path));
        Assert.Equal(0u, Ownership.GroupId("root"));
        Assert.Equal(12u, Ownership.GroupId("12"));
    }

    private List<string> Try(string ring, string group)
    {
        using var other = Peer.Start("try-as", _directory.Ring(ring), OtherUser, group);
        other.Expect("itself");
        var allowed = new List<string>();
        foreach (var action in s_actions)
        {
            var words = other.Expect(action);
            if (words[1] == "ok")
                allowed.Add(action);
            else
                Assert.Equal("Denied", words[1]);
        }

        return allowed;
    }
}
