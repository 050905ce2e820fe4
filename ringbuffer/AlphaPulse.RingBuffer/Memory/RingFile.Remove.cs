using System.Runtime.InteropServices;
using AlphaPulse.RingBuffer.Layout;
using AlphaPulse.RingBuffer.Steps;
using Microsoft.Win32.SafeHandles;

namespace AlphaPulse.RingBuffer.Memory;

/// <remarks>
/// Removal: 1. all lifelines and the removal lock are taken with one kernel call: nobody lives, nobody can join; 2. the path
/// must still lead to the file that was locked, or another process has removed and perhaps replaced the ring meanwhile;
/// 3. the ring is marked closed for observers that still map it; 4. it is renamed away, 5. deleted, control last, so that the
/// remains of a remover that dies are recognised; 6. the locks go. Who waited for a lifeline finds the path changed.
/// </remarks>
internal sealed unsafe partial class RingFile
{
    // A directory that is being made has no lock yet for a moment; only what is older than this is taken for left over.
    private static readonly TimeSpan s_unfinishedAge = TimeSpan.FromMinutes(1);

    /// <summary>Removes the ring at a path, if nobody uses it. Returns also if it vanished meanwhile.</summary>
    /// <exception cref="RingException"><see cref="RingFault.InUse"/>: a writer or a gated reader lives. <see cref="RingFault.NotARing"/>: something else is there.</exception>
    internal static void RemoveLeftOver(string path)
    {
        if (FileStatus.Of(path) is not { } status)
            return;
        if (!status.IsDirectory)
            throw NotReplaceable(path);
        SafeFileHandle? directory = null;
        MappedFile? control = null;
        try
        {
            directory = FileSystem.OpenDirectory(path, TrustedOwner.SelfOrRoot);

            // Only one's own: what is root's is opened, but not removed by others.
            Ownership.RequireOwn(FileStatus.Of(directory, path), path);
            control = Open(RingLayout.ControlFileName, RingLayout.ControlBytes, path, directory);
            RemoveIfUnused(path, directory, control);
        }
        catch (RingException e) when (e.Fault == RingFault.NotFound)
        {
            // Renamed away, and perhaps replaced, since the first look? Then the caller looks again.
            if (FileStatus.Of(path)?.Identity == status.Identity)
                throw NotReplaceable(path);
        }
        finally
        {
            control?.Dispose();
            directory?.Dispose();
        }
    }

    /// <summary>Steps 1 to 6, on a directory and a control file that were opened before: the path may lead elsewhere since.</summary>
    internal static void RemoveIfUnused(string path, SafeFileHandle directory, MappedFile control)
    {
        if (!FileLocks.TryLock(control.Handle, RingLayout.WriterLock, RingLayout.AllLocks))
        {
            // The holder may be another remover; it is done in a moment.
            if (FileLocks.IsHeldByAnother(control.Handle, RingLayout.RemovalLock))
                return;
            throw new RingException(RingFault.InUse, path, "belongs to a running writer or reader. Stop it, or choose another name.");
        }

        if (!FileStatus.IsSameFile(control.Handle, control.Path))
            return;
        if (control.At<ulong>(RingLayout.ControlMagicOffset) != RingLayout.ControlMagicValue)
            throw NotReplaceable(path);
        ProtocolSteps.Reached(ProtocolStep.RemoveLocked);
        MarkClosed(path, directory);
        ProtocolSteps.Reached(ProtocolStep.RemoveClosed);
        var dead = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(path)!, $".{System.IO.Path.GetFileName(path)}.dead-{Guid.NewGuid():N}");
        if (NativeMethods.Rename(NativeMethods.AtFdCwd, path, NativeMethods.AtFdCwd, dead, NativeMethods.RenameNoReplace) != 0)
            throw new RingException(RingFault.Denied, path, $"the left-over of an earlier writer cannot be removed: {Marshal.GetLastPInvokeErrorMessage()}.");
        ProtocolSteps.Reached(ProtocolStep.RemoveRenamed);
        DeleteFiles(dead, directory);
    }

    /// <summary>Removes what creators and removers of this ring left that died at it.</summary>
    private static void RemoveUnfinished(string parent, string name)
    {
        var prefix = $".{name}.";
        foreach (var directory in DirectoriesIn(parent))
        {
            var rest = System.IO.Path.GetFileName(directory.AsSpan());
            if (!rest.StartsWith(prefix, StringComparison.Ordinal))
                continue;
            rest = rest[prefix.Length..];
            var isOurs = rest.StartsWith("tmp-", StringComparison.Ordinal) || rest.StartsWith("dead-", StringComparison.Ordinal);
            if (isOurs && Guid.TryParseExact(rest[(rest.IndexOf('-') + 1)..], "N", out _) && DateTime.UtcNow - Directory.GetLastWriteTimeUtc(directory) >= s_unfinishedAge)
                RemoveUnfinished(directory);
        }
    }

    internal static void RemoveUnfinished(string directory)
    {
        try
        {
            using var handle = FileSystem.OpenDirectory(directory, TrustedOwner.SelfOrRoot);
            try
            {
                using var control = FileSystem.OpenExisting(System.IO.Path.Combine(directory, RingLayout.ControlFileName), FileAccess.ReadWrite, TrustedOwner.SelfOrRoot, handle);
                if (FileLocks.TryLock(control, RingLayout.WriterLock, RingLayout.AllLocks))
                    DeleteFiles(directory, handle);
            }
            catch (RingException e) when (e.Fault == RingFault.NotFound)
            {
                // Its maker died before it made a file, or its remover after it deleted both. Or its maker is paused, makes them meanwhile,
                // and locks them: a directory that is not empty any more stays.
                DeleteDirectory(directory);
            }
        }
        catch (RingException)
        {
            // Not ours.
        }
    }

    private static string[] DirectoriesIn(string parent)
    {
        try
        {
            return Directory.GetDirectories(parent);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static MappedFile Open(string name, long minimumLength, string path, SafeFileHandle directory) =>
        MappedFile.OpenExisting(System.IO.Path.Combine(path, name), minimumLength, FileAccess.ReadWrite, TrustedOwner.SelfOrRoot, directory);

    private static void MarkClosed(string path, SafeFileHandle directory)
    {
        try
        {
            using var data = Open(RingLayout.DataFileName, RingLayout.SlotsOffset, path, directory);
            Volatile.Write(ref data.At<uint>(RingLayout.StateOffset), RingLayout.StateClosed);
        }
        catch (RingException)
        {
            // It has no such file: then no observer has it either.
        }
    }

    /// <summary>
    /// Deletes a ring's two files, in the open directory whatever its path leads to now, and the directory. What else somebody put
    /// there stays, and the directory with it.
    /// </summary>
    private static void DeleteFiles(string path, SafeFileHandle directory)
    {
        FileSystem.Delete(directory, RingLayout.DataFileName);
        ProtocolSteps.Reached(ProtocolStep.RemoveDataDeleted);
        FileSystem.Delete(directory, RingLayout.ControlFileName);
        ProtocolSteps.Reached(ProtocolStep.RemoveControlDeleted);
        DeleteDirectory(path);
    }

    private static void DeleteDirectory(string directory)
    {
        try
        {
            Directory.Delete(directory);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It is out of the way under a name of its own, and the next creator of the ring tries again; or there is something in it.
        }
    }

    private static RingException NotReplaceable(string path) =>
        new(RingFault.NotARing, path, "exists and is not a ring; it is left as it is. Choose another name.");
}
