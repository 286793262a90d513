/** The error against the gate of the neuron that goes next: a line for every so many removals, or a chart for each. */
sections.Surfaces = data => {
  const state = { run: 0, log: true, apart: false };
  const all = () => data.runs[state.run].lines;
  const colour = i => mixed(theme.colour("ramp-early-line"), theme.colour("ramp-late"), all().length > 1 ? i / (all().length - 1) : 1);
  const dash = i => (i % 2 ? [6, 3] : "solid");
  const named = line => `${format.count(line.removed)} gone, then ${line.neuron}`;

  function together() {
    const vertical = scaleOf(all().flatMap(line => line.errors), state.log);
    return {
      grid: { left: 6, right: 18, top: 26, bottom: 34, containLabel: true },
      xAxis: { type: "value", name: "gain α", min: data.gains[0], max: data.gains.at(-1), axisLabel: { formatter: format.tick } },
      yAxis: vertical.axis,
      tooltip: {
        formatter: hits => tip(`α = ${format.number(hits[0].value[0])}`, hits.map(hit => [hit.marker, hit.seriesName, format.number(hit.value[2])])),
      },
      series: all().map((line, i) => ({
        name: named(line), type: "line", symbol: "none", emphasis: { disabled: true },
        lineStyle: { width: 2, color: colour(i), type: dash(i) }, itemStyle: { color: colour(i) },
        data: data.gains.map((a, j) => [a, vertical.at(line.errors[j]), line.errors[j]]),
        markLine: i ? undefined : redLine(),
      })),
    };
  }

  const heading = el("p", { class: "measure" });
  const pictures = el("div", {});
  const names = el("p", { class: "key" });
  const numbers = el("div", {});

  function draw() {
    const one = line => chart(`The total error against the gain of ${line.neuron}, ${line.removed} gone before`,
      () => surfaceOptions([{ name: named(line), gains: data.gains, errors: line.errors }], state.log, false), 200);
    pictures.replaceChildren(state.apart
      ? el("div", { class: "multiples" }, all().map(line => el("figure", {}, el("figcaption", {}, named(line)), one(line))))
      : chart(`Lines: the total error against a neuron's gain, for the ${all().length} neurons of ${data.runs[state.run].name}.`, together, 380));
    names.hidden = state.apart;
  }

  function describe() {
    heading.textContent = `Total error (${data.error})${state.log ? ", logarithmic" : ""}, by ${data.runs[state.run].name}`;
    names.replaceChildren(...all().map((line, i) => el("span", { class: "sampled" },
      svg("svg", { width: 26, height: 8, "aria-hidden": "true" },
        svg("line", { x1: 0, x2: 26, y1: 4, y2: 4, "stroke-width": 2, style: `stroke: ${colour(i)}`, "stroke-dasharray": i % 2 ? "6 3" : null })),
      named(line))));
    const at = a => data.gains.reduce((best, g, j) => (Math.abs(g - a) < Math.abs(data.gains[best] - a) ? j : best), 0);
    numbers.replaceChildren(readings("The numbers", ["neuron", "α = 0", "α = 1", "α = 2", "α = 10", "least", "there α ="],
      all().map(line => {
        const known = line.errors.map(v => (v === null ? Infinity : v));
        const best = known.indexOf(Math.min(...known));
        return [named(line), ...[0, 1, 2, 10].map(a => format.number(line.errors[at(a)])), format.number(line.errors[best]), format.number(data.gains[best])];
      })));
  }

  function change(act) {
    act();
    describe();
    draw();
  }

  theme.picture(describe);
  draw();
  return el("div", {},
    el("div", { class: "controls" },
      data.runs.length > 1 ? choice("Criterion", data.runs.map(run => run.name), 0, i => change(() => (state.run = i))) : null,
      choice("View of the surfaces", ["together", "one by one"], 0, i => change(() => (state.apart = i === 1))),
      choice("Scale of the surfaces", ["linear", "log"], 1, i => change(() => (state.log = i === 1)))),
    heading, pictures, names, numbers);
};
