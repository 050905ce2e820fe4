using AlphaPulse.RingBuffer.Memory;

namespace AlphaPulse.RingBuffer.Fuzz;

/// <summary>What happened in one case, as a set of short texts: the feedback that guides the fuzzer, and its judge of errors.</summary>
internal sealed class Outcomes
{
    private readonly List<string> _texts = [];

    internal IReadOnlyList<string> Texts => _texts;

    /// <summary>Whether anything of the ring was changed in this case: before that, nobody may say that it is corrupted.</summary>
    internal bool IsRingChanged { get; set; }

    internal void Clear()
    {
        _texts.Clear();
        IsRingChanged = false;
    }

    internal void Add(string text)
    {
        if (!_texts.Contains(text))
            _texts.Add(text);
    }

    /// <summary>Runs one operation; what it throws must be an error of ours in one plain line.</summary>
    internal void Of(string operation, Func<string> run)
    {
        try
        {
            Add($"{operation} {run()}");
        }
        catch (RingException e)
        {
            Refused(operation, e);
        }
        catch (ArgumentException e) when (e.ParamName == "name" && e.Message.StartsWith("No reader named", StringComparison.Ordinal))
        {
            Add($"{operation} no such reader");
        }
    }

    /// <summary>Judges an error: one line, of printable characters, that names the path.</summary>
    internal void Refused(string operation, RingException e)
    {
        foreach (var c in e.Message)
        {
            if (char.IsControl(c))
                throw new FuzzFailureException($"{operation}: the message has the control character {(int)c:x2}: {e.Message}");
        }

        if (e.Fault == RingFault.Corrupted && !IsRingChanged)
            throw new FuzzFailureException($"{operation}: nobody has changed the ring: {e.Message}");
        if (!e.Message.StartsWith(e.Path, StringComparison.Ordinal) || e.Message.Length - e.Path.Length > 2048)
            throw new FuzzFailureException($"{operation}: the message does not name its path, or is too long: {e.Message}");
        Add($"{operation} {e.Fault}{Shape(e.Message.AsSpan(e.Path.Length))}");
    }

    // The first words of a message without what differs from case to case: numbers, and what is quoted from the ring.
    private static string Shape(ReadOnlySpan<char> message)
    {
        const int MostCharacters = 60;
        Span<char> shape = stackalloc char[MostCharacters];
        var length = 0;
        foreach (var range in message.Split(' '))
        {
            var word = message[range];
            if (word.Contains('\''))
                break;
            var text = word.IndexOfAnyInRange('0', '9') >= 0 || word.Length >= 8 && word.TrimEnd(",:.").IndexOfAnyExceptInRange('a', 'f') < 0 ? "#" : word;
            if (length + text.Length + 1 > MostCharacters)
                break;
            text.CopyTo(shape[length..]);
            length += text.Length;
            shape[length++] = ' ';
        }

        return shape[..length].TrimEnd().ToString();
    }
}
