using System.Text;

namespace AlphaPulse.FeedSim.Tests.Replay;

/// <summary>
/// A made-up market with a full book, published the way LOBSTER does: a message and a row only where the best N levels
/// change, rows of N levels. What happens behind them shows only when it comes into view.
/// </summary>
internal sealed class LobsterMarket(int seed, int depth)
{
    private readonly Random _random = new(seed);
    private readonly List<Order> _orders = [];
    private readonly StringBuilder _messages = new();
    private readonly StringBuilder _rows = new();
    private string _lastRow = "";
    private int _lastId;
    private int _time;

    private sealed class Order
    {
        public int Id;
        public bool IsSell;
        public int Price;
        public int Size;
    }

    public string Messages => _messages.ToString();

    public string Rows => _rows.ToString();

    public int Hidden { get; private set; }

    public LobsterMarket Run(int steps)
    {
        for (var i = 0; i < 60; i++)
            Step(isPublished: false);
        _lastRow = Row();
        for (var i = 0; i < steps; i++)
            Step(isPublished: true);
        return this;
    }

    private void Step(bool isPublished)
    {
        var kind = _orders.Count < 4 ? 0 : _random.Next(10);
        var message = kind switch
        {
            < 4 => Add(),
            < 6 => Cancel(),
            < 8 => Delete(),
            _ => Execute(),
        };
        if (!isPublished || message is null)
            return;
        var row = Row();
        if (row == _lastRow)
        {
            Hidden++;
            return;
        }

        _lastRow = row;
        _messages.Append($"34200.{++_time:000000000},{message}\n");
        _rows.Append(row).Append('\n');
    }

    private string? Add()
    {
        var isSell = _random.Next(2) == 0;
        var best = _orders.Where(o => o.IsSell != isSell).Select(o => o.Price).DefaultIfEmpty(isSell ? 900 : 1100);
        var price = isSell ? Math.Max(best.Max() + 1, 1000 + _random.Next(-5, 25)) : Math.Min(best.Min() - 1, 1000 - _random.Next(-5, 25));
        var order = new Order { Id = ++_lastId, IsSell = isSell, Price = price, Size = _random.Next(2, 50) };
        _orders.Add(order);
        return Text(1, order, order.Size);
    }

    private string? Cancel()
    {
        var order = _orders[_random.Next(_orders.Count)];
        if (order.Size < 2)
            return null;
        var size = _random.Next(1, order.Size);
        order.Size -= size;
        return Text(2, order, size);
    }

    private string Delete()
    {
        var order = _orders[_random.Next(_orders.Count)];
        _orders.Remove(order);
        return Text(3, order, order.Size);
    }

    private string? Execute()
    {
        var isSell = _random.Next(2) == 0;
        var first = _orders.Where(o => o.IsSell == isSell).OrderBy(o => isSell ? o.Price : -o.Price).ThenBy(o => o.Id).FirstOrDefault();
        if (first is null)
            return null;
        var size = _random.Next(1, first.Size + 1);
        first.Size -= size;
        if (first.Size == 0)
            _orders.Remove(first);
        return Text(4, first, size);
    }

    private static string Text(int type, Order order, int size) => $"{type},{order.Id},{size},{order.Price * 100},{(order.IsSell ? -1 : 1)}";

    private string Row()
    {
        var asks = Levels(isSell: true);
        var bids = Levels(isSell: false);
        return string.Join(',', Enumerable.Range(0, depth).Select(i =>
            $"{(i < asks.Count ? asks[i] : "9999999999,0")},{(i < bids.Count ? bids[i] : "-9999999999,0")}"));
    }

    private List<string> Levels(bool isSell) =>
        [.. _orders.Where(o => o.IsSell == isSell).GroupBy(o => o.Price).OrderBy(g => isSell ? g.Key : -g.Key).Take(depth).Select(g => $"{g.Key * 100},{g.Sum(o => o.Size)}")];
}
