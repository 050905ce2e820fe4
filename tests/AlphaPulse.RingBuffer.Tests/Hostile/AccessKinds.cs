using System.Runtime.InteropServices;
using AlphaPulse.RingBuffer.Consuming;
using AlphaPulse.RingBuffer.Inspecting;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.RingBuffer.Publishing;

namespace AlphaPulse.RingBuffer.Tests.Hostile;

/// <summary>Each way in which a program gets hold of a ring that is there already.</summary>
internal static partial class AccessKinds
{
    /// <summary>Those that open it, by name; each opens and uses it a little.</summary>
    internal static readonly IReadOnlyDictionary<string, Action<string, TrustedOwner>> Opening = new Dictionary<string, Action<string, TrustedOwner>>
    {
        ["observe"] = (ring, owner) =>
        {
            using var observer = Observer<TestRecord>.Attach(ring, StartAt.Oldest, owner: owner);
            for (var i = 0; i < 10 && observer.TryRead(out _) is ObserveStatus.Read or ObserveStatus.Lapped; i++)
            {
            }
        },
        ["inspect"] = (ring, owner) =>
        {
            using var inspector = RingInspector.Attach(ring, owner);
            inspector.Look();
        },
        ["join"] = (ring, owner) =>
        {
            using var reader = GatedReader<TestRecord>.Attach(ring, new ReaderOptions { Name = "reader", Owner = owner }, TimeSpan.Zero);
            reader.Release(reader.Available());
        },
        ["resume"] = (ring, owner) =>
        {
            using var writer = RingWriter<TestRecord>.Resume(ring, owner: owner);
            writer.TryPublish(default);
        },
    };

    /// <summary>Creation over what is there: the way that removes it.</summary>
    internal static void Replace(string ring) => RingWriter<TestRecord>.Create(ring, new RingOptions { Capacity = 2 }).Dispose();

    /// <summary>Gives a file or a directory to another user, which only root can.</summary>
    internal static void Give(string path, uint user)
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "only root can give files to another user");
        Assert.Equal(0, ChangeOwner(path, user, uint.MaxValue));
    }

    /// <summary>All of a ring.</summary>
    internal static void GiveAll(string ring, uint user)
    {
        foreach (var part in new[] { "", "data", "control" })
            Give(Path.Combine(ring, part), user);
    }

    /// <summary>Each way is refused with a fault, in one line that names a path of the ring, and changes no byte.</summary>
    internal static void AssertAllRefused(RingDirectory directory, string ring, params RingFault[] faults)
    {
        var before = directory.Fingerprint();
        foreach (var (name, open) in Opening)
        {
            var e = Assert.Throws<RingException>(() => open(ring, TrustedOwner.SelfOrRoot));
            Assert.True(faults.Contains(e.Fault), $"{name}: {e.Message}");
            Assert.StartsWith(ring, e.Path);
            Assert.DoesNotContain(e.Message, char.IsControl);
            Assert.True(before == directory.Fingerprint(), $"{name} changed the ring");
        }
    }

    [LibraryImport("libc", EntryPoint = "chown", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int ChangeOwner(string path, uint user, uint group);
}
