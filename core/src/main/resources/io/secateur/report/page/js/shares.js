/** Which layers lost their neurons when: a small chart for each criterion, a line for each layer. */
sections.Shares = data => {
  const names = data.layers;
  const depth = l => (names.length > 1 ? l / (names.length - 1) : 1);
  const colour = l => mixed(theme.colour("ramp-early-line"), theme.colour("ramp-late"), depth(l));
  const small = data.runs.map(run => {
    const total = data.neurons;
    const points = l => run.removed.map((x, j) => [x, run.shares[l][j]]);
    const picture = chart(`Part of each layer that is gone, by ${run.name}`, () => ({
      xAxis: { type: "value", min: 0, max: total, name: "neurons removed", axisLabel: { formatter: format.tick } },
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
      const places = names.length <= 8 ? labelPlaces(seen, area) : [];
      return seen.map((line, l) => places[l] && nameTag(line.name, places[l], colour(l))).filter(tag => tag);
    });
    return el("figure", {}, el("figcaption", {}, run.name), picture);
  });
  return el("div", {}, el("div", { class: "multiples" }, small),
    el("p", { class: "key" }, "Faint to strong: from the first layer to the deepest."));
};

/** Between two colours in hexadecimal. */
function mixed(one, other, part) {
  const parts = c => c.match(/[0-9a-f]{2}/gi).map(h => parseInt(h, 16));
  const [a, b] = [parts(one), parts(other)];
  return "#" + a.map((v, i) => Math.round(v + (b[i] - v) * part).toString(16).padStart(2, "0")).join("");
}
