using AlphaPulse.RingBuffer.Consuming;
using AlphaPulse.RingBuffer.Memory;
using AlphaPulse.RingBuffer.Publishing;
using AlphaPulse.RingBuffer.Waiting;
using AlphaPulse.SteppedPeer.Shared;

namespace AlphaPulse.SteppedPeer.Roles;

/// <summary>One role that this process takes, and what all roles report.</summary>
internal sealed class Part(Board board, int slot, SelfStop stop)
{
    internal const int Polling = 1_000_000;
    private const string FlawPrefix = "flaw:";

    internal ref BoardSlot Own => ref board[slot];

    internal SelfStop Stop => stop;

    internal string FirstFault { get; private set; } = "";

    internal int Finish => Volatile.Read(ref Own.Finish);

    internal bool MayGoOn => Finish == 0;

    internal void Play(string[] words)
    {
        stop.Flaw = null;
        var deadReaders = words.Contains("wait") ? DeadReaderPolicy.Wait : DeadReaderPolicy.Reclaim;
        var flaw = words[^1].StartsWith(FlawPrefix, StringComparison.Ordinal) ? Enum.Parse<Flaw>(words[^1][FlawPrefix.Length..]) : Flaw.None;
        try
        {
            switch (words[0])
            {
                case "create":
                    new WriterRole(this, words[1], WriterEntry.Create, int.Parse(words[2]), deadReaders, flaw).Run();
                    break;
                case "succeed":
                    new WriterRole(this, words[1], WriterEntry.Resume, int.Parse(words[2]), deadReaders, flaw).Run();
                    break;
                case "start":
                    new WriterRole(this, words[1], WriterEntry.CreateOrResume, int.Parse(words[2]), deadReaders, flaw).Run();
                    break;
                case "create-many" or "join-many":
                    new ManyWriterRole(this, words[1], words[0] == "create-many", int.Parse(words[2]), givesUp: words[^1] == "gives-up").Run();
                    break;
                case "read" or "read-asleep" or "follow" or "take-over":
                    new ReaderRole(this, words[0], words[1], words[2], words.Length > 3 && flaw == Flaw.None ? words[3] : null, flaw).Run();
                    break;
                case "observe" or "observe-keyframe":
                    new ObserverRole(this, words[1], words[0] == "observe" ? StartAt.Oldest : StartAt.Keyframe, flaw).Run();
                    break;
                case "remove":
                    RingFile.RemoveLeftOver(words[1]);
                    break;
                default:
                    Fault($"unknown role {words[0]}");
                    break;
            }
        }
        catch (Exception e)
        {
            Fault($"{words[0]}: {e.GetType().Name}: {e.Message}");
        }

        Enter(PeerState.Idle);
    }

    internal void Fault(string text)
    {
        if (Own.Faults++ == 0)
            FirstFault = text.ReplaceLineEndings(" ");
    }

    internal void Enter(PeerState state) => Volatile.Write(ref Own.State, (int)state);

    /// <summary>Progress: records published, handled or copied, up to a position.</summary>
    internal void Advance(long records, long position)
    {
        ref var own = ref Own;
        own.Progress += records;
        Volatile.Write(ref own.Position, position);
        own.Answer(AbsoluteSleep.NowNs());
    }

    /// <summary>Pauses before the next try for a place that somebody has.</summary>
    internal static void Pause(long ns = Polling) => AbsoluteSleep.Until(AbsoluteSleep.NowNs() + ns);
}
