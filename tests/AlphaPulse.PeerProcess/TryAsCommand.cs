using System.Reflection;
using System.Runtime.InteropServices;
using AlphaPulse.RingBuffer.Consuming;
using AlphaPulse.RingBuffer.Inspecting;
using AlphaPulse.RingBuffer.Layout;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.RingBuffer.Publishing;

namespace AlphaPulse.PeerProcess;

/// <summary>Becomes another user with one group, and says line by line what that user may do with a ring: <c>ok</c>, or the fault.</summary>
internal static partial class TryAsCommand
{
    internal static int Run(string ring, uint user, uint group)
    {
        // The other user may not be allowed to read this program's files: what is needed is loaded before.
        _ = RecordSchema.Of<TestRecord>();
        LoadReferences(Assembly.GetExecutingAssembly(), []);
        Say("itself", () => throw new RingException(RingFault.NotFound, ring, "loads what an exception needs"));
        if (SetGroups(0, 0) != 0 || SetGroupId(group, group, group) != 0 || SetUserId(user, user, user) != 0)
            throw new InvalidOperationException("cannot become another user");

        Say("observe-own", () => Observer<TestRecord>.Attach(ring));
        Say("observe", () => Observer<TestRecord>.Attach(ring, owner: TrustedOwner.Anyone));
        Say("inspect", () => RingInspector.Attach(ring, TrustedOwner.Anyone));
        Say("join", () => GatedReader<TestRecord>.Attach(ring, new ReaderOptions { Name = "other", Owner = TrustedOwner.Anyone }));
        Say("resume", () => RingWriter<TestRecord>.Resume(ring, owner: TrustedOwner.Anyone));
        Say("replace", () => RingWriter<TestRecord>.Create(ring, new RingOptions { Capacity = 2 }));
        Say("cut-data", () => File.Open(Path.Combine(ring, "data"), FileMode.Truncate));
        Say("cut-control", () => File.Open(Path.Combine(ring, "control"), FileMode.Truncate));
        Say("delete-data", () => Delete(Path.Combine(ring, "data")));
        return 0;
    }

    private static void Say(string what, Func<IDisposable?> action)
    {
        try
        {
            action()?.Dispose();
            Console.WriteLine($"{what} ok");
        }
        catch (RingException e)
        {
            Console.WriteLine($"{what} {e.Fault}");
        }
        catch (UnauthorizedAccessException)
        {
            Console.WriteLine($"{what} Denied");
        }
    }

    private static IDisposable? Delete(string path)
    {
        File.Delete(path);
        return null;
    }

    private static void LoadReferences(Assembly assembly, HashSet<string> seen)
    {
        foreach (var name in assembly.GetReferencedAssemblies())
        {
            if (seen.Add(name.FullName))
                LoadReferences(Assembly.Load(name), seen);
        }
    }

    // glibc's, which change every thread of the process.
    [LibraryImport("libc", EntryPoint = "setgroups")]
    private static partial int SetGroups(nuint count, nint groups);

    [LibraryImport("libc", EntryPoint = "setresgid")]
    private static partial int SetGroupId(uint real, uint effective, uint saved);

    [LibraryImport("libc", EntryPoint = "setresuid")]
    private static partial int SetUserId(uint real, uint effective, uint saved);
}
