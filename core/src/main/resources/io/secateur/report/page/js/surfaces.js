/** The error against the gate of the neuron that goes next, a line for every so many removals. */
sections.Surfaces = data => {
  const state = { run: 0, log: true };
  const all = () => data.runs[state.run].lines;
  const colour = i => mixed(theme.colour("ramp-early-line"), theme.colour("ramp-late"), all().length > 1 ? i / (all().length - 1) : 1);
  const dash = i => (i % 2 ? [6, 3] : "solid");
  const named = line => `${format.count(line.removed)} gone, then ${line.neuron}`;

  const picture = chart("", () => {
    const positive = all().flatMap(line => line.errors).filter(v => v > 0);
    const least = positive.length ? Math.min(...positive) : 1e-12;
    return {
      grid: { left: 6, right: 18, top: 26, bottom: 34, containLabel: true },
      xAxis: { type: "value", name: "gain α", min: data.gains[0], max: data.gains.at(-1), axisLabel: { formatter: format.tick } },
      yAxis: { type: state.log ? "log" : "value", scale: state.log, axisLabel: { formatter: format.tick } },
      tooltip: {
        formatter: hits => tip(`α = ${format.number(hits[0].value[0])}`, hits.map(hit => [hit.marker, hit.seriesName, format.number(hit.value[1])])),
      },
      series: all().map((line, i) => ({
        name: named(line), type: "line", symbol: "none", emphasis: { disabled: true },
        lineStyle: { width: 2, color: colour(i), type: dash(i) }, itemStyle: { color: colour(i) },
        data: data.gains.map((a, j) => [a, state.log && line.errors[j] !== null ? Math.max(line.errors[j], least) : line.errors[j]]),
        markLine: i ? undefined : {
          silent: true, symbol: "none", data: [{ xAxis: 1 }], lineStyle: { color: theme.colour("alarm"), width: 1.6, type: "solid" },
          label: { formatter: "α = 1", color: theme.colour("alarm"), position: "end", distance: 4, fontSize: 12, fontWeight: 600 },
        },
      })),
    };
  }, 380);

  const heading = el("p", { class: "measure" });
  const names = el("p", { class: "key" });
  const numbers = el("div", {});

  function describe() {
    heading.textContent = `Total error (${data.error})${state.log ? ", logarithmic" : ""}, by ${data.runs[state.run].name}`;
    picture.setAttribute("aria-label", `Lines: the total error against a neuron's gain, for the ${all().length} neurons of ${data.runs[state.run].name}.`);
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
    picture.draw();
  }

  theme.picture(describe);
  return el("div", {},
    el("div", { class: "controls" },
      data.runs.length > 1 ? choice("Criterion", data.runs.map(run => run.name), 0, i => change(() => (state.run = i))) : null,
      choice("Scale of the surfaces", ["linear", "log"], 1, i => change(() => (state.log = i === 1)))),
    heading, picture, names, numbers);
};
