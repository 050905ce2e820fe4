// Colours from few to many. Light: one hue, darker with more; dark: brighter with more. Both differ in lightness throughout,
// so they read without colour vision; the lowest is well apart from the background, because one sample is what outliers are.
const heatRamps = {
    light: [[166, 206, 231], [86, 160, 211], [28, 103, 174], [8, 55, 116], [5, 20, 48]],
    dark: [[38, 70, 120], [34, 118, 160], [60, 173, 160], [158, 216, 120], [253, 242, 160]],
};

const Theme = {
    isPrinting: false,
    dark: matchMedia('(prefers-color-scheme: dark)'),
    print: matchMedia('print'),
    get isDark() {
        return Theme.dark.matches && !Theme.print.matches && !Theme.isPrinting;
    },
};

function heatColour(share) {
    const ramp = heatRamps[Theme.isDark ? 'dark' : 'light'], at = Math.min(1, Math.max(0, share)) * (ramp.length - 1), index = Math.min(ramp.length - 2, Math.floor(at));
    const mix = ramp[index].map((from, channel) => Math.round(from + (ramp[index + 1][channel] - from) * (at - index)));
    return `rgb(${mix.join(',')})`;
}

// Counts by time and latency, drawn on the canvas under a plot.
class HeatLayer {
    constructor(map, columns) {
        this.map = map;
        this.columns = columns;
        this.most = 1;
        for (const column of columns) for (let i = 1; i < column.length; i++) this.most = Math.max(this.most, column[i]);
    }

    start(index) {
        return index === 0 ? this.map.start : this.map.ends[index - 1];
    }

    // The range of rows with counts between two times, as powers of ten.
    rows(left, right) {
        let low = Infinity, high = -Infinity;
        this.columns.forEach((column, index) => {
            if (column.length < 2 || this.map.ends[index] < left || this.start(index) > right) return;
            low = Math.min(low, column[0]);
            high = Math.max(high, column[0] + column.length - 1);
        });
        return [low / this.map.rows, (high + 1) / this.map.rows];
    }

    shade(count) {
        return this.most <= 1 ? 0.5 : Math.log(count) / Math.log(this.most);
    }

    draw(plot) {
        const { canvas, area } = plot, density = Math.min(3, Math.max(2, devicePixelRatio || 1)), width = area.right - area.left, height = area.bottom - area.top;
        canvas.width = Math.round(width * density);
        canvas.height = Math.round(height * density);
        canvas.style.left = `${100 * area.left / plot.width}%`;
        canvas.style.top = `${100 * area.top / plot.height}%`;
        canvas.style.width = `${100 * width / plot.width}%`;
        canvas.style.height = `${100 * height / plot.height}%`;
        const context = canvas.getContext('2d');
        context.clearRect(0, 0, canvas.width, canvas.height);
        this.columns.forEach((column, index) => {
            const from = (plot.px(this.start(index)) - area.left) * density, to = (plot.px(this.map.ends[index]) - area.left) * density;
            if (to < 0 || from > canvas.width) return;
            for (let i = 1; i < column.length; i++) {
                if (column[i] === 0) continue;
                const row = column[0] + i - 1;
                const top = (plot.py(10 ** ((row + 1) / this.map.rows)) - area.top) * density, bottom = (plot.py(10 ** (row / this.map.rows)) - area.top) * density;
                context.fillStyle = heatColour(this.shade(column[i]));
                context.fillRect(Math.floor(from), Math.floor(top), Math.max(1, Math.ceil(to) - Math.floor(from)), Math.max(1, Math.ceil(bottom) - Math.floor(top)));
            }
        });
        this.key(plot);
    }

    // What the colours mean.
    key(plot) {
        const scale = plot.figure.querySelector('.scale');
        scale.replaceChildren();
        html('span', '', scale, '1');
        const bar = svg('svg', { viewBox: '0 0 100 8', preserveAspectRatio: 'none', 'aria-hidden': 'true' }, scale);
        for (let i = 0; i < 20; i++) svg('rect', { x: i * 5, y: 0, width: 5.2, height: 8, fill: heatColour(i / 19) }, bar);
        html('span', '', scale, `${Format.short(this.most)} samples`);
    }

    index(seconds) {
        const { ends } = this.map;
        let low = 0, high = ends.length - 1;
        while (low < high) {
            const middle = (low + high) >> 1;
            if (ends[middle] < seconds) low = middle + 1; else high = middle;
        }
        return low;
    }

    lines(seconds, ns) {
        const column = this.columns[this.index(seconds)];
        if (!column || column.length < 2 || ns === null) return [];
        const row = Math.floor(Math.log10(Math.max(1, ns)) * this.map.rows), count = column[1 + row - column[0]] || 0;
        let total = 0;
        for (let i = 1; i < column.length; i++) total += column[i];
        return [{ className: 'cell', name: `${Format.ns(10 ** (row / this.map.rows))} – ${Format.ns(10 ** ((row + 1) / this.map.rows))}`, text: `${Format.count(count)} of ${Format.count(total)}` }];
    }

    // A percentile of each column, in the middle of its row's range as far as the rank reaches.
    percentile(share) {
        return this.columns.map(column => {
            let total = 0, before = 0;
            for (let i = 1; i < column.length; i++) total += column[i];
            if (total * (1 - share) < 10 && share < 1) return null;
            for (let i = 1; i < column.length; i++) {
                if (before + column[i] >= share * total && column[i] > 0) return 10 ** ((column[0] + i - 1 + (share * total - before) / column[i]) / this.map.rows);
                before += column[i];
            }
            return null;
        });
    }
}
