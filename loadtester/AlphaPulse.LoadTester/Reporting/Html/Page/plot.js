const svgNamespace = 'http://www.w3.org/2000/svg';

function svg(name, attributes, parent, text) {
    const element = document.createElementNS(svgNamespace, name);
    for (const key in attributes) element.setAttribute(key, attributes[key]);
    if (text !== undefined) element.textContent = text;
    if (parent) parent.append(element);
    return element;
}

function html(name, className, parent, text) {
    const element = document.createElement(name);
    if (className) element.className = className;
    if (text !== undefined) element.textContent = text;
    if (parent) parent.append(element);
    return element;
}

let plotCount = 0;

// One chart: axes, series, markers, bands; what is under it (a heat map) is a layer of its own.
// A series is { key, name, x: [], y: [], className, kind: 'line' | 'dots' | 'steps', format, isHidden }.
class Plot {
    constructor(figure, { x, y, series, bands = [], limits = [], lanes = [], layer = null, link = null, domain = null, xName = value => x.format(value), height = 300, isZeroBased = false }) {
        Object.assign(this, { figure, x, y, series, bands, limits, lanes, layer, link, xName, isZeroBased });
        this.given = domain;
        this.baseHeight = height;
        this.id = ++plotCount;
        this.body = figure.querySelector('.plot');
        this.body.replaceChildren();
        this.body.classList.toggle('layered', layer !== null);
        this.body.tabIndex = 0;
        this.body.setAttribute('role', 'group');
        this.body.setAttribute('aria-label', `${figure.querySelector('figcaption').textContent.trim()}. Arrow keys read values, plus and minus zoom, Escape resets.`);
        this.canvas = layer ? html('canvas', '', this.body) : null;
        this.svg = svg('svg', { 'aria-hidden': 'true' }, this.body);
        this.tip = html('div', 'tip', this.body);
        this.tip.hidden = true;
        this.live = html('div', 'unseen', this.body);
        this.live.setAttribute('aria-live', 'polite');
        this.zoom = null;
        this.cursor = null;
        if (link) link.plots.push(this);
        Plot.all = [...(Plot.all || []).filter(plot => plot.body !== this.body), this];
        this.legend();
        this.fullDomain();
        new Interaction(this);
        new ResizeObserver(() => this.draw()).observe(this.body);
        this.draw();
    }

    legend() {
        const list = this.figure.querySelector('.legend');
        list.replaceChildren();
        if (this.series.length < 2 && !this.layer) return;
        for (const series of this.series) {
            const key = html('button', `key ${series.className}`, list);
            key.type = 'button';
            const swatch = svg('svg', { viewBox: '0 0 22 10', 'aria-hidden': 'true' }, key);
            if (series.kind === 'dots') Plot.mark(series, 11, 5, swatch);
            else svg('line', { x1: 1, x2: 21, y1: 5, y2: 5, class: 'line' }, swatch);
            key.append(series.name);
            key.setAttribute('aria-pressed', String(!series.isHidden));
            key.addEventListener('click', () => {
                series.isHidden = !series.isHidden;
                key.setAttribute('aria-pressed', String(!series.isHidden));
                this.draw();
            });
        }
    }

    fullDomain() {
        let [low, high] = this.given || [Infinity, -Infinity];
        if (!this.given) for (const series of this.series) for (const value of series.x) {
            const position = this.x.forward(value);
            if (position < low) low = position;
            if (position > high) high = position;
        }
        if (!(low <= high)) [low, high] = [0, 1];
        if (this.x.kind === 'time') low = Math.min(low, 0);
        this.full = [low, high > low ? high : low + 1];
    }

    get domain() {
        return (this.link ? this.link.zoom : this.zoom) || this.full;
    }

    zoomTo(domain) {
        if (domain) {
            const least = (this.full[1] - this.full[0]) / 1e4, middle = (domain[0] + domain[1]) / 2, half = Math.max(least, domain[1] - domain[0]) / 2;
            domain = [Math.max(this.full[0], middle - half), Math.min(this.full[1], middle + half)];
            if (domain[0] <= this.full[0] && domain[1] >= this.full[1]) domain = null;
        }
        if (this.link) this.link.zoom = domain; else this.zoom = domain;
        for (const plot of this.link ? this.link.plots : [this]) {
            plot.figure.classList.toggle('zoomed', domain !== null);
            plot.draw();
        }
    }

    fitY() {
        let low = Infinity, high = -Infinity;
        const [left, right] = this.domain;
        for (const series of this.series) {
            if (series.isHidden) continue;
            for (let i = 0; i < series.x.length; i++) {
                const position = this.x.forward(series.x[i]);
                if (series.y[i] == null || Number.isNaN(series.y[i]) || position < left || position > right) continue;
                const value = this.y.forward(series.y[i]);
                if (value < low) low = value;
                if (value > high) high = value;
            }
        }
        if (this.layer) {
            const [layerLow, layerHigh] = this.layer.rows(left, right);
            [low, high] = [Math.min(low, layerLow), Math.max(high, layerHigh)];
        }
        if (!(low <= high)) [low, high] = this.y.kind === 'log' ? [0, 3] : [0, 1];
        if (this.y.kind === 'log') {
            [this.y.low, this.y.high] = this.layer ? [low, high + 0.08] : [Math.floor(low * 2) / 2, Math.ceil(high * 2 + 0.01) / 2];
            if (this.y.high - this.y.low < 1) this.y.high = this.y.low + 1;
        } else {
            low = this.isZeroBased ? 0 : low;
            const pad = (high - low || Math.abs(high) || 1) * 0.06;
            [this.y.low, this.y.high] = [this.isZeroBased ? 0 : low - pad, high + pad];
        }
    }

    draw() {
        const width = Math.round(this.body.clientWidth);
        if (width < 60) return;
        const isNarrow = width < 520;
        const lanesHeight = this.lanes.length * 16;
        this.area = { left: isNarrow ? 50 : 62, top: this.bands.length > 1 ? 34 : 22, right: width - (isNarrow ? 8 : 14), bottom: (isNarrow ? Math.min(this.baseHeight, 260) : this.baseHeight) - 40 };
        const height = this.area.bottom + 40 + lanesHeight;
        this.width = width;
        this.height = height;
        [this.x.low, this.x.high] = this.domain;
        this.fitY();
        this.svg.replaceChildren();
        this.svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
        const { left, right, top, bottom } = this.area;
        const clip = svg('clipPath', { id: `clip-${this.id}` }, svg('defs', {}, this.svg));
        svg('rect', { x: left, y: top, width: Math.max(1, right - left), height: bottom - top + lanesHeight }, clip);
        this.drawBands();
        this.drawAxes(isNarrow, lanesHeight);
        if (this.layer) this.layer.draw(this);
        const inside = svg('g', { 'clip-path': `url(#clip-${this.id})` }, this.svg);
        for (const limit of this.limits) this.drawLimit(limit, inside);
        for (const series of this.series) if (!series.isHidden) this.drawSeries(series, inside);
        this.drawLanes(inside);
        this.over = svg('g', { 'clip-path': `url(#clip-${this.id})`, class: 'over' }, this.svg);
        this.drawCursor();
    }

    px(value) {
        return this.area.left + this.x.share(value) * (this.area.right - this.area.left);
    }

    py(value) {
        return this.area.bottom - this.y.share(value) * (this.area.bottom - this.area.top);
    }

    drawAxes(isNarrow, lanesHeight) {
        const { left, right, top, bottom } = this.area;
        const grid = svg('g', { class: 'grid' }, this.svg), labels = svg('g', { class: 'labels' }, this.svg);
        for (const tick of this.y.ticks(Math.floor((bottom - top) / 34))) {
            const y = this.py(tick.value);
            svg('line', { x1: left, x2: right, y1: y, y2: y, class: tick.isMinor ? 'minor' : '' }, grid);
            if (tick.text) svg('text', { x: left - 6, y: y + 4, 'text-anchor': 'end' }, labels, tick.text);
        }
        for (const tick of this.x.ticks(Math.floor((right - left) / (isNarrow ? 56 : 78)))) {
            const x = this.px(tick.value);
            svg('line', { x1: x, x2: x, y1: top, y2: bottom + lanesHeight, class: tick.isMinor ? 'minor' : '' }, grid);
            svg('text', { x, y: bottom + lanesHeight + 15, 'text-anchor': x > right - 16 ? 'end' : x < left + 8 ? 'start' : 'middle' }, labels, tick.text);
        }
        svg('path', { d: `M${left} ${top}V${bottom}H${right}`, class: 'axis' }, this.svg);
        svg('text', { x: (left + right) / 2, y: bottom + lanesHeight + 32, 'text-anchor': 'middle', class: 'title' }, labels, this.x.label);
        svg('text', { x: 2, y: 11, class: 'title' }, labels, this.y.label);
    }

    drawBands() {
        if (this.bands.length < 2) return;
        const { left, right, top, bottom } = this.area;
        this.bands.forEach((band, index) => {
            const from = Math.max(left, this.px(band.start)), to = Math.min(right, this.px(band.end));
            if (to <= from) return;
            // Over a heat map a surface would hide it: there an edge has to do.
            if (this.layer) svg('path', { d: `M${from} ${top}V${bottom}`, class: 'edge' }, this.svg);
            else svg('rect', { x: from, y: top, width: to - from, height: bottom - top, class: /burst|spike/.test(band.name) ? 'band strong' : index % 2 ? 'band' : 'band even' }, this.svg);
            if (to - from > band.name.length * 6.2) svg('text', { x: (from + to) / 2, y: top - 5, 'text-anchor': 'middle', class: 'band-name' }, this.svg, band.name);
        });
    }

    drawLimit(limit, parent) {
        const x = this.px(limit.x), y = this.py(limit.y);
        if (!Number.isFinite(y)) return;
        const group = svg('g', { class: `limit ${limit.className}` }, parent);
        svg('path', { d: `M${x - 14} ${y}H${x + 14}M${x} ${y}v-7`, class: 'line' }, group);
        svg('title', {}, group, limit.text);
    }

    drawSeries(series, parent) {
        const group = svg('g', { class: series.className }, parent);
        if (series.kind === 'dots') {
            for (let i = 0; i < series.x.length; i++) if (series.y[i] != null && this.isInside(series.x[i])) Plot.mark(series, this.px(series.x[i]), this.py(series.y[i]), group);
            return;
        }
        let path = '', isPen = false;
        for (let i = 0; i < series.x.length; i++) {
            if (series.y[i] == null || Number.isNaN(series.y[i])) {
                isPen = false;
                continue;
            }
            const x = this.px(series.x[i]).toFixed(1), y = this.py(series.y[i]).toFixed(1);
            path += !isPen ? `M${x} ${y}` : series.kind === 'steps' ? `H${x}V${y}` : `L${x} ${y}`;
            isPen = true;
        }
        if (this.layer) svg('path', { d: path || 'M0 0', class: 'casing' }, group);
        svg('path', { d: path || 'M0 0', class: 'line', 'data-series': series.key }, group);
        if (series.hasPoints || series.x.length === 1)
            for (let i = 0; i < series.x.length; i++) if (series.y[i] != null) svg('circle', { cx: this.px(series.x[i]), cy: this.py(series.y[i]), r: 3, class: 'dot' }, group);
    }

    isInside(value) {
        const position = this.x.forward(value), [left, right] = this.domain;
        return position >= left && position <= right;
    }

    // Shapes differ as well as colours.
    static mark(series, x, y, parent) {
        const d = { triangle: `M${x} ${y - 5}l5 8h-10z`, cross: `M${x - 4} ${y - 4}l8 8m0 -8l-8 8`, diamond: `M${x} ${y - 4.5}l4.5 4.5l-4.5 4.5l-4.5 -4.5z` }[series.shape];
        if (d) svg('path', { d, class: `dot ${series.shape}` }, parent);
        else svg('circle', { cx: x, cy: y, r: 2.2, class: 'dot' }, parent);
    }

    drawLanes(parent) {
        this.lanes.forEach((lane, index) => {
            const top = this.area.bottom + 4 + index * 16;
            svg('text', { x: this.area.left - 6, y: top + 10, 'text-anchor': 'end', class: 'lane-name' }, this.svg, lane.name);
            const group = svg('g', { class: lane.className }, parent);
            for (const mark of lane.marks) {
                const from = this.px(mark.start), to = this.px(mark.end);
                if (to >= this.area.left && from <= this.area.right)
                    svg('rect', { x: from, y: top, width: Math.max(1.5, to - from - 0.5), height: 12, opacity: mark.strength.toFixed(2) }, group);
            }
        });
    }

    drawCursor() {
        if (!this.over) return;
        this.over.replaceChildren();
        const cursor = this.link ? this.link.cursor : this.cursor;
        if (cursor == null || !this.isInside(cursor)) return;
        const x = this.px(cursor);
        svg('line', { x1: x, x2: x, y1: this.area.top, y2: this.height - 36, class: 'cursor' }, this.over);
        for (const series of this.series) {
            const index = this.nearest(series, cursor);
            if (series.isHidden || series.kind === 'dots' || index < 0 || series.y[index] == null) continue;
            svg('circle', { cx: this.px(series.x[index]), cy: this.py(series.y[index]), r: 3.5, class: 'dot' }, svg('g', { class: series.className }, this.over));
        }
    }

    // Index of the point at or next to a value of x; points are in order. A mark counts only near itself.
    nearest(series, value) {
        const { x } = series;
        let low = 0, high = x.length - 1;
        if (high < 0) return -1;
        while (low < high) {
            const middle = (low + high) >> 1;
            if (x[middle] < value) low = middle + 1; else high = middle;
        }
        if (low > 0 && Math.abs(this.x.forward(x[low - 1]) - this.x.forward(value)) < Math.abs(this.x.forward(x[low]) - this.x.forward(value))) low--;
        return series.kind === 'dots' && Math.abs(this.px(x[low]) - this.px(value)) > 6 ? -1 : low;
    }
}
