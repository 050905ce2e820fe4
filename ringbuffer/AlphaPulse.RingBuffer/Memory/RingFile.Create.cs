using System.Runtime.InteropServices;
using System.Text;
using AlphaPulse.RingBuffer.Layout;

namespace AlphaPulse.RingBuffer.Memory;

/// <remarks>
/// Creation: 1. both files are made in a temporary directory beside the ring's path, preallocated and populated;
/// 2. header, schema and words are filled; 3. the writer's lifeline is locked; 4. the magic is stored, last;
/// 5. one rename that never replaces makes the ring appear. A directory in the way is replaced only if nobody holds a
/// lock in it, which is decided while holding all of them.
/// </remarks>
internal sealed unsafe partial class RingFile
{
    internal static RingFile Create(string path, RingOptions options, RecordSchema schema)
    {
        options.Validate();
        path = System.IO.Path.GetFullPath(path);
        var parent = System.IO.Path.GetDirectoryName(path)!;
        if (!Directory.Exists(parent))
            throw new RingException(RingFault.NotFound, parent, "the directory for the ring does not exist. Create it, or choose another one.");

        var temporary = System.IO.Path.Combine(parent, $".{System.IO.Path.GetFileName(path)}.tmp-{Guid.NewGuid():N}");
        try
        {
            Directory.CreateDirectory(temporary, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RingException(RingFault.Denied, parent, $"cannot create a ring in it: {e.Message}", e);
        }

        RingFile? ring = null;
        try
        {
            ring = Build(temporary, path, options, schema);
            File.SetUnixFileMode(temporary, options.DirectoryMode);
            while (NativeMethods.Rename(NativeMethods.AtFdCwd, temporary, NativeMethods.AtFdCwd, path, NativeMethods.RenameNoReplace) != 0)
            {
                var error = Marshal.GetLastPInvokeError();
                if (error is not (NativeMethods.Eexist or NativeMethods.Enotempty))
                    throw new RingException(RingFault.Denied, path, $"cannot be created: {Marshal.GetPInvokeErrorMessage(error)}.");
                RemoveLeftOver(path);
            }

            return ring;
        }
        catch
        {
            ring?.Dispose();
            Directory.Delete(temporary, recursive: true);
            throw;
        }
    }

    /// <summary>Removes the ring at a path, if nobody uses it.</summary>
    /// <exception cref="RingException"><see cref="RingFault.InUse"/>: a writer or a gated reader lives.</exception>
    internal static void RemoveLeftOver(string path)
    {
        var controlPath = System.IO.Path.Combine(path, RingLayout.ControlFileName);
        if (!File.Exists(controlPath))
        {
            if (Directory.Exists(path) || File.Exists(path))
                throw new RingException(RingFault.NotARing, path, "exists and is not a ring; it is left as it is. Choose another name.");
            return;
        }

        using var control = MappedFile.OpenReadWrite(controlPath, RingLayout.ControlBytes);
        if (!FileLocks.TryLock(control.Handle, RingLayout.WriterLock, RingLayout.AllLocks))
            throw new RingException(RingFault.InUse, path, "belongs to a running writer or reader. Stop it, or choose another name.");

        var dead = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(path)!, $".dead-{Guid.NewGuid():N}");
        if (NativeMethods.Rename(NativeMethods.AtFdCwd, path, NativeMethods.AtFdCwd, dead, NativeMethods.RenameNoReplace) == 0)
            Directory.Delete(dead, recursive: true);
    }

    private static RingFile Build(string directory, string path, RingOptions options, RecordSchema schema)
    {
        var bytes = RingLayout.DataBytes(options.Capacity, schema.RecordBytes);
        var data = MappedFile.Create(System.IO.Path.Combine(directory, RingLayout.DataFileName), bytes, options.FileMode);
        MappedFile? control = null;
        try
        {
            control = MappedFile.Create(System.IO.Path.Combine(directory, RingLayout.ControlFileName), RingLayout.ControlBytes, options.FileMode);
            var schemaBytes = Encoding.UTF8.GetBytes(schema.Text);
            var header = new RingHeader
            {
                MajorVersion = RingHeader.CurrentMajorVersion,
                MinorVersion = RingHeader.CurrentMinorVersion,
                ByteOrder = RingHeader.ByteOrderValue,
                FileBytes = bytes,
                SlotsOffset = RingLayout.SlotsOffset,
                Capacity = options.Capacity,
                RecordBytes = schema.RecordBytes,
                SchemaBytes = schemaBytes.Length,
                LayoutHash = schema.Hash,
                RingId = Guid.NewGuid(),
                BootId = ReadBootId(),
                CreatedUnixNs = (DateTime.UtcNow - DateTime.UnixEpoch).Ticks * 100,
                CreatorPid = Environment.ProcessId,
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
            if (!FileLocks.TryLock(control.Handle, RingLayout.WriterLock))
                throw new RingException(RingFault.Unsupported, path, "a lock on a file that nobody else can know was refused; kernel locks do not work on this file system.");
            Volatile.Write(ref control.At<ulong>(RingLayout.ControlMagicOffset), RingLayout.ControlMagicValue);
            Volatile.Write(ref data.At<ulong>(0), RingHeader.MagicValue);
            return ring;
        }
        catch
        {
            control?.Dispose();
            data.Dispose();
            throw;
        }
    }

    private static Guid ReadBootId() =>
        File.Exists("/proc/sys/kernel/random/boot_id") && Guid.TryParse(File.ReadAllText("/proc/sys/kernel/random/boot_id"), out var id) ? id : Guid.Empty;
}
