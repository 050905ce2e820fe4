using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace AlphaPulse.RingBuffer.Memory;

/// <summary>Whom files belong to: the check before they are believed, and giving them to a group.</summary>
internal static class Ownership
{
    private const uint Root = 0;

    // Larger than any entry of a group file that makes sense; a longer one is an error, not a longer buffer.
    private const int GroupBufferBytes = 1 << 16;

    internal static bool IsOwnOrRoots(FileStatus status) => status.UserId == NativeMethods.EffectiveUserId() || status.UserId == Root;

    /// <summary>Refuses a file or directory of a user who is not trusted. Asked of the open handle, so that the path cannot lead elsewhere afterwards.</summary>
    internal static void Require(FileStatus status, string path, TrustedOwner owner)
    {
        if (owner == TrustedOwner.SelfOrRoot && !IsOwnOrRoots(status))
            throw new RingException(RingFault.Denied, path, $"belongs to user {status.UserId}, expected user {NativeMethods.EffectiveUserId()}, who runs this program, or root. Run it as user {status.UserId}, or open it with TrustedOwner.Anyone.");
    }

    /// <summary>Refuses a file in a directory of another owner: somebody else has put it there.</summary>
    internal static void RequireSame(FileStatus directory, FileStatus file, string path)
    {
        if (file.UserId != directory.UserId && !IsOwnOrRoots(file))
            throw new RingException(RingFault.Denied, path, $"belongs to user {file.UserId}, its directory to user {directory.UserId}: somebody else has put it there. It is left as it is.");
    }

    /// <summary>Refuses to remove what belongs to another user, root included.</summary>
    internal static void RequireOwn(FileStatus status, string path)
    {
        if (status.UserId != NativeMethods.EffectiveUserId())
            throw new RingException(RingFault.Denied, path, $"belongs to user {status.UserId}, who alone removes it; user {NativeMethods.EffectiveUserId()} runs this program. Choose another name.");
    }

    /// <summary>Gives an open file to a group.</summary>
    internal static void GiveToGroup(SafeFileHandle file, string path, uint group)
    {
        if (NativeMethods.ChangeOwner(file, NativeMethods.SameOwner, group) == 0)
            return;
        var error = Marshal.GetLastPInvokeError();
        throw new RingException(RingFault.Denied, path, error == NativeMethods.Eperm
            ? $"cannot be given to group {group}: user {NativeMethods.EffectiveUserId()} is not a member of it. Use a group of your own."
            : $"cannot be given to group {group}: {Marshal.GetPInvokeErrorMessage(error)}.");
    }

    /// <summary>Id of a group that is given by name or by number.</summary>
    /// <exception cref="ArgumentException">There is no such group.</exception>
    internal static unsafe uint GroupId(string nameOrId)
    {
        if (uint.TryParse(nameOrId, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id != NativeMethods.SameOwner)
            return id;
        var buffer = stackalloc byte[GroupBufferBytes];
        var error = NativeMethods.FindGroup(nameOrId, out var group, buffer, GroupBufferBytes, out var found);
        if (error == 0 && found != 0)
            return group.Id;
        throw new ArgumentException($"There is no group '{nameOrId}' on this system.", nameof(nameOrId));
    }
}
