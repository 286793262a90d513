/** Which layers lost their neurons when: lines of a small chart for each criterion, or rows of shades where layers are many. */
sections.Shares = data => {
  const MOST_LINES = 6;
  const isMany = data.layers.length > MOST_LINES;
  const small = data.runs.map(run =>
    el("figure", {}, el("figcaption", {}, run.name), isMany ? shareRows(data, run) : shareLines(data, run)));
  const half = data.layers.map((name, l) => [name, ...data.runs.map(run => {
    const at = run.shares[l].findIndex(share => share >= 0.5);
    return at < 0 ? format.NONE : format.count(run.removed[at]);
  })]);
  return el("div", {},
    el("div", { class: "multiples" + (isMany ? " wide-ones" : "") }, small),
    isMany
      ? el("p", { class: "key cellkey" }, el("span", {}, el("span", { class: "ramp", "aria-hidden": "true" }), "of the layer gone, from none to all; from left to right as neurons go"))
      : el("p", { class: "key" }, "Faint to strong: from the first layer to the deepest."),
    readings("When half of a layer was gone", ["layer", ...data.runs.map(run => run.name)], half));
};

/** A line for each layer. */
function shareLines(data, run) {
  const names = data.layers;
  const depth = l => (names.length > 1 ? l / (names.length - 1) : 1);
  const colour = l => mixed(theme.colour("ramp-early-line"), theme.colour("ramp-late"), depth(l));
  const points = l => run.removed.map((x, j) => [x, run.shares[l][j]]);
  return chart(`Part of each layer that is gone, by ${run.name}`, () => ({
    xAxis: { type: "value", min: 0, max: data.neurons, name: "neurons removed", axisLabel: { formatter: format.tick } },
    yAxis: { type: "value", min: 0, max: 1, axisLabel: { formatter: format.shareTick } },
    tooltip: {
      formatter: hits => tip(`${format.count(hits[0].value[0])} removed`, hits.map(hit => [hit.marker, hit.seriesName, format.percent(hit.value[1], 0)])),
    },
    series: names.map((name, l) => ({
      name, type: "line", symbol: "none", emphasis: { disabled: true },
      lineStyle: { width: 2, color: colour(l), type: l % 2 ? [6, 3] : "solid" }, itemStyle: { color: colour(l) },
      data: points(l),
    })),
  }), 250, (drawn, area) => {
    const seen = names.map((name, l) => ({ name, points: pixels(drawn, points(l)) }));
    const places = labelPlaces(seen, area);
    return seen.map((line, l) => places[l] && nameTag(line.name, places[l], colour(l))).filter(tag => tag);
  });
}

/** A row of shades for each layer. */
function shareRows(data, run) {
  const end = Math.max(data.neurons, 1);
  const rows = data.layers.map((name, l) => {
    const steps = run.shares[l].length;
    const canvas = el("canvas", {
      width: steps, height: 1, role: "img", style: `width:${((100 * run.removed.at(-1)) / end).toFixed(1)}%`,
      "aria-label": `${name}: ${[0.25, 0.5, 0.75, 1].map(part => {
        const share = run.shares[l][Math.round(part * (steps - 1))];
        return `${format.percent(share, 0)} gone when ${format.count(run.removed[Math.round(part * (steps - 1))])} were removed`;
      }).join(", ")}`,
    });
    theme.picture(() => {
      const context = canvas.getContext("2d");
      const [none, early, late] = ["hair", "ramp-early-line", "ramp-late"].map(theme.colour);
      run.shares[l].forEach((share, j) => {
        context.fillStyle = share === 0 ? none : mixed(early, late, share);
        context.fillRect(j, 0, 1, 1);
      });
    });
    return [el("span", { class: "row-name", title: name }, "\u200e" + name), el("span", { class: "row-shade" }, canvas)];
  });
  return el("div", { class: "share-rows" }, rows.flat(),
    el("span", {}), el("span", { class: "row-ends" }, el("span", {}, "0"), el("span", {}, "neurons removed"), el("span", {}, format.count(end))));
}

/** Between two colours in hexadecimal. */
function mixed(one, other, part) {
  const parts = c => c.match(/[0-9a-f]{2}/gi).map(h => parseInt(h, 16));
  const [a, b] = [parts(one), parts(other)];
  return "#" + a.map((v, i) => Math.round(v + (b[i] - v) * part).toString(16).padStart(2, "0")).join("");
}
