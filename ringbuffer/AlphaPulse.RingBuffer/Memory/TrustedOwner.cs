namespace AlphaPulse.RingBuffer.Memory;

/// <summary>Whose files are opened. In a directory that others can write to, such as /dev/shm, anybody can put a ring where one is expected.</summary>
public enum TrustedOwner
{
    /// <summary>The ring's directory and files belong to the user that opens them, or to root. The default.</summary>
    SelfOrRoot = 0,

    /// <summary>
    /// Any one user's, for access by group: directory and files have the same owner, whoever that is. That user can change every
    /// byte at any time, and end the process by cutting the file off; see docs/security.md.
    /// </summary>
    Anyone = 1,
}
