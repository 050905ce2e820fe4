namespace AlphaPulse.LoadTester.Profiling;

/// <summary>A frame below the frames that called it, with the samples in which it was there.</summary>
internal sealed class FlameNode(string name)
{
    private readonly SortedDictionary<string, FlameNode> _called = new(StringComparer.Ordinal);

    public string Name => name;

    public long Samples { get; private set; }

    /// <summary>By name.</summary>
    public IEnumerable<FlameNode> Called => _called.Values;

    public int Depth => _called.Count == 0 ? 1 : 1 + _called.Values.Max(node => node.Depth);

    /// <summary>All stacks below one root.</summary>
    public static FlameNode Of(FoldedStacks stacks)
    {
        var root = new FlameNode("all");
        foreach (var (stack, count) in stacks.Counts)
        {
            var node = root;
            node.Samples += count;
            foreach (var frame in stack.Split(';'))
            {
                if (!node._called.TryGetValue(frame, out var next))
                    node._called.Add(frame, next = new FlameNode(frame));
                node = next;
                node.Samples += count;
            }
        }

        return root;
    }
}
