using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace AlphaPulse.Telemetry.Clocks;

/// <summary>
/// Nanoseconds in the CLOCK_MONOTONIC domain, from the processor's time-stamp counter where it is invariant and was calibrated,
/// else from <see cref="Stopwatch"/>. All processes of a run use one <see cref="ClockCalibration"/>, so that their stamps can be
/// subtracted. Immutable, thread-safe, allocation-free; <c>default</c> is a valid Stopwatch clock.
/// </summary>
/// <remarks>
/// The mapping is fixed when it is made, while CLOCK_MONOTONIC is steered by time synchronisation: the two drift apart by parts per
/// million, which <see cref="Check"/> tells. Whoever sleeps until a time of this clock sleeps for the difference to
/// <see cref="NowNs"/>; it does not take the value for an absolute time of the system.
/// </remarks>
public readonly struct Clock
{
    // A pair of readings is a few ten nanoseconds apart; 50 us is what an interrupt between them costs on a busy virtual machine.
    private const long ToleranceNs = 50_000;

    // The kernel steers CLOCK_MONOTONIC by at most this rate (MAXFREQ in <linux/timex.h>).
    private const long TolerancePartsPerMillion = 500;

    private readonly long _baseTicks;
    private readonly long _baseNs;
    private readonly ulong _multiplier;
    private readonly int _shift;
    private readonly bool _isTsc;

    /// <summary>The clock that a calibration describes, which may have been made by another process of this machine since it was booted.</summary>
    /// <param name="calibration">The mapping.</param>
    /// <exception cref="InvalidDataException">
    /// Its values are outside their ranges, its source cannot be read here, or it disagrees with the system's clock by more than
    /// 50 µs + 500 ppm of its age: it is of another machine or another boot, or damaged.
    /// </exception>
    public Clock(ClockCalibration calibration)
        : this(calibration, mustAgree: true)
    {
    }

    internal Clock(ClockCalibration calibration, bool mustAgree)
    {
        ArgumentNullException.ThrowIfNull(calibration);
        if (!Enum.IsDefined(calibration.Source) || calibration.Multiplier is 0 or > long.MaxValue || calibration.Shift is < 1 or > 63)
            throw new InvalidDataException($"Clock calibration: source {calibration.Source}, multiplier {calibration.Multiplier}, shift {calibration.Shift} are not a mapping.");
        if (calibration.Source == ClockSource.Tsc && !TimeStampCounter.IsUsable)
            throw new InvalidDataException($"Clock calibration: it is for the time-stamp counter, which cannot be used here: {TimeStampCounter.UnusableReason}.");

        _isTsc = calibration.Source == ClockSource.Tsc;
        _baseTicks = calibration.BaseTicks;
        _baseNs = calibration.BaseNs;
        _multiplier = calibration.Multiplier;
        _shift = calibration.Shift;
        Calibration = calibration;
        if (mustAgree)
            RequireAgreement();
    }

    /// <summary>What is read.</summary>
    public ClockSource Source => _isTsc ? ClockSource.Tsc : ClockSource.Stopwatch;

    /// <summary>The mapping, to hand to the other processes of the run.</summary>
    public ClockCalibration Calibration => field ?? ClockCalibrator.ForStopwatch();

    /// <summary>
    /// A new clock. The time-stamp counter is taken if the processor calls it invariant, the kernel trusts it and a calibration over
    /// about 100 ms is consistent; else <see cref="Stopwatch"/>. Takes as long as the calibration.
    /// </summary>
    /// <param name="preferred"><see cref="ClockSource.Stopwatch"/> forgoes the time-stamp counter.</param>
    public static Clock Calibrate(ClockSource preferred = ClockSource.Tsc) => Calibrate(preferred, out _);

    /// <summary>As the other form, and says why the time-stamp counter was not taken.</summary>
    /// <param name="preferred"><see cref="ClockSource.Stopwatch"/> forgoes the time-stamp counter.</param>
    /// <param name="fallbackReason">Why the clock is a Stopwatch although the counter was preferred; else null.</param>
    public static Clock Calibrate(ClockSource preferred, out string? fallbackReason)
    {
        fallbackReason = null;
        if (preferred == ClockSource.Tsc && ClockCalibrator.TryForTsc(out var calibration, out fallbackReason))
            return new Clock(calibration, mustAgree: false);
        return default;
    }

    /// <summary>The time. The reading may move among neighbouring instructions: for stamps before and after one's own stores.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long NowNs() => _isTsc ? ToNs(TimeStampCounter.Read()) : StopwatchNs();

    /// <summary>
    /// The time, read after every earlier load has its value: for stamps that say when something was seen. An unfenced reading can be
    /// earlier than the load before it.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long NowNsFenced() => _isTsc ? ToNs(TimeStampCounter.ReadFenced()) : StopwatchNs();

    /// <summary>How far this clock is ahead of the system's CLOCK_MONOTONIC now, in ns; 0 for a Stopwatch clock.</summary>
    public long Check()
    {
        if (!_isTsc)
            return 0;
        var (ticks, systemNs) = ClockCalibrator.ReadPair();
        return ToNs(ticks) - systemNs;
    }

    /// <summary>CLOCK_MONOTONIC in ns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static long StopwatchNs() =>
        Stopwatch.Frequency == 1_000_000_000
            ? Stopwatch.GetTimestamp()
            : (long)((Int128)Stopwatch.GetTimestamp() * 1_000_000_000 / Stopwatch.Frequency);

    // 128-bit product, so that neither range nor precision ends within the life of a machine; 1 <= _shift <= 63. Unsigned, because
    // the base was read before the calibration ended and no later reading is below it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal long ToNs(long ticks)
    {
        var high = Math.BigMul((ulong)(ticks - _baseTicks), _multiplier, out var low);
        return _baseNs + (long)(high << (64 - _shift) | low >> _shift);
    }

    private void RequireAgreement()
    {
        if (!_isTsc)
            return;
        var drift = Check();
        var age = Int128.Abs((Int128)StopwatchNs() - _baseNs);
        if (Int128.Abs((Int128)drift) > ToleranceNs + age * TolerancePartsPerMillion / 1_000_000)
            throw new InvalidDataException($"Clock calibration: it differs from the system's clock by {drift:N0} ns. It was made on another machine, before the last boot, or is damaged.");
    }
}
