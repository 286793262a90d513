/** What there is to see of one neuron. */
function portrait(name, when, data) {
  const parts = [];
  if (data && data.surfaces.length) parts.push(surface(data.surfaces));
  if (data && data.histogram) parts.push(histogram(data.histogram));
  if (data && data.looks) parts.push(looks(data.looks));
  return el("div", { class: "portrait" },
    el("h4", {}, name, el("span", { class: "when" }, when)),
    parts.length ? el("div", { class: "parts" }, parts) : el("p", { class: "key" }, "Nothing more was measured of this neuron."));
}

/** E(α) of one gate, the others as they are. */
function surface(surfaces) {
  let isLog = true;
  const dashes = ["solid", [7, 4], [2, 3], [10, 3, 2, 3]];
  const picture = chart("The total error against the neuron's gain", () => {
    const positive = surfaces.flatMap(s => s.errors).filter(v => v > 0);
    const least = positive.length ? Math.min(...positive) : 1e-12;
    return {
      grid: { left: 6, right: 18, top: 26, bottom: 34, containLabel: true },
      xAxis: { type: "value", name: "gain α", min: surfaces[0].gains[0], max: surfaces[0].gains.at(-1) },
      yAxis: { type: isLog ? "log" : "value", scale: true, axisLabel: { formatter: format.tick } },
      tooltip: {
        formatter: hits => tip(`α = ${format.number(hits[0].value[0])}`, hits.map(hit => [hit.marker, hit.seriesName, format.number(hit.value[1])])),
      },
      series: surfaces.map((s, i) => ({
        name: s.name, type: "line", symbol: "none", emphasis: { disabled: true },
        lineStyle: { width: 2, color: theme.colour(`line-${i % 6}`), type: dashes[i % 4] },
        itemStyle: { color: theme.colour(`line-${i % 6}`) },
        data: s.gains.map((a, j) => [a, isLog && s.errors[j] !== null ? Math.max(s.errors[j], least) : s.errors[j]]),
        markLine: i ? undefined : {
          silent: true, symbol: "none", data: [{ xAxis: 1 }], lineStyle: { color: theme.colour("alarm"), width: 1.6, type: "solid" },
          label: { formatter: "α = 1", color: theme.colour("alarm"), position: "end", distance: 4, fontSize: 12, fontWeight: 600 },
        },
      })),
    };
  }, 250);
  const toggle = choice("Scale of the error surface", ["linear", "log"], 1, i => {
    isLog = i === 1;
    picture.draw();
  });
  const names = surfaces.length > 1
    ? el("p", { class: "key" }, surfaces.map((s, i) => el("span", { class: "sampled" }, svg("svg", { width: 26, height: 8, "aria-hidden": "true" },
        svg("line", { x1: 0, x2: 26, y1: 4, y2: 4, "stroke-width": 2, style: `stroke: var(--line-${i % 6})`, "stroke-dasharray": i % 4 ? dashes[i % 4].join(" ") : null })), s.name)))
    : null;
  return el("figure", { class: "wide" }, el("figcaption", {}, "Error surface E(α)", toggle), picture, names);
}

/** How a neuron's outputs are spread. */
function histogram(data) {
  const total = data.counts.reduce((a, b) => a + b, 0);
  const step = (data.most - data.least) / data.counts.length;
  const picture = chart("How often the neuron's output fell where", () => ({
    xAxis: {
      type: "category", data: data.counts.map((_, i) => format.tick(Number((data.least + step * (i + 0.5)).toPrecision(2)))),
      name: "output", axisTick: { show: false },
    },
    yAxis: { type: "value", axisLabel: { formatter: format.tick } },
    tooltip: {
      formatter: hits => tip(
        `${format.number(data.least + step * hits[0].dataIndex)} to ${format.number(data.least + step * (hits[0].dataIndex + 1))}`,
        [["", "samples", `${format.count(hits[0].value)}, ${format.percent(hits[0].value / total, 1)}`]]),
    },
    series: [{ type: "bar", barCategoryGap: "8%", itemStyle: { color: theme.colour("line-0") }, data: data.counts }],
  }), 250);
  return el("figure", {}, el("figcaption", {}, "Its outputs"), picture);
}

/** Ingoing weights as a picture; grey, or neither colour, is 0. */
function looks(data) {
  const most = Math.max(1e-30, ...data.weights.map(Math.abs));
  const canvas = el("canvas", { width: data.width, height: data.height, class: "looks", role: "img", "aria-label": "Ingoing weights as a picture" });
  const size = data.width * data.height;
  theme.picture(() => {
    const context = canvas.getContext("2d");
    const image = context.createImageData(data.width, data.height);
    const rgb = name => theme.colour(name).match(/[0-9a-f]{2}/gi).map(h => parseInt(h, 16));
    const [less, more, paper] = [rgb("line-1"), rgb("line-0"), rgb("card")];
    for (let p = 0; p < size; p++) {
      const part = data.weights[p] / most;
      const colour = data.channels === 3
        ? [0, 1, 2].map(c => 127.5 * (1 + data.weights[c * size + p] / most))
        : paper.map((v, c) => v + ((part < 0 ? less : more)[c] - v) * Math.abs(part));
      image.data.set([...colour, 255], 4 * p);
    }
    context.putImageData(image, 0, 0);
  });
  const sides = data.channels === 3 ? `grey is 0, full colour ${format.number(most)}` : `orange: down to −${format.number(most)}, blue: up to ${format.number(most)}`;
  return el("figure", {}, el("figcaption", {}, "What its weights look at"), canvas, el("p", { class: "key" }, sides));
}
