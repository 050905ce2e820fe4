function save(name, text) {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

const report = JSON.parse(document.getElementById('data').textContent);
const charts = report.runs.map(run => new RunCharts(run));

for (const figure of document.querySelectorAll('figure[data-chart]')) {
    if (figure.dataset.chart.startsWith('compare')) compareCharts(report.runs, figure);
    else charts[Number(figure.dataset.run)].draw(figure);
}

for (const button of document.querySelectorAll('button[data-save]')) {
    button.addEventListener('click', () => {
        const run = report.runs[Number(button.dataset.run)], key = button.dataset.save;
        save(`${run.file}${key === 'hlog' ? '.hlog' : `-${key}.hgrm`}`, key === 'hlog' ? run.hlog : run.percentiles[key].hgrm);
    });
}

// A canvas does not follow the colours of the page by itself.
function redraw() {
    for (const plot of Plot.all) if (plot.body.isConnected) plot.draw();
}
Theme.dark.addEventListener('change', redraw);
Theme.print.addEventListener('change', redraw);
addEventListener('beforeprint', () => {
    Theme.isPrinting = true;
    for (const details of document.querySelectorAll('details')) details.open = true;
    redraw();
});
addEventListener('afterprint', () => {
    Theme.isPrinting = false;
    redraw();
});
document.documentElement.classList.add('ready');
