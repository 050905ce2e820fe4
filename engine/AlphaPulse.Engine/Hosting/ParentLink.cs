using System.Globalization;
using AlphaPulse.Engine.Stages;

namespace AlphaPulse.Engine.Hosting;

/// <summary>
/// Obeys a parent's lines: <c>start NS</c> tells when the schedule begins, <c>stop</c> ends the engine after what is published
/// is applied; <c>fault STAGE [poison]</c> lets a stage fail; the end of the input means that the parent is gone.
/// </summary>
internal sealed class ParentLink(TextReader input, TextWriter error, ScheduleOrigin origin, IReadOnlyDictionary<string, PlantedFault> faults, EndSignal end)
{
    /// <summary>Reads on a thread of its own, which ends with the process.</summary>
    public void Listen() => new Thread(ReadAll) { IsBackground = true, Name = "parent" }.Start();

    internal void ReadAll()
    {
        while (input.ReadLine() is { } line)
        {
            if (line == "stop")
                end.Raise(EndReason.Finished);
            else if (line.StartsWith("start ", StringComparison.Ordinal) && long.TryParse(line.AsSpan(6), NumberStyles.None, CultureInfo.InvariantCulture, out var ns))
                origin.Set(ns);
            else if (line.Split(' ') is ["fault", var stage, .. var more] && faults.TryGetValue(stage, out var fault) && more is [] or ["poison"])
                fault.Plant(isPoison: more.Length > 0);
            else
                error.WriteLine($"feedengine: '{line}' from the parent is not understood; expected 'start NS' or 'stop'");
        }

        end.Raise(EndReason.Orphaned);
    }
}
