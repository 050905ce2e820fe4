namespace AlphaPulse.SteppedPeer.Roles;

/// <summary>How a writer gets its ring.</summary>
internal enum WriterEntry
{
    Create,
    Resume,
    CreateOrResume,
}
