namespace AlphaPulse.Engine.Books;

/// <content>Enumeration of all levels in the order of their prices.</content>
internal sealed partial class BookSide
{
    /// <summary>Merges window and far levels. Cheap to make; for one pass.</summary>
    internal ref struct LevelEnumerator
    {
        private readonly BookSide _side;
        private int _tick;
        private int _far;

        internal LevelEnumerator(BookSide side)
        {
            _side = side;
            _tick = side._window.First;
            _far = side._far.Count - 1;
        }

        public Level Current { get; private set; }

        public readonly LevelEnumerator GetEnumerator() => this;

        public bool MoveNext()
        {
            ref var window = ref _side._window;
            var far = _side._far;
            if (_far >= 0 && (_tick == TickWindow.None || far.RankAt(_far) < window.RankAt(_tick)))
            {
                Current = new Level(_side.PriceOf(far.RankAt(_far)), far.QuantityAt(_far), far.OrdersAt(_far));
                _far--;
                return true;
            }

            if (_tick == TickWindow.None)
                return false;
            Current = new Level(_side.PriceOf(window.RankAt(_tick)), window.QuantityAt(_tick), window.OrdersAt(_tick));
            _tick = window.NextFrom(_tick + 1);
            return true;
        }
    }
}
