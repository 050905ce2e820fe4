using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using AlphaPulse.RingBuffer.Layout;
using AlphaPulse.RingBuffer.Steps;
using Microsoft.Win32.SafeHandles;

namespace AlphaPulse.RingBuffer.Memory;

/// <remarks>
/// Creation: 1. in a temporary directory beside the ring's path, <c>control</c> is made and the writer's lifeline locked, so
/// that a creator's left-over can be told from its work; 2. <c>data</c> is made; both are preallocated and populated;
/// 3. header, schema and words are filled; 4. the magic is stored, last; 5. one rename that never replaces makes the ring
/// appear. A ring in the way is removed first if nobody uses it, see RingFile.Remove.cs.
/// </remarks>
internal sealed unsafe partial class RingFile
{
    internal static RingFile Create(string path, RingOptions options, RecordSchema schema, bool hasManyWriters = false)
    {
        options.Validate();
        path = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path));
        var parent = System.IO.Path.GetDirectoryName(path)!;
        if (!Directory.Exists(parent))
            throw new RingException(RingFault.NotFound, parent, "the directory for the ring does not exist. Create it, or choose another one.");

        RemoveUnfinished(parent, System.IO.Path.GetFileName(path));
        RingFile? ring;
        while ((ring = TryCreate(path, options, schema, hasManyWriters)) is null)
        {
        }

        return ring;
    }

    /// <summary>
    /// Null if a cleaner took the directory for a left-over before its lifeline was locked: a creator that was paused there for long
    /// begins anew, in another directory.
    /// </summary>
    private static RingFile? TryCreate(string path, RingOptions options, RecordSchema schema, bool hasManyWriters)
    {
        var temporary = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(path)!, $".{System.IO.Path.GetFileName(path)}.tmp-{Guid.NewGuid():N}");
        FileSystem.CreateDirectory(temporary, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        ProtocolSteps.Reached(ProtocolStep.CreateDirectoryMade);
        using var directory = TryOpen(temporary);
        if (directory is null)
            return null;
        RingFile? ring = null;
        try
        {
            if (TryMakeControl(temporary, path, options) is not { } control)
            {
                DeleteFiles(temporary, directory);
                return null;
            }

            ring = Build(temporary, path, options, schema, hasManyWriters, control);
            OpenTo(temporary, directory, options);
            var started = Stopwatch.GetTimestamp();
            while (NativeMethods.Rename(NativeMethods.AtFdCwd, temporary, NativeMethods.AtFdCwd, path, NativeMethods.RenameNoReplace) != 0)
            {
                var error = Marshal.GetLastPInvokeError();
                if (error is not (NativeMethods.Eexist or NativeMethods.Enotempty))
                    throw new RingException(RingFault.Denied, path, $"cannot be created: {Marshal.GetPInvokeErrorMessage(error)}.");

                // The time before the removal, which may have taken long and then have made room.
                if (Stopwatch.GetElapsedTime(started) > DefaultAttachTimeout)
                    throw new RingException(RingFault.InUse, path, "other processes keep creating or removing it. Choose another name.");
                RemoveLeftOver(path);
            }

            ProtocolSteps.Reached(ProtocolStep.CreateRenamed);
            return ring;
        }
        catch
        {
            ring?.Dispose();
            DeleteFiles(temporary, directory);
            throw;
        }
    }

    /// <summary>Step 1. Null if the directory or the file is being removed, or was.</summary>
    private static MappedFile? TryMakeControl(string directory, string path, RingOptions options)
    {
        MappedFile control;
        try
        {
            control = MappedFile.Create(System.IO.Path.Combine(directory, RingLayout.ControlFileName), RingLayout.ControlBytes, options.ControlMode, prefault: true, hugePages: false, options.GroupId);
        }
        catch (RingException e) when (e.Fault == RingFault.NotFound)
        {
            return null;
        }

        try
        {
            ProtocolSteps.Reached(ProtocolStep.CreateControlMapped);
            var isLocked = FileLocks.TryLock(control.Handle, RingLayout.WriterLock);
            var isBeingRemoved = FileLocks.IsHeldByAnother(control.Handle, RingLayout.RemovalLock) || !FileStatus.IsSameFile(control.Handle, control.Path);
            if (isLocked && !isBeingRemoved)
            {
                ProtocolSteps.Reached(ProtocolStep.CreateWriterLocked);
                return control;
            }

            if (!isBeingRemoved)
                throw new RingException(RingFault.Unsupported, path, "a lock on a file that only a cleaner can know was refused; kernel locks do not work on this file system.");
        }
        catch
        {
            control.Dispose();
            throw;
        }

        control.Dispose();
        return null;
    }

    private static RingFile Build(string directory, string path, RingOptions options, RecordSchema schema, bool hasManyWriters, MappedFile control)
    {
        var bytes = RingLayout.DataBytes(options.Capacity, schema.RecordBytes, hasManyWriters);
        MappedFile? data = null;
        try
        {
            data = MappedFile.Create(System.IO.Path.Combine(directory, RingLayout.DataFileName), bytes, options.DataMode, options.Prefault, options.HugePages, options.GroupId);
            ProtocolSteps.Reached(ProtocolStep.CreateDataMapped);
            var schemaBytes = Encoding.UTF8.GetBytes(schema.Text);
            var header = new RingHeader
            {
                MajorVersion = hasManyWriters ? RingHeader.ManyWritersMajorVersion : RingHeader.CurrentMajorVersion,
                MinorVersion = RingHeader.CurrentMinorVersion,
                ByteOrder = RingHeader.ByteOrderValue,
                FileBytes = bytes,
                SlotsOffset = RingLayout.SlotsOffset,
                Capacity = options.Capacity,
                RecordBytes = schema.RecordBytes,
                SchemaBytes = schemaBytes.Length,
                LayoutHash = schema.Hash,
                RingId = Guid.NewGuid(),
                BootId = BootId,
                CreatedUnixNs = (DateTime.UtcNow - DateTime.UnixEpoch).Ticks * 100,
                CreatorPid = Environment.ProcessId,
                Flags = hasManyWriters ? RingHeader.ManyWritersFlag : 0,
                FirstSequence = options.FirstSequence,
            };
            header.Crc = header.ComputeCrc();
            data.At<RingHeader>(0) = header;
            schemaBytes.CopyTo(data.Bytes(RingLayout.SchemaOffset, schemaBytes.Length));

            var ring = new RingFile(path, data, control, header with { Magic = RingHeader.MagicValue });
            *ring.Cursor = options.FirstSequence;
            *ring.Claim = options.FirstSequence;
            ring.State = RingLayout.StateOpen;
            ring.Epoch = 1;
            control.At<ushort>(RingLayout.ControlMajorVersionOffset) = RingHeader.CurrentMajorVersion;
            control.At<Guid>(RingLayout.ControlRingIdOffset) = header.RingId;
            ProtocolSteps.Reached(ProtocolStep.CreateHeaderStored);
            Volatile.Write(ref control.At<ulong>(RingLayout.ControlMagicOffset), RingLayout.ControlMagicValue);
            ProtocolSteps.Reached(ProtocolStep.CreateControlMagicStored);
            Volatile.Write(ref data.At<ulong>(0), RingHeader.MagicValue);
            ProtocolSteps.Reached(ProtocolStep.CreateMagicStored);
            return ring;
        }
        catch
        {
            data?.Dispose();
            control.Dispose();
            throw;
        }
    }

    /// <summary>From now on others find the files in the directory, as far as its mode lets them.</summary>
    private static void OpenTo(string path, SafeFileHandle directory, RingOptions options)
    {
        if (options.GroupId is { } group)
            Ownership.GiveToGroup(directory, path, group);
        File.SetUnixFileMode(directory, options.DirectoryMode);
    }

    /// <summary>Null if a cleaner took it for a left-over already.</summary>
    private static SafeFileHandle? TryOpen(string directory)
    {
        try
        {
            return FileSystem.OpenDirectoryToRead(directory);
        }
        catch (RingException e) when (e.Fault == RingFault.NotFound)
        {
            return null;
        }
    }

    private static Guid ReadBootId() =>
        File.Exists("/proc/sys/kernel/random/boot_id") && Guid.TryParse(File.ReadAllText("/proc/sys/kernel/random/boot_id"), out var id) ? id : Guid.Empty;
}
