namespace AlphaPulse.Reliability.Tests.Cast;

/// <summary>What can be said of a role.</summary>
internal static class Roles
{
    internal static bool IsWriter(this Role role) => role is Role.Writer or Role.Successor or Role.SecondSuccessor or Role.Creator or Role.SecondCreator
        or Role.SecondWriter or Role.JoiningWriter or Role.SecondJoiningWriter;

    internal static bool IsObserver(this Role role) => role is Role.Observer or Role.SecondObserver;

    /// <summary>As the table calls it.</summary>
    internal static string Name(this Role role) => role switch
    {
        Role.SecondSuccessor => "second successor",
        Role.SecondWriter => "second writer",
        Role.JoiningWriter => "joining writer",
        Role.SecondJoiningWriter => "second joining writer",
        Role.ReaderSuccessor => "reader's successor",
        Role.SecondReaderSuccessor => "second reader's successor",
        Role.ReaderBehind => "reader behind",
        Role.SecondObserver => "second observer",
        Role.SecondJoiner => "second joiner",
        Role.SecondCreator => "second creator",
        _ => role.ToString().ToLowerInvariant(),
    };
}
