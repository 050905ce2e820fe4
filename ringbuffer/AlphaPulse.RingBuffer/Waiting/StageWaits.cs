namespace AlphaPulse.RingBuffer.Waiting;

/// <summary>
/// How the stages of a pipeline wait, as an option spells it: a strategy for all of them ("block"), for some ("guard=busy-spin,book=block"),
/// or both ("block,guard=yield"). Stages that are not named wait as for all, or else <see cref="WaitKind.Auto"/>. Immutable, thread-safe.
/// </summary>
public sealed record StageWaits
{
    private StageWaits(string text) => Text = text;

    /// <summary>As it was spelled.</summary>
    public string Text { get; }

    /// <summary>All stages alike.</summary>
    public static StageWaits Of(WaitKind kind) => new(WaitKinds.NameOf(kind));

    /// <summary>Reads a spelling.</summary>
    /// <param name="text">What was typed.</param>
    /// <param name="stages">Names of the stages that can be named, at least one.</param>
    /// <param name="fault">What is wrong with it, in words that follow the option's name; null if nothing is.</param>
    /// <returns>Null if it is faulty.</returns>
    public static StageWaits? Parse(string text, IReadOnlyList<string> stages, out string? fault)
    {
        var named = new HashSet<string>();
        foreach (var item in text.Split(','))
        {
            var (stage, name) = Split(item);
            fault = null;
            if (!WaitKinds.TryParse(name, out _))
                fault = $"'{name}' is not known; allowed: {string.Join(", ", WaitKinds.Names)}, or one for a stage, as in {stages[0]}=busy-spin";
            else if (stage.Length > 0 && !stages.Contains(stage))
                fault = $"'{stage}' is not a stage; there are: {string.Join(", ", stages)}";
            else if (!named.Add(stage))
                fault = stage.Length == 0 ? $"'{text}' has more than one strategy for all stages" : $"'{stage}' is given twice";
            if (fault is not null)
                return null;
        }

        fault = null;
        return new StageWaits(text);
    }

    /// <summary>The strategy of a stage.</summary>
    public WaitKind For(string stage)
    {
        var kind = WaitKind.Auto;
        foreach (var item in Text.Split(','))
        {
            var (named, name) = Split(item);
            if ((named == stage || named.Length == 0) && WaitKinds.TryParse(name, out var found))
                kind = found;
            if (named == stage)
                break;
        }

        return kind;
    }

    /// <summary>The same with what <see cref="WaitKind.Auto"/> is on this machine in its place, said or not, for who reads later how it was.</summary>
    public StageWaits Resolve()
    {
        var items = Text.Split(',').ToList();
        if (items.TrueForAll(item => Split(item).Stage.Length > 0))
            items.Insert(0, WaitKinds.NameOf(WaitKind.Auto));
        return new StageWaits(string.Join(',', items.Select(item =>
        {
            var (stage, name) = Split(item);
            _ = WaitKinds.TryParse(name, out var kind);
            return (stage.Length == 0 ? "" : stage + "=") + WaitKinds.NameOf(WaitKinds.Resolve(kind));
        })));
    }

    private static (string Stage, string Name) Split(string item)
    {
        var at = item.IndexOf('=', StringComparison.Ordinal);
        return at < 0 ? ("", item) : (item[..at], item[(at + 1)..]);
    }
}
