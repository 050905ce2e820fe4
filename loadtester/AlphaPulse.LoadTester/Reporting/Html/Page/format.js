'use strict';
// Figures as the report prints them elsewhere: short, three digits, the unit that fits.
const Format = {
    digits(value) {
        const size = Math.abs(value);
        return size >= 99.95 ? value.toLocaleString('en-US', { maximumFractionDigits: 0 }) : size >= 9.995 ? value.toFixed(1) : value.toFixed(2);
    },
    ns(value) {
        if (value == null || Number.isNaN(value)) return 'n/a';
        if (value >= 1e9) return `${Format.digits(value / 1e9)} s`;
        if (value >= 1e6) return `${Format.digits(value / 1e6)} ms`;
        if (value >= 1e3) return `${Format.digits(value / 1e3)} µs`;
        return `${Math.round(value)} ns`;
    },
    // For ticks, which are round.
    roundNs(value) {
        const [unit, size] = value >= 1e9 ? ['s', 1e9] : value >= 1e6 ? ['ms', 1e6] : value >= 1e3 ? ['µs', 1e3] : ['ns', 1];
        return `${+(value / size).toPrecision(3)} ${unit}`;
    },
    count(value) {
        return value == null ? 'n/a' : Math.round(value).toLocaleString('en-US');
    },
    short(value) {
        const [unit, size] = value >= 1e9 ? ['G', 1e9] : value >= 1e6 ? ['M', 1e6] : value >= 1e4 ? ['k', 1e3] : ['', 1];
        return `${+(value / size).toPrecision(4)}${unit}`;
    },
    percent(value) {
        return value == null || Number.isNaN(value) ? 'n/a' : `${+value.toFixed(2)} %`;
    },
    mb(value) {
        return value == null || Number.isNaN(value) ? 'n/a' : `${Format.digits(value)} MB`;
    },
    // 99.999 stays 99.999: as many digits as tell it from the next.
    percentile(value) {
        if (value >= 100) return 'max';
        const digits = value < 90 ? 1 : Math.min(7, Math.ceil(-Math.log10(100 - value)) + 2);
        return `P${+value.toFixed(Math.max(1, digits))}`;
    },
    clock(seconds) {
        if (Math.abs(seconds) < 120) return `${+seconds.toFixed(2)} s`;
        if (seconds >= 3600 && seconds % 3600 === 0) return `${seconds / 3600} h`;
        const whole = Math.round(seconds), two = n => String(n).padStart(2, '0');
        return whole < 3600 ? `${Math.floor(whole / 60)}:${two(whole % 60)}` : `${Math.floor(whole / 3600)}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
    },
};
