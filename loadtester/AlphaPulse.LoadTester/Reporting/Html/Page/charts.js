const latencyNames = { write: 'write', lag: 'lag', response: 'response', delivery: 'delivery', hiccup: 'hiccup (feedsim)', controlHiccup: 'hiccup (idle process)' };
const timeAxis = () => new Axis('time', 'time since the start of the measurement', Format.clock);
const latencyAxis = label => new Axis('log', label, Format.roundNs);

// The curve ends at the maximum, where the last sample is: 100 % has no place on a scale of nines.
function curve(latency) {
    const points = latency ? latency.points : [];
    return { x: points.map(([percentile]) => Math.min(percentile, 100 * (1 - 0.5 / latency.total))), y: points.map(point => point[1]) };
}

// The charts of one run. All that have time below them share zoom and cursor.
class RunCharts {
    constructor(run) {
        this.run = run;
        this.link = { plots: [], zoom: null, cursor: null };
        const { intervals } = run;
        this.middles = intervals.at.map((end, index) => (end + this.startOf(index)) / 2);
        this.lengths = intervals.at.map((end, index) => end - this.startOf(index));
        this.domain = [Math.min(0, this.startOf(0)), Math.max(0, ...intervals.at.slice(-1), ...(run.heat ? run.heat.ends.slice(-1) : []))];
    }

    startOf(index) {
        return index === 0 ? (this.run.heat ? this.run.heat.start : 0) : this.run.intervals.at[index - 1];
    }

    draw(figure) {
        const kind = figure.dataset.chart;
        this[kind](figure);
    }

    percentiles(figure) {
        const series = Object.keys(latencyNames).filter(key => this.run.percentiles[key]).map(key => {
            return { key, name: latencyNames[key], className: `series-${key}`, kind: 'line', ...curve(this.run.percentiles[key]), format: Format.ns };
        });
        const limits = this.run.limits.map(limit => ({ x: limit.percentile, y: limit.ns, className: `series-${limit.series} ${limit.isMet === false ? 'missed' : ''}`, text: limit.text }));
        new Plot(figure, { x: new Axis('nines', 'percentile', String), y: latencyAxis('latency'), series, limits, xName: Format.percentile, height: 380 });
    }

    heat(figure) {
        const keys = Object.keys(latencyNames).filter(key => this.run.heat.series[key].some(column => column.length > 1));
        const choice = figure.querySelector('.choice');
        const show = key => {
            for (const button of choice.children) button.setAttribute('aria-pressed', String(button.dataset.key === key));
            this.link.plots = this.link.plots.filter(plot => plot.figure !== figure);
            this.heatOf(figure, key);
        };
        for (const key of keys) {
            const button = html('button', `key series-${key}`, choice, latencyNames[key]);
            button.type = 'button';
            button.dataset.key = key;
            button.addEventListener('click', () => show(key));
        }
        if (keys.length > 0) show(keys[0]);
    }

    heatOf(figure, key) {
        const { run } = this, { intervals } = run, layer = new HeatLayer(run.heat, run.heat.series[key]);
        const columns = run.heat.ends.map((end, index) => (end + layer.start(index)) / 2);
        const line = (name, share) => ({ key: name, name, className: `heat-${name.toLowerCase()}`, kind: 'line', x: columns, y: layer.percentile(share), format: Format.ns });
        const exact = (name, y) => ({ key: name, name, className: `heat-${name.toLowerCase()}`, kind: 'line', x: this.middles, y, format: Format.ns });
        // The longest of each of thousands of intervals is a surface, not a line.
        const series = key === 'write' ? [exact('P50', intervals.writeP50), exact('P99', intervals.writeP99), { ...exact('Max', intervals.writeMax), isHidden: this.middles.length > 600 }]
            : key === 'delivery' ? [exact('P50', intervals.deliveryP50), exact('P99', intervals.deliveryP99)]
            : [line('P50', 0.5), line('P99', 0.99)];
        const mark = (name, shape, y, format, texts) => {
            const at = y.map((value, index) => (value > 0 ? index : -1)).filter(index => index >= 0);
            // Where every one of hundreds of intervals has one, the marks would cover the map.
            if (at.length > 0) series.push({ key: name, name, shape, kind: 'dots', isHidden: at.length > 150, className: `mark-${shape}`, x: at.map(index => this.middles[index]), y: at.map(index => y[index]), texts: texts && at.map(texts), format });
        };
        mark('GC pauses', 'triangle', intervals.gcPause.map(ms => ms * 1e6), Format.ns, index => `GC pause, ${intervals.gcCount[index]} ${intervals.gcCount[index] === 1 ? 'collection' : 'collections'}`);
        if (key !== 'hiccup') mark('longest hiccup', 'diamond', intervals.hiccup, Format.ns);
        if (key === 'write' && run.outliers.length > 0) {
            const worst = [...run.outliers].filter(outlier => outlier.kind === 'write').sort((a, b) => a.at - b.at);
            if (worst.length > 0) series.push({ key: 'outliers', name: 'worst outliers', shape: 'cross', kind: 'dots', className: 'mark-cross', x: worst.map(each => each.at), y: worst.map(each => each.ns), texts: worst.map(each => `outlier: ${each.cause}`), format: Format.ns });
        }
        new Plot(figure, { x: timeAxis(), y: latencyAxis(`${latencyNames[key]} latency`), series, layer, bands: run.phases, lanes: this.lanes(), link: this.link, domain: this.domain, height: 400 });
    }

    lanes() {
        const { intervals } = this.run;
        const lane = (name, className, values, text) => {
            const most = Math.max(0, ...values);
            return { name, className, marks: most === 0 ? [] : values.map((value, index) => ({ value, start: this.startOf(index), end: intervals.at[index], strength: 0.25 + 0.75 * Math.log1p(value) / Math.log1p(most), text: text(index) })).filter(each => each.value > 0) };
        };
        return [
            lane('GC', 'lane-gc', intervals.gcCount, index => `${intervals.gcCount[index]} in ${Format.ns(intervals.gcPause[index] * 1e6)}`),
            lane('faults', 'lane-faults', intervals.minor.map((minor, index) => minor + 100 * intervals.major[index]), index => `${Format.count(intervals.minor[index])} minor, ${Format.count(intervals.major[index])} major`),
        ].filter(each => each.marks.length > 0);
    }

    // Over time: one value an interval.
    over(figure, label, format, series, more = {}) {
        new Plot(figure, {
            x: timeAxis(), y: new Axis('linear', label, format), link: this.link, domain: this.domain, bands: this.run.phases, isZeroBased: true, height: 240, ...more,
            series: series.map(each => ({ kind: 'line', x: this.middles, ...each })),
        });
    }

    perSecond(counts) {
        return counts.map((count, index) => (count == null || this.lengths[index] <= 0 ? null : count / this.lengths[index]));
    }

    rates(figure) {
        const { intervals } = this.run, format = value => `${Format.count(value)}/s`;
        this.over(figure, 'updates per second', Format.short, [
            { key: 'trades', name: 'trades', className: 'rate-trades', y: this.perSecond(intervals.trades), format },
            { key: 'updates', name: 'order-book updates', className: 'rate-updates', y: this.perSecond(intervals.updates), format },
            { key: 'due-trades', name: 'trades scheduled', className: 'rate-trades due', y: this.perSecond(intervals.dueTrades), format },
            { key: 'due-updates', name: 'updates scheduled', className: 'rate-updates due', y: this.perSecond(intervals.dueUpdates), format },
        ].filter(series => series.y.some(value => value > 0)));
    }

    achievement(figure) {
        const { intervals } = this.run, share = (actual, due) => actual.map((count, index) => (due[index] > 0 ? 100 * count / due[index] : null));
        this.over(figure, '% of what was due', String, [
            { key: 'tps', name: 'trades', className: 'rate-trades', y: share(intervals.trades, intervals.dueTrades), format: Format.percent },
            { key: 'ops', name: 'order-book updates', className: 'rate-updates', y: share(intervals.updates, intervals.dueUpdates), format: Format.percent },
        ].filter(series => series.y.some(value => value !== null)), { height: 200 });
    }

    byRate(figure, y, series) {
        const { breakpoint } = this.run, rates = breakpoint.map(each => each.rate);
        new Plot(figure, {
            x: new Axis('log', 'updates per second', Format.short), y, xName: value => `${Format.count(value)}/s`, height: 280, isZeroBased: y.kind === 'linear',
            series: series.map(each => ({ kind: 'line', x: rates, hasPoints: true, ...each })),
        });
    }

    breakpoint(figure) {
        const of = (key, name, className) => ({ key, name, className, y: this.run.breakpoint.map(each => each[key]), format: Format.ns });
        const broken = this.run.breakpoint.filter(each => each.hasBroken && each.p99 > 0);
        const marks = broken.length === 0 ? [] : [{ key: 'broken', name: 'an objective broke', kind: 'dots', shape: 'cross', className: 'mark-cross', x: broken.map(each => each.rate), y: broken.map(each => each.p99), format: () => '' }];
        this.byRate(figure, latencyAxis('latency'), [of('p50', 'write P50', 'run-0'), of('p99', 'write P99', 'run-1'), of('p999', 'write P99.9', 'run-3'), of('response', 'response P99', 'series-response'), ...marks]);
    }

    breakpointCpu(figure) {
        this.byRate(figure, new Axis('linear', '% of the machine', Format.short), [{ key: 'cpu', name: 'processor', className: 'run-0', y: this.run.breakpoint.map(each => each.cpu), format: Format.percent }]);
    }

    cpu(figure) {
        const { intervals } = this.run;
        this.over(figure, '% of a core', Format.short, intervals.processes.map((process, index) => ({ key: process.name, name: process.name, className: `process-${index % 6}`, y: process.cpu, format: Format.percent })));
    }

    memory(figure) {
        const { intervals } = this.run;
        this.over(figure, 'MB', Format.short, [
            ...intervals.processes.map((process, index) => ({ key: process.name, name: `${process.name}, private`, className: `process-${index % 6}`, y: process.memory, format: Format.mb })),
            { key: 'all', name: 'all, rings included', className: 'process-all', y: intervals.memory, format: Format.mb },
        ]);
    }
}

// Several runs in one chart, a latency at a time.
function compareCharts(runs, figure) {
    const isOverTime = figure.dataset.chart === 'compareTime', choice = figure.querySelector('.choice');
    const keys = isOverTime ? ['write', 'delivery'] : Object.keys(latencyNames).filter(key => runs.some(run => run.percentiles[key]));
    const show = key => {
        for (const button of choice.children) button.setAttribute('aria-pressed', String(button.dataset.key === key));
        const series = runs.map((run, index) => {
            const points = isOverTime ? { x: new RunCharts(run).middles, y: run.intervals[`${key}P99`] } : curve(run.percentiles[key]);
            return { key: run.name, name: run.name, className: `run-${index % 8}`, kind: 'line', format: Format.ns, ...points };
        }).filter(each => each.x.length > 0);
        new Plot(figure, isOverTime
            ? { x: timeAxis(), y: latencyAxis(`${key} P99`), series, height: 280 }
            : { x: new Axis('nines', 'percentile', String), y: latencyAxis(`${latencyNames[key]} latency`), series, xName: Format.percentile, height: 380 });
    };
    for (const key of keys) {
        const button = html('button', 'key', choice, latencyNames[key]);
        button.type = 'button';
        button.dataset.key = key;
        button.addEventListener('click', () => show(key));
    }
    if (keys.length > 0) show(keys[0]);
}
