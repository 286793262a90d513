/** How neurons depend on each other: a map of all pairs, and the groups that were found. */
sections.Pairs = data => {
  const n = data.neurons.length;
  const numbers = data.interactions.flatMap((row, i) => row.filter((v, j) => i !== j && v !== null).map(Math.abs));
  const most = numbers.reduce((a, b) => Math.max(a, b), 1e-30);
  const map = pairMap(data, most);
  const strongest = data.interactions
    .flatMap((row, i) => row.slice(0, i).map((v, j) => [i, j, v]))
    .filter(([, , v]) => v !== null)
    .sort((a, b) => Math.abs(b[2]) - Math.abs(a[2]))
    .slice(0, 12)
    .map(([i, j, v]) => [`${data.neurons[j]} with ${data.neurons[i]}`, format.number(v), v < 0 ? "cancel each other" : "stand in for each other"]);
  return el("div", {},
    el("div", { class: "pairs" },
      el("div", {}, map.node, map.told, el("p", { class: "key" },
        el("span", { class: "swatch more" }), "blue: stand in for each other, up to ", format.number(most), ". ",
        el("span", { class: "swatch less" }), "orange: cancel each other. Shades by the square root.")),
      el("div", {}, el("h3", {}, "Groups"), data.groups.length
        ? el("ul", { class: "groups" }, data.groups.map(group =>
            el("li", {}, el("b", {}, group.kind), " ", byLayer(group.neurons), el("span", { class: "figure" }, group.figure))))
        : el("p", { class: "key" }, `No group was found among these ${n} neurons.`))),
    readings("The strongest pairs", ["pair", "interaction", "meaning"], strongest));
};

/** Names of neurons with each layer said once. */
function byLayer(neurons) {
  const places = new Map();
  neurons.forEach(name => {
    const at = name.lastIndexOf(":");
    const layer = name.slice(0, at);
    places.set(layer, [...(places.get(layer) || []), name.slice(at + 1)]);
  });
  return [...places].map(([layer, indices]) => `${layer}: ${indices.join(", ")}`).join("; ");
}

/** Layers of a list of neurons that are named layer:index, in their order. */
function bandsOf(neurons) {
  const bands = [];
  neurons.forEach((name, i) => {
    const layer = name.slice(0, name.lastIndexOf(":"));
    if (!bands.length || bands.at(-1).layer !== layer) bands.push({ layer, from: i });
    bands.at(-1).to = i + 1;
  });
  return bands;
}

/** The map, with its layers named along two sides, and what is pointed at. */
function pairMap(data, most) {
  const n = data.neurons.length;
  const cell = Math.max(3, Math.min(22, Math.floor(520 / n)));
  const edge = 18;
  const side = edge + n * cell;
  const bands = bandsOf(data.neurons);
  const canvas = el("canvas", {
    width: 2 * side, height: 2 * side, style: `width:${side}px`, role: "img",
    "aria-label": `Interactions of ${n} neurons, from ${format.number(-most)} to ${format.number(most)}; the strongest pairs are in a table below`,
  });
  const told = el("p", { class: "key told-pair", "aria-live": "polite" }, "Point at a pair to read its number.");

  function names(context) {
    context.fillStyle = theme.colour("soft");
    context.font = `12px ${theme.colour("sans")}`;
    bands.forEach(({ layer, from, to }) => {
      const text = shortened(context, layer, (to - from) * cell - 4);
      context.fillText(text, edge + from * cell, 12);
      context.save();
      context.translate(12, edge + to * cell);
      context.rotate(-Math.PI / 2);
      context.fillText(text, 0, 0);
      context.restore();
    });
  }

  theme.picture(() => {
    const context = canvas.getContext("2d");
    context.setTransform(2, 0, 0, 2, 0, 0);
    context.clearRect(0, 0, side, side);
    const [less, more, paper, hair] = ["line-1", "line-0", "card", "hair"].map(theme.colour);
    const gap = cell > 6 ? 1 : 0;
    data.interactions.forEach((row, i) => row.forEach((v, j) => {
      // The square root lets small interactions be seen beside large ones.
      context.fillStyle = i === j || v === null ? hair : mixed(paper, v < 0 ? less : more, Math.sqrt(Math.abs(v) / most));
      context.fillRect(edge + j * cell, edge + i * cell, cell - gap, cell - gap);
    }));
    context.fillStyle = theme.colour("axis");
    bands.slice(1).forEach(({ from }) => {
      context.fillRect(edge + from * cell - 1, 0, 1, side);
      context.fillRect(0, edge + from * cell - 1, side, 1);
    });
    names(context);
  });
  canvas.addEventListener("pointermove", event => {
    const box = canvas.getBoundingClientRect();
    const place = (at, from, size) => Math.floor((((at - from) / size) * side - edge) / cell);
    const [i, j] = [place(event.clientY, box.top, box.height), place(event.clientX, box.left, box.width)];
    if (i >= 0 && j >= 0 && i < n && j < n && i !== j) {
      told.textContent = `${data.neurons[i]} with ${data.neurons[j]}: ${format.number(data.interactions[i][j])}`;
    }
  });
  return { node: canvas, told };
}

/** As much of a text as there is room for. */
function shortened(context, text, room) {
  let some = text;
  while (some.length > 1 && context.measureText(some).width > room) some = some.slice(0, -2) + "…";
  return context.measureText(some).width > room ? "" : some;
}
