/** What there is to see of one neuron. */
function portrait(name, when, data) {
  const parts = [];
  if (data && data.surfaces.length) parts.push(surface(data.surfaces));
  if (data && data.histogram) parts.push(histogram(data.histogram));
  if (data && data.looks) parts.push(looks("What its weights look at", data.looks));
  const isFlat = data && data.answers && data.answers.most === 0;
  if (data && data.answers && !isFlat) parts.push(looks("What in the picture it answers to", data.answers, true));
  const missing = data && data.answers && !data.looks ? "Its weights read other neurons, not pixels: they are no picture." : "";
  const flat = isFlat ? "It gives the same for all samples, so nothing in the picture goes with its output." : "";
  const unmeasured = data && !data.surfaces.length
    ? `Its error surface was not measured, as all of them would take long; secateur surface … --neuron ${name} -o surface.svg draws it.` : "";
  return el("div", { class: "portrait" },
    el("h3", {}, name, el("span", { class: "when" }, when)),
    parts.length ? el("div", { class: `parts parts-${parts.length}` }, parts) : el("p", { class: "key" }, "Nothing more was measured of this neuron."),
    [missing, flat, unmeasured].filter(text => text).map(text => el("p", { class: "key" }, text)));
}

const SURFACE_DASHES = ["solid", [7, 4], [2, 3], [10, 3, 2, 3]];

/** Where the network is as it is. */
function redLine() {
  return {
    silent: true, symbol: "none", data: [{ xAxis: 1 }], lineStyle: { color: theme.colour("alarm"), width: 1.6, type: "solid" },
    label: { formatter: "α = 1", color: theme.colour("alarm"), position: "end", distance: 4, fontSize: 12, fontWeight: 600 },
  };
}

/** E(α) of some gates as a chart's options, with a red line where the network is as it is. */
function surfaceOptions(surfaces, isLog, names = true) {
  const vertical = scaleOf(surfaces.flatMap(s => s.errors), isLog);
  return {
    grid: { left: 6, right: 18, top: 26, bottom: 34, containLabel: true },
    xAxis: { type: "value", name: "gain α", min: surfaces[0].gains[0], max: surfaces[0].gains.at(-1) },
    yAxis: vertical.axis,
    tooltip: {
      formatter: hits => tip(`α = ${format.number(hits[0].value[0])}`,
        hits.map(hit => [hit.marker, names ? hit.seriesName : "total error", format.number(hit.value[2])])),
    },
    series: surfaces.map((s, i) => ({
      name: s.name, type: "line", symbol: "none", emphasis: { disabled: true },
      lineStyle: { width: 2, color: theme.colour(`line-${i % 6}`), type: SURFACE_DASHES[i % 4] },
      itemStyle: { color: theme.colour(`line-${i % 6}`) },
      data: s.gains.map((a, j) => [a, vertical.at(s.errors[j]), s.errors[j]]),
      markLine: i ? undefined : redLine(),
    })),
  };
}

/** E(α) of one gate, the others as they are. */
function surface(surfaces) {
  let isLog = false;
  const picture = chart("The total error against the neuron's gain", () => surfaceOptions(surfaces, isLog), 250);
  const toggle = choice("Scale of the error surface", ["linear", "log"], 0, i => {
    isLog = i === 1;
    picture.draw();
  });
  const names = surfaces.length > 1
    ? el("p", { class: "key" }, surfaces.map((s, i) => el("span", { class: "sampled" }, svg("svg", { width: 26, height: 8, "aria-hidden": "true" },
        svg("line", { x1: 0, x2: 26, y1: 4, y2: 4, "stroke-width": 2, style: `stroke: var(--line-${i % 6})`, "stroke-dasharray": i % 4 ? SURFACE_DASHES[i % 4].join(" ") : null })), s.name)))
    : null;
  return el("figure", { class: "wide" }, el("figcaption", {}, "Error surface E(α)", toggle), picture, names);
}

/** How a neuron's outputs are spread; the axis is that of its layer, so that neurons can be compared. */
function histogram(data) {
  const total = data.counts.reduce((a, b) => a + b, 0);
  const step = (data.most - data.least) / data.counts.length;
  const steps = data.counts.map((count, i) => [data.least + step * i, count]);
  const picture = chart("How often the neuron's output fell where", () => ({
    xAxis: { type: "value", min: data.least, max: data.most, name: "output", splitNumber: 4,
      axisLabel: { formatter: x => format.tick(Math.abs(x) < 1e-4 * (data.most - data.least) ? 0 : Number(x.toPrecision(3))), showMaxLabel: false } },
    yAxis: { type: "value", axisLabel: { formatter: format.shareTick }, splitNumber: 4 },
    tooltip: {
      formatter: hits => {
        const i = Math.min(hits[0].dataIndex, data.counts.length - 1);
        return tip(`${format.number(data.least + step * i)} to ${format.number(data.least + step * (i + 1))}`,
          [["", "of its outputs", format.percent(data.counts[i] / total, 1)]]);
      },
    },
    series: [{
      type: "line", step: "end", symbol: "none", emphasis: { disabled: true }, lineStyle: { width: 1.2, color: theme.colour("line-0") },
      areaStyle: { color: theme.colour("line-0"), opacity: 0.35 }, itemStyle: { color: theme.colour("line-0") },
      data: [...steps, [data.most, data.counts.at(-1)]].map(([x, count]) => [x, count / total]),
    }],
  }), 250);
  return el("figure", {}, el("figcaption", {}, "Its outputs"), picture);
}

/** Numbers as a picture; grey, or neither colour, is 0. */
function looks(title, data, isCorrelation = false) {
  const parts = Int8Array.from(atob(data.parts), c => c.charCodeAt(0));
  const canvas = el("canvas", { width: data.width, height: data.height, class: "looks", role: "img", "aria-label": title });
  const size = data.width * data.height;
  theme.picture(() => {
    const context = canvas.getContext("2d");
    const image = context.createImageData(data.width, data.height);
    const rgb = name => theme.colour(name).match(/[0-9a-f]{2}/gi).map(h => parseInt(h, 16));
    const [less, more, paper] = [rgb("line-1"), rgb("line-0"), rgb("card")];
    for (let p = 0; p < size; p++) {
      const part = parts[p] / 127;
      const colour = data.channels === 3
        ? [0, 1, 2].map(c => 127.5 * (1 + parts[c * size + p] / 127))
        : paper.map((v, c) => v + ((part < 0 ? less : more)[c] - v) * Math.abs(part));
      image.data.set([...colour, 255], 4 * p);
    }
    context.putImageData(image, 0, 0);
  });
  const most = format.number(Number(data.most.toPrecision(2)));
  const sides = data.channels === 3 ? `each colour channel by itself: grey is 0, full colour ${most}` : `orange: down to −${most}, blue: up to ${most}`;
  const what = isCorrelation ? "The correlation of each pixel with its output over the samples; " : "";
  return el("figure", {}, el("figcaption", {}, title), canvas, el("p", { class: "key" }, what + sides + "."));
}
