/** Error and accuracy against removed neurons. */
sections.Curves = data => {
  const state = { accuracy: false, log: false, hidden: new Set() };
  const hasAccuracy = data.lines.some(line => line.accuracy);
  const seeds = Math.max(...data.lines.map(line => line.seeds));
  const of = line => (state.accuracy ? line.accuracy : line.error);
  const shown = () => data.lines.filter(line => of(line) && !state.hidden.has(line.name));
  const isLog = () => state.log && !state.accuracy;
  const word = () => (state.accuracy ? "accuracy" : `total error (${data.error})`);

  const scale = () => scaleOf(shown().flatMap(line => [...of(line).low, ...of(line).high]), isLog());
  const points = (line, values, { at }) => line.removed.map((x, j) => [x, at(values[j])]);

  function options() {
    const vertical = scale();
    return {
      xAxis: { type: "value", min: 0, max: data.neurons, name: "neurons removed", axisLabel: { formatter: format.tick } },
      yAxis: state.accuracy
        ? { type: "value", scale: true, max: 1, axisLabel: { formatter: format.shareTick } }
        : { ...vertical.axis, scale: false },
      tooltip: { formatter: told },
      series: shown().map(line => ({
        name: line.name, type: "line", symbol: "none", emphasis: { disabled: true },
        lineStyle: { width: 2.2, color: lines.colour(line.name), type: lines.dash(line.name).length ? lines.dash(line.name) : "solid" },
        itemStyle: { color: lines.colour(line.name) },
        data: points(line, of(line).mid, vertical),
      })),
    };
  }

  /** Bands under the lines, and the lines' names. */
  function over(drawn, area) {
    const vertical = scale();
    const seen = shown().map(line => ({ name: line.name, line, points: pixels(drawn, points(line, of(line).mid, vertical)) }));
    const bands = shown().filter(line => line.seeds > 1).map(line => ({
      type: "polygon", silent: true, z: 1,
      shape: { points: [...pixels(drawn, points(line, of(line).high, vertical)), ...pixels(drawn, points(line, of(line).low, vertical)).reverse()] },
      style: { fill: lines.colour(line.name), opacity: 0.17 },
    }));
    const places = area.width > 480 ? labelPlaces(seen, area) : [];
    return [...bands, ...seen.map((line, i) => places[i] && nameTag(line.name, places[i], lines.colour(line.name))).filter(tag => tag)];
  }

  const written = v => (state.accuracy ? format.percent(v) : format.number(v));

  function told(hits) {
    const x = hits[0].value[0];
    const rows = shown().map(line => {
      const at = line.removed.indexOf(x);
      if (at < 0) return null;
      const { low, mid, high } = of(line);
      const band = line.seeds > 1 ? `  (${written(low[at])} to ${written(high[at])})` : "";
      return [lines.sample(line.name).outerHTML, line.name, written(mid[at]) + band];
    });
    return tip(`${format.count(x)} of ${format.count(data.neurons)} removed, ${format.percent(x / data.neurons, 0)}`, rows.filter(row => row));
  }

  const heading = el("p", { class: "measure" });
  const picture = chart("", options, 360, over);
  const numbers = el("div", {});
  const scales = choice("Scale", ["linear", "log"], 0, i => change(() => (state.log = i === 1)));

  function change(act) {
    act();
    scales.hidden = state.accuracy;
    describe();
    picture.draw();
  }

  function describe() {
    heading.textContent = word()[0].toUpperCase() + word().slice(1) + (isLog() ? ", logarithmic" : "");
    picture.setAttribute("aria-label", `Lines: ${word()} against removed neurons, for ${shown().map(line => line.name).join(", ")}.`);
    const rows = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1].map(part => {
      const x = Math.round(part * data.neurons);
      return [`${format.count(x)} (${format.percent(part, 0)})`, ...shown().map(line => {
        const at = line.removed.indexOf(x);
        return at < 0 ? format.NONE : written(of(line).mid[at]);
      })];
    });
    numbers.replaceChildren(readings("The numbers", ["removed", ...shown().map(line => line.name)], rows));
  }

  const legend = el("div", { class: "legend", role: "group", "aria-label": "Lines" }, data.lines.map(line => {
    const button = el("button", {
      type: "button", "aria-pressed": "true",
      onclick: () => change(() => {
        if (!state.hidden.delete(line.name)) state.hidden.add(line.name);
        button.setAttribute("aria-pressed", String(!state.hidden.has(line.name)));
      }),
    }, lines.sample(line.name), line.name);
    return button;
  }));

  describe();
  return el("div", {},
    el("div", { class: "controls" },
      hasAccuracy ? choice("Measure", ["error", "accuracy"], 0, i => change(() => (state.accuracy = i === 1))) : null,
      scales, legend),
    heading, picture,
    seeds > 1 ? el("p", { class: "key" }, `Lines: median of ${seeds} seeds. Bands: from the least to the most.`) : null,
    numbers);
};
