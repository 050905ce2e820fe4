using System.Diagnostics;
using AlphaPulse.RingBuffer.Layout;
using AlphaPulse.RingBuffer.Steps;

namespace AlphaPulse.RingBuffer.Memory;

/// <remarks>
/// Attaching: 1. the directory is opened, and both files below it, so that a rename in between cannot mix two rings; types,
/// owners and sizes are asked of the open handles, before any byte is touched; 2. the magic, waited for until the deadline; 3. what
/// it announces, see RingFile.Validate.cs. Nothing is changed or deleted. 4. Who takes a lifeline then asks whether the path
/// still leads to this ring.
/// </remarks>
internal sealed unsafe partial class RingFile
{
    /// <summary>How long attaching waits for a ring that exists to become initialised.</summary>
    internal static readonly TimeSpan DefaultAttachTimeout = TimeSpan.FromSeconds(2);

    internal enum Access
    {
        /// <summary>Data read-only, control not at all.</summary>
        Observe,

        /// <summary>Both read-only.</summary>
        Inspect,

        /// <summary>Data read-only, control read-write.</summary>
        Read,

        /// <summary>Both read-write.</summary>
        Write,
    }

    /// <summary>
    /// Attaches and gives the ring to <paramref name="use"/>, which owns it if it returns. Whatever throws
    /// <see cref="RingFault.NotInitialised"/>, be it <paramref name="use"/>, is tried anew until the deadline. Without a
    /// <paramref name="schema"/> a ring of any record will do.
    /// </summary>
    internal static TUser Attach<TUser>(string path, RecordSchema? schema, Access access, TimeSpan? timeout, Func<RingFile, TUser> use, TrustedOwner owner = TrustedOwner.SelfOrRoot)
    {
        // Without the slash at its end, behind which the kernel would follow a symbolic link.
        path = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path));

        // From the first failure on: a process that was paused before it still gets its tries.
        long? started = null;
        while (true)
        {
            try
            {
                var ring = TryAttach(path, schema, access, owner);
                try
                {
                    return use(ring);
                }
                catch
                {
                    ring.Dispose();
                    throw;
                }
            }
            catch (RingException e) when (e.Fault == RingFault.NotInitialised && Stopwatch.GetElapsedTime(started ??= Stopwatch.GetTimestamp()) < (timeout ?? DefaultAttachTimeout))
            {
                // Its creator is still filling it, or it is being replaced at this moment.
                Thread.Sleep(1);
            }
        }
    }

    /// <summary>
    /// To be asked when a lifeline was taken, before anything is written: false if the ring was removed between the opening
    /// of its files and the lock. Once it has been true, the lifeline keeps it true.
    /// </summary>
    internal bool IsCurrent() => FileStatus.IsSameFile(Control.Handle, Control.Path);

    /// <summary>True while somebody removes the ring as a left-over: all its lifelines are taken for a moment.</summary>
    internal bool IsBeingRemoved() => FileLocks.IsHeldByAnother(Control.Handle, RingLayout.RemovalLock) || !IsCurrent();

    /// <summary>To be asked by who wants to write: a ring for one writer and one for many are written differently.</summary>
    /// <exception cref="RingException"><see cref="RingFault.OtherKind"/>.</exception>
    internal void RequireManyWriters(bool expected)
    {
        if (Header.HasManyWriters == expected)
            return;
        throw new RingException(RingFault.OtherKind, Path, expected
            ? "is a ring for one writer, expected one for many. Write to it with RingWriter, or choose another path."
            : "is a ring for many writers, expected one for a single writer. Join it with MultiWriterRing, or choose another path.");
    }

    /// <summary>
    /// The same ring once more, both files read-write, to put right what a dead writer left; null if it cannot be had: the files are
    /// read-only for this user, or the ring was removed.
    /// </summary>
    internal RingFile? TryOpenForRepair()
    {
        MappedFile? data = null;
        MappedFile? control = null;
        try
        {
            data = MappedFile.OpenReadWrite(System.IO.Path.Combine(Path, RingLayout.DataFileName), Header.FileBytes, _owner);
            control = MappedFile.OpenReadWrite(System.IO.Path.Combine(Path, RingLayout.ControlFileName), RingLayout.ControlBytes, _owner);
            if (data.At<RingHeader>(0).RingId == Header.RingId && control.At<Guid>(RingLayout.ControlRingIdOffset) == Header.RingId)
                return new RingFile(Path, data, control, Header);
        }
        catch (RingException)
        {
            // Whoever may do it, or the next writer, will.
        }

        control?.Dispose();
        data?.Dispose();
        return null;
    }

    internal RingException BeingReplaced() =>
        new(RingFault.NotInitialised, Path, "the ring is being removed or replaced by a new one. Try again.");

    private static RingFile TryAttach(string path, RecordSchema? schema, Access access, TrustedOwner owner)
    {
        using var directory = FileSystem.OpenDirectory(path, owner);
        var data = Map(RingLayout.DataFileName, RingLayout.SlotsOffset, access == Access.Write);
        ProtocolSteps.Reached(ProtocolStep.AttachDataMapped);
        MappedFile? control = null;
        try
        {
            if (FaultOfData(data, schema, out var header) is { } dataFault)
                throw dataFault;
            ProtocolSteps.Reached(ProtocolStep.AttachDataValidated);
            if (access != Access.Observe)
            {
                control = Map(RingLayout.ControlFileName, RingLayout.ControlBytes, access != Access.Inspect);
                ProtocolSteps.Reached(ProtocolStep.AttachControlMapped);
                if (FaultOfControl(control, header) is { } controlFault)
                    throw controlFault;
            }

            ProtocolSteps.Reached(ProtocolStep.AttachDone);
            var ring = new RingFile(path, data, control, header) { _owner = owner };

            // Once more, behind all the touches; and what it needs is compiled before records flow.
            ring.RequireWhole();
            return ring;
        }
        catch
        {
            control?.Dispose();
            data.Dispose();
            throw;
        }

        MappedFile Map(string name, long minimumLength, bool isWritable) =>
            MappedFile.OpenExisting(System.IO.Path.Combine(path, name), minimumLength, isWritable ? FileAccess.ReadWrite : FileAccess.Read, owner, directory);
    }
}
