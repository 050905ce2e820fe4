using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace AlphaPulse.RingBuffer.Memory;

/// <summary>
/// A file mapped into memory as shared, whole, from offset 0. Created files are preallocated and populated, so that a
/// full file system is a <see cref="RingException"/> at creation and never a SIGBUS at a later store.
/// </summary>
/// <remarks>
/// The mapping lives until <see cref="Dispose"/>; spans and references taken from it must not outlive it, which is the
/// owner's duty. The object is thread-safe in the sense of the memory it maps: not at all beyond what its user arranges.
/// A file that another process truncates while it is mapped kills whoever touches what is gone with SIGBUS: only its owner and whom
/// that gave write permission can, and <see cref="RequireWhole"/> tells it where it is asked before the touch.
/// </remarks>
public sealed unsafe class MappedFile : IDisposable
{
    private byte* _address;

    private MappedFile(string path, SafeFileHandle handle, byte* address, long length, bool isWritable)
    {
        Path = path;
        Handle = handle;
        _address = address;
        Length = length;
        IsWritable = isWritable;
    }

    /// <summary>Path by which the file was opened.</summary>
    public string Path { get; }

    /// <summary>Bytes mapped: the file's size when it was mapped.</summary>
    public long Length { get; }

    /// <summary>False for a read-only mapping: a store into it kills the process.</summary>
    public bool IsWritable { get; }

    internal SafeFileHandle Handle { get; }

    /// <summary>First byte of the mapping. Valid until <see cref="Dispose"/>; page-aligned.</summary>
    internal byte* Address => _address;

    /// <summary>A view of the mapping, checked against its bounds.</summary>
    /// <param name="offset">First byte.</param>
    /// <param name="length">Bytes.</param>
    /// <exception cref="ArgumentOutOfRangeException">The range lies outside the file.</exception>
    /// <exception cref="ObjectDisposedException">The file was unmapped.</exception>
    public Span<byte> Bytes(long offset, int length)
    {
        ObjectDisposedException.ThrowIf(_address == null, this);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, Length - length);
        return new Span<byte>(_address + offset, length);
    }

    /// <summary>A reference to one value in the mapping, checked against its bounds and for alignment.</summary>
    /// <param name="offset">Byte offset, a multiple of the value's size.</param>
    /// <typeparam name="TValue">A fixed-width value.</typeparam>
    public ref TValue At<TValue>(long offset)
        where TValue : unmanaged
    {
        if (offset % Math.Min(sizeof(TValue), sizeof(long)) != 0)
            throw new ArgumentException($"Offset {offset} is not aligned for {typeof(TValue).Name}.", nameof(offset));
        return ref MemoryMarshal.AsRef<TValue>(Bytes(offset, sizeof(TValue)));
    }

    /// <summary>
    /// Creates a file that must not exist yet: mode 0600 (or as given), allocated whole, filled with zeros, mapped read-write.
    /// </summary>
    /// <param name="path">Path of the new file.</param>
    /// <param name="length">Bytes, greater than 0.</param>
    /// <param name="mode">Permission bits; applied whatever the umask is.</param>
    /// <param name="prefault">Maps every page now. Without it the space is there all the same, and the first store into each page costs a fault.</param>
    /// <param name="hugePages">Asks the kernel for pages of 2 MiB. It gives them on a tmpfs that is mounted with <c>huge=always</c>, or with <c>huge=advise</c> to a file that is also prefaulted; else nothing changes.</param>
    /// <exception cref="RingException"><see cref="RingFault.NoSpace"/>, <see cref="RingFault.Denied"/>, <see cref="RingFault.InUse"/> (the file exists). Nothing is left behind.</exception>
    public static MappedFile Create(string path, long length, UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite, bool prefault = true, bool hugePages = false) =>
        Create(path, length, mode, prefault, hugePages, group: null);

    internal static MappedFile Create(string path, long length, UnixFileMode mode, bool prefault, bool hugePages, uint? group)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        FileSystem.RequireSpace(path, length);
        var handle = FileSystem.CreateNew(path, mode, group);
        try
        {
            // Allocating in one call and mapping in another is faster than faults that do both. Huge pages only such a fault brings.
            if (hugePages && prefault && FileSystem.IsTmpfs(path))
                RandomAccess.SetLength(handle, length);
            else
                Preallocate(path, handle, length);
            var file = MapAll(path, handle, length, isWritable: true);
            try
            {
                if (hugePages)
                    _ = NativeMethods.Advise((nint)file.Address, (nuint)length, NativeMethods.MadvHugePage);
                if (prefault && !file.TryPopulate())
                    file.TouchPages();
                return file;
            }
            catch
            {
                file.Dispose();
                throw;
            }
        }
        catch
        {
            handle.Dispose();
            File.Delete(path);
            throw;
        }
    }

    /// <summary>Maps an existing file read-only. Changes nothing.</summary>
    /// <param name="path">Path of the file. A symbolic link is not followed.</param>
    /// <param name="minimumLength">A shorter file is refused before any byte of it is touched.</param>
    /// <param name="owner">Whose file it may be.</param>
    /// <exception cref="RingException"><see cref="RingFault.NotFound"/>, <see cref="RingFault.NotARing"/> (not a regular file, too short, a hole in it), <see cref="RingFault.Denied"/> (also: another user's).</exception>
    public static MappedFile OpenRead(string path, long minimumLength, TrustedOwner owner = TrustedOwner.SelfOrRoot) =>
        OpenExisting(path, minimumLength, FileAccess.Read, owner);

    /// <summary>Maps an existing file read-write. Changes nothing.</summary>
    /// <inheritdoc cref="OpenRead"/>
    public static MappedFile OpenReadWrite(string path, long minimumLength, TrustedOwner owner = TrustedOwner.SelfOrRoot) =>
        OpenExisting(path, minimumLength, FileAccess.ReadWrite, owner);

    /// <summary>
    /// Asks the kernel whether the file still has the bytes that are mapped: touching one that it no longer has ends the process. A
    /// system call. What is cut off between the answer and the touch it cannot tell.
    /// </summary>
    /// <exception cref="RingException"><see cref="RingFault.Corrupted"/>: the file was cut off.</exception>
    /// <exception cref="ObjectDisposedException">The file was unmapped.</exception>
    public void RequireWhole()
    {
        ObjectDisposedException.ThrowIf(_address == null, this);
        var length = FileStatus.Of(Handle, Path).Length;
        if (length < Length)
            throw new RingException(RingFault.Corrupted, Path, $"was cut off from {Length:N0} to {length:N0} bytes while in use, which no correct participant does. Stop its users and create it anew.");
    }

    /// <summary>Unmaps and closes. Kernel locks taken through this file are released.</summary>
    public void Dispose()
    {
        if (_address == null)
            return;
        _ = NativeMethods.Unmap((nint)_address, (nuint)Length);
        _address = null;

        // Not by closing alone: a child process that is being started on another thread shares the open file until its exec.
        FileLocks.Unlock(Handle, 0, FileLocks.ToTheEnd);
        Handle.Dispose();
    }

    internal static MappedFile OpenExisting(string path, long minimumLength, FileAccess access, TrustedOwner owner, SafeFileHandle? directory = null)
    {
        var handle = FileSystem.OpenExisting(path, access, owner, directory);
        try
        {
            var status = FileStatus.Of(handle, path);
            var length = status.Length;
            if (length < minimumLength || length == 0)
                throw new RingException(RingFault.NotARing, path, $"expected at least {minimumLength:N0} bytes, found {length:N0}. It is not a file of this kind, or was cut off.");

            // A touched hole takes memory, also by reading; where there is none left, that is a SIGBUS.
            if (status.AllocatedBytes < length && FileSystem.IsTmpfs(handle))
                throw new RingException(RingFault.NotARing, path, $"has holes: of {length:N0} bytes in memory, {status.AllocatedBytes:N0} are set aside. Its creator sets all aside; copy it without '--sparse', or create it anew.");
            return MapAll(path, handle, length, access == FileAccess.ReadWrite);
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    private static MappedFile MapAll(string path, SafeFileHandle handle, long length, bool isWritable)
    {
        // The kernel guarantees page alignment; the bounds are the file's size, read from the same handle.
        var protection = NativeMethods.ProtRead | (isWritable ? NativeMethods.ProtWrite : 0);
        var address = NativeMethods.Map(0, checked((nuint)length), protection, NativeMethods.MapShared, handle, 0);
        if (address == -1)
            throw new RingException(RingFault.Denied, path, $"cannot map {length:N0} bytes: {Marshal.GetLastPInvokeErrorMessage()}.");
        return new MappedFile(path, handle, (byte*)address, length, isWritable);
    }

    private static void Preallocate(string path, SafeFileHandle handle, long length)
    {
        int error;
        do
            error = NativeMethods.Preallocate(handle, 0, length);
        while (error == NativeMethods.Eintr);
        if (error == NativeMethods.Enospc)
            throw FileSystem.NoSpace(path, length);
        if (error != 0)
            throw new RingException(RingFault.Denied, path, $"cannot preallocate {length:N0} bytes: {Marshal.GetPInvokeErrorMessage(error)}.");
    }

    /// <summary>Maps, and on tmpfs allocates, every page; a full file system is an error, not a SIGBUS. False: this kernel does not know how (before 5.14).</summary>
    private bool TryPopulate()
    {
        if (NativeMethods.Advise((nint)_address, (nuint)Length, NativeMethods.MadvPopulateWrite) == 0)
            return true;
        return Marshal.GetLastPInvokeError() == NativeMethods.Einval ? false : throw FileSystem.NoSpace(Path, Length);
    }

    private void TouchPages()
    {
        Preallocate(Path, Handle, Length);
        for (long offset = 0; offset < Length; offset += Environment.SystemPageSize)
            Volatile.Write(ref _address[offset], 0);
    }
}
