using System.Diagnostics;

namespace AlphaPulse.RingBuffer.Fuzz;

/// <summary>
/// Makes cases out of those that led to something new, and runs them. What guides it is what happened: each result and each kind
/// of error of each operation, and each two that happened in one case.
/// </summary>
internal sealed class Fuzzer(ITarget target, Corpus corpus, int seed)
{
    private const int MostBytes = 160;
    private const int MostSeeds = 8192;

    // Far beyond a case on a busy machine: only an endless loop gets there.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly Random _random = new(seed);
    private readonly Outcomes _outcomes = new();
    private readonly Outcomes _again = new();
    private readonly HashSet<(string, string)> _pairs = [];
    private readonly List<byte[]> _seeds = [.. corpus.Cases.Values];
    private readonly byte[] _case = new byte[MostBytes];
    private long _started;
    private int _length;

    internal long Done { get; private set; }

    internal int Seeds => _seeds.Count;

    /// <summary>Runs each kept case again. What no longer leads to its outcome is a seed still, but not kept.</summary>
    /// <exception cref="FuzzFailureException">A case broke a promise.</exception>
    internal void Replay()
    {
        foreach (var (outcome, bytes) in corpus.Cases.ToList())
        {
            bytes.AsSpan(0, _length = Math.Min(bytes.Length, MostBytes)).CopyTo(_case);
            RunCase();
            if (!_outcomes.Texts.Contains(outcome))
                corpus.Drop(outcome);
        }
    }

    /// <summary>Runs new cases.</summary>
    /// <param name="cases">How many at most.</param>
    /// <param name="time">For how long at most; null: until all are done.</param>
    /// <param name="progress">Told now and then how many are done.</param>
    /// <exception cref="FuzzFailureException">A case broke a promise.</exception>
    internal void Run(long cases, TimeSpan? time = null, Action<long>? progress = null)
    {
        using var watch = new Timer(_ => EndIfHanging(), null, s_patience, s_patience);
        var started = Stopwatch.GetTimestamp();
        for (long i = 0; i < cases && (time is null || Stopwatch.GetElapsedTime(started) < time); i++)
        {
            MakeCase();
            RunCase();
            if (i % 100_000 == 99_999)
                progress?.Invoke(i + 1);
        }
    }

    private void MakeCase()
    {
        if (_seeds.Count == 0 || _random.Next(16) == 0)
        {
            _length = 1 + _random.Next(MostBytes);
            _random.NextBytes(_case.AsSpan(0, _length));
            return;
        }

        var parent = _seeds[_random.Next(_seeds.Count)];
        parent.AsSpan().CopyTo(_case);
        _length = parent.Length;
        for (var changes = 1 + _random.Next(4); changes > 0; changes--)
        {
            var at = _random.Next(Math.Max(_length, 1));
            switch (_random.Next(6))
            {
                case 0:
                    _case[at] ^= (byte)(1 << _random.Next(8));
                    break;
                case 1 or 2:
                    _case[at] = (byte)_random.Next(256);
                    break;
                case 3:
                    // The rest of another one behind a part of this one.
                    var other = _seeds[_random.Next(_seeds.Count)];
                    var from = _random.Next(other.Length + 1);
                    var count = Math.Min(other.Length - from, MostBytes - at);
                    other.AsSpan(from, count).CopyTo(_case.AsSpan(at));
                    _length = Math.Max(at + count, 1);
                    break;
                case 4:
                    if (_length < MostBytes)
                    {
                        _case.AsSpan(at, _length - at).CopyTo(_case.AsSpan(at + 1));
                        _case[at] = (byte)_random.Next(256);
                        _length++;
                    }

                    break;
                default:
                    if (_length > 1)
                    {
                        _case.AsSpan(at + 1, _length - at - 1).CopyTo(_case.AsSpan(at));
                        _length--;
                    }

                    break;
            }
        }
    }

    private void RunCase()
    {
        Volatile.Write(ref _started, Stopwatch.GetTimestamp());
        _outcomes.Clear();
        int used;
        try
        {
            used = target.Run(_case.AsSpan(0, _length), _outcomes);
        }
        catch (Exception e)
        {
            throw new FuzzFailureException($"target {target.Name}, seed {seed}, case {Done}: {e.GetType().Name}: {e.Message}\n  bytes {Convert.ToHexString(_case.AsSpan(0, _length))}", e);
        }

        Done++;
        var bytes = _case.AsSpan(0, Math.Clamp(used, 1, _length));
        var isNew = false;
        var texts = _outcomes.Texts;
        for (var i = 0; i < texts.Count; i++)
        {
            if (corpus.Wants(texts[i], bytes.Length))
            {
                isNew = true;
                KeepIfItHappensAgain(texts[i], bytes);
            }

            for (var j = 0; j < i && _seeds.Count < MostSeeds; j++)
                isNew |= _pairs.Add((texts[j], texts[i]));
        }

        if (isNew && _seeds.Count < MostSeeds)
            _seeds.Add(bytes.ToArray());
    }

    /// <summary>A case that was paused for longer than a ring waits between two looks at the dead leads elsewhere than by itself.</summary>
    private void KeepIfItHappensAgain(string outcome, ReadOnlySpan<byte> bytes)
    {
        _again.Clear();
        target.Run(bytes, _again);
        if (_again.Texts.Contains(outcome))
            corpus.Keep(outcome, bytes);
    }

    private void EndIfHanging()
    {
        if (Stopwatch.GetElapsedTime(Volatile.Read(ref _started)) < s_patience)
            return;
        Environment.FailFast($"target {target.Name}, seed {seed}, case {Done} hangs: bytes {Convert.ToHexString(_case.AsSpan(0, _length))}");
    }
}
