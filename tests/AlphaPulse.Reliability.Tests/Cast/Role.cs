namespace AlphaPulse.Reliability.Tests.Cast;

/// <summary>Who takes part in a constellation.</summary>
internal enum Role
{
    Writer,

    /// <summary>Waits for the writer's death and then goes on in its place.</summary>
    Successor,

    /// <summary>The same again, for the successor's death.</summary>
    SecondSuccessor,

    /// <summary>Of a ring for many.</summary>
    SecondWriter,

    /// <summary>Of a ring for many; comes while the victim stands, or is the victim.</summary>
    JoiningWriter,
    SecondJoiningWriter,

    /// <summary>Gated, behind the writer.</summary>
    Reader,

    /// <summary>Gated, behind the reader.</summary>
    ReaderBehind,

    /// <summary>Waits for the reader's death and then goes on in its place.</summary>
    ReaderSuccessor,
    SecondReaderSuccessor,
    Observer,
    SecondObserver,
    Joiner,
    SecondJoiner,
    Creator,

    /// <summary>Creates the ring, or resumes it, whichever is possible.</summary>
    SecondCreator,
    Remover,

    /// <summary>A gated reader, or one of many writers, that dies before the scene proper.</summary>
    Doomed,
}
