// Pointer and keyboard of one plot: values under the cursor, a dragged range to zoom into, reset.
class Interaction {
    constructor(plot) {
        this.plot = plot;
        this.from = null;
        const body = plot.body;
        body.addEventListener('pointermove', event => this.move(event));
        body.addEventListener('pointerdown', event => this.down(event));
        body.addEventListener('pointerup', event => this.up(event));
        body.addEventListener('pointercancel', () => this.cancel());
        body.addEventListener('pointerleave', () => { if (this.from === null) this.hide(); });
        body.addEventListener('dblclick', () => plot.zoomTo(null));
        body.addEventListener('blur', () => this.hide());
        body.addEventListener('keydown', event => this.key(event));
        plot.figure.querySelector('.reset').addEventListener('click', () => plot.zoomTo(null));
    }

    place(event) {
        const box = this.plot.svg.getBoundingClientRect(), scale = this.plot.width / box.width;
        return { x: (event.clientX - box.left) * scale, y: (event.clientY - box.top) * scale };
    }

    share(x) {
        const { left, right } = this.plot.area;
        return Math.min(1, Math.max(0, (x - left) / (right - left)));
    }

    move(event) {
        const { x, y } = this.place(event);
        if (this.from !== null) this.select(x);
        this.show(this.plot.x.at(this.share(x)), x, y);
    }

    down(event) {
        if (event.button !== 0) return;
        this.from = this.place(event).x;
        this.plot.body.setPointerCapture(event.pointerId);
    }

    up(event) {
        const from = this.from, to = this.place(event).x;
        this.from = null;
        this.plot.svg.querySelector('.selection')?.remove();
        if (from === null || Math.abs(to - from) < 6) return;
        const [low, high] = this.plot.domain, shares = [this.share(from), this.share(to)].sort((a, b) => a - b);
        this.plot.zoomTo(shares.map(share => low + share * (high - low)));
    }

    cancel() {
        this.from = null;
        this.plot.svg.querySelector('.selection')?.remove();
        this.hide();
    }

    select(to) {
        const { left, right, top, bottom } = this.plot.area;
        this.plot.svg.querySelector('.selection')?.remove();
        const from = Math.max(left, Math.min(this.from, to)), end = Math.min(right, Math.max(this.from, to));
        svg('rect', { x: from, y: top, width: Math.max(0, end - from), height: bottom - top, class: 'selection' }, this.plot.svg);
    }

    key(event) {
        const { plot } = this, [low, high] = plot.domain;
        const cursor = plot.link ? plot.link.cursor : plot.cursor;
        const middle = cursor == null ? (low + high) / 2 : plot.x.forward(cursor), step = (high - low) / (event.shiftKey ? 10 : 100);
        const show = position => this.show(plot.x.backward(Math.min(high, Math.max(low, position))), null, null);
        switch (event.key) {
            case 'ArrowLeft': show(middle - step); break;
            case 'ArrowRight': show(middle + step); break;
            case 'Home': show(low); break;
            case 'End': show(high); break;
            case '+': case '=': plot.zoomTo([middle - (middle - low) / 2, middle + (high - middle) / 2]); show(middle); break;
            case '-': plot.zoomTo([middle - (middle - low) * 2, middle + (high - middle) * 2]); show(middle); break;
            case '0': case 'Escape': plot.zoomTo(null); this.hide(); break;
            default: return;
        }
        event.preventDefault();
    }

    show(value, x, y) {
        const { plot } = this;
        if (plot.link) plot.link.cursor = value; else plot.cursor = value;
        for (const each of plot.link ? plot.link.plots : [plot]) {
            each.drawCursor();
            if (each !== plot) each.tip.hidden = true;
        }
        const lines = [];
        for (const series of plot.series) {
            const index = series.isHidden ? -1 : plot.nearest(series, value);
            if (index >= 0 && series.y[index] != null && !Number.isNaN(series.y[index]))
                lines.push({ className: series.className, name: series.texts ? series.texts[index] : series.name, text: (series.format || plot.y.format)(series.y[index]) });
        }
        if (plot.layer) lines.push(...plot.layer.lines(value, y === null ? null : plot.y.at((plot.area.bottom - y) / (plot.area.bottom - plot.area.top))));
        for (const lane of plot.lanes) {
            const mark = lane.marks.find(each => value >= each.start && value <= each.end);
            if (mark) lines.push({ className: lane.className, name: lane.name, text: mark.text });
        }
        const heading = plot.xName(value);
        plot.tip.replaceChildren(html('b', '', null, heading));
        for (const line of lines) {
            const row = html('div', line.className, plot.tip);
            html('i', '', row);
            html('span', '', row, line.name);
            html('em', '', row, line.text);
        }
        plot.tip.hidden = false;
        if (x === null) plot.live.textContent = `${heading}: ${lines.map(line => `${line.name} ${line.text}`).join(', ')}`;
        this.position(x === null ? plot.px(value) : x, y === null ? plot.area.top : y);
    }

    position(x, y) {
        const { tip, body, width } = this.plot, scale = body.clientWidth / width, left = x * scale;
        const isRight = left > body.clientWidth / 2;
        tip.style.left = isRight ? '' : `${Math.min(left + 14, body.clientWidth - tip.offsetWidth)}px`;
        tip.style.right = isRight ? `${Math.min(body.clientWidth - left + 14, body.clientWidth - tip.offsetWidth)}px` : '';
        tip.style.top = `${Math.max(0, Math.min(y * scale - 10, body.clientHeight - tip.offsetHeight))}px`;
    }

    hide() {
        const { plot } = this;
        if (plot.link) plot.link.cursor = null; else plot.cursor = null;
        for (const each of plot.link ? plot.link.plots : [plot]) {
            each.tip.hidden = true;
            each.drawCursor();
        }
    }
}
