// An axis works in a transformed space in which it is linear, so that zooming is the same for all.
class Axis {
    constructor(kind, label, format) {
        this.kind = kind;
        this.label = label;
        this.format = format;
        this.low = 0;
        this.high = 1;
    }

    forward(value) {
        switch (this.kind) {
            case 'log': return Math.log10(Math.max(value, 1e-3));
            case 'nines': return -Math.log10(1 - Math.min(value, 100 - 1e-9) / 100);
            default: return value;
        }
    }

    backward(position) {
        switch (this.kind) {
            case 'log': return 10 ** position;
            case 'nines': return 100 * (1 - 10 ** -position);
            default: return position;
        }
    }

    share(value) {
        return (this.forward(value) - this.low) / (this.high - this.low || 1);
    }

    at(share) {
        return this.backward(this.low + share * (this.high - this.low));
    }

    // [{ value, text, isMinor }]
    ticks(most) {
        switch (this.kind) {
            case 'log': return this.logTicks(most);
            case 'nines': return this.nineTicks(most);
            default: return this.linearTicks(most, this.kind === 'time' ? [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 21600, 43200, 86400] : null);
        }
    }

    linearTicks(most, steps) {
        const rough = (this.high - this.low) / Math.max(1, most);
        const power = 10 ** Math.floor(Math.log10(rough || 1));
        const step = (steps && rough >= 1 && steps.find(each => each >= rough)) || [1, 2, 5, 10].map(each => each * power).find(each => each >= rough) || power * 10;
        const ticks = [];
        for (let i = Math.ceil(this.low / step - 1e-9); i * step <= this.high + step * 1e-9 && ticks.length < 50; i++)
            ticks.push({ value: i * step, text: this.format(+(i * step).toPrecision(12)) });
        return ticks;
    }

    logTicks(most) {
        const ticks = [], decades = this.high - this.low, every = Math.max(1, Math.ceil(decades / Math.max(1, most)));
        const marks = decades <= 1.2 ? [1, 2, 3, 5, 7] : decades <= 3 ? [1, 2, 5] : [1];
        for (let power = Math.floor(this.low); power <= this.high; power++) {
            for (let digit = 1; digit < 10; digit++) {
                const value = digit * 10 ** power;
                if (Math.log10(value) < this.low - 1e-9 || Math.log10(value) > this.high + 1e-9) continue;
                const isMajor = marks.includes(digit) && (digit > 1 || power % every === 0);
                if (isMajor) ticks.push({ value, text: this.format(value) });
                else if (decades <= 6) ticks.push({ value, text: '', isMinor: true });
            }
        }
        return ticks;
    }

    nineTicks(most) {
        const candidates = this.high - this.low > 3 ? [0, 90, 99, 99.9, 99.99, 99.999, 99.9999, 99.99999, 99.999999, 99.9999999] : [0, 25, 50, 75, 90, 95, 98, 99, 99.5, 99.8, 99.9, 99.95, 99.98, 99.99, 99.995, 99.999, 99.9995, 99.9999, 99.99999];
        const inside = candidates.filter(value => this.forward(value) >= this.low - 1e-9 && this.forward(value) <= this.high + 1e-9);
        const every = Math.max(1, Math.ceil(inside.length / Math.max(1, most)));
        return inside.filter((_, index) => index % every === 0).map(value => ({ value, text: `${value}` }));
    }
}
