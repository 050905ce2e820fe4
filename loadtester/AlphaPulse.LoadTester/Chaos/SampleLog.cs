using System.Globalization;

namespace AlphaPulse.LoadTester.Chaos;

/// <summary>
/// Samples as lines of a file. What cannot be written, for the disk is full, is kept and written when there is space again: no sample
/// is lost by it. One thread appends; its place may be changed by another.
/// </summary>
internal sealed class SampleLog(string path)
{
    private volatile string _path = path;

    // Bounds what a disk that stays full can make the process hold: an hour of samples.
    private const int MostPending = 100_000;

    private readonly Queue<string> _pending = new();

    /// <summary>Where it goes.</summary>
    public string Path
    {
        get => _path;
        set => _path = value;
    }

    public long Written { get; private set; }

    /// <summary>Attempts that failed.</summary>
    public long Failed { get; private set; }

    public int Pending => _pending.Count;

    public void Append(ChaosSample sample)
    {
        if (_pending.Count == MostPending)
            _pending.Dequeue();
        _pending.Enqueue(string.Create(CultureInfo.InvariantCulture, $"{sample.AtMs:0},{sample.Written},{sample.Read}\n"));
        try
        {
            using var file = new StreamWriter(_path, append: true);
            foreach (var line in _pending)
                file.Write(line);
            file.Flush();
            Written += _pending.Count;
            _pending.Clear();
        }
        catch (IOException)
        {
            Failed++;
        }
    }
}
