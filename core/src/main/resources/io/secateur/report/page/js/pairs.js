/** How neurons depend on each other: a map of all pairs, and the groups that were found. */
sections.Pairs = data => {
  const n = data.neurons.length;
  const most = Math.max(1e-30, ...data.interactions.flatMap((row, i) => row.filter((v, j) => i !== j && v !== null).map(Math.abs)));
  const cell = Math.max(2, Math.min(22, Math.floor(640 / n)));
  const canvas = el("canvas", { width: n * cell, height: n * cell, role: "img", "aria-label": `Interactions of ${n} neurons, from ${format.number(-most)} to ${format.number(most)}` });
  const told = el("p", { class: "key told-pair", "aria-live": "polite" }, "Point at a pair to read its number.");
  theme.picture(() => {
    const context = canvas.getContext("2d");
    const [less, more, paper] = [theme.colour("line-1"), theme.colour("line-0"), theme.colour("card")];
    data.interactions.forEach((row, i) => row.forEach((v, j) => {
      // The square root lets small interactions be seen beside large ones.
      context.fillStyle = i === j || v === null ? theme.colour("hair") : mixed(paper, v < 0 ? less : more, Math.sqrt(Math.abs(v) / most));
      context.fillRect(j * cell, i * cell, cell - (cell > 6 ? 1 : 0), cell - (cell > 6 ? 1 : 0));
    }));
  });
  canvas.addEventListener("pointermove", event => {
    const box = canvas.getBoundingClientRect();
    const j = Math.min(n - 1, Math.floor(((event.clientX - box.left) / box.width) * n));
    const i = Math.min(n - 1, Math.floor(((event.clientY - box.top) / box.height) * n));
    if (i >= 0 && j >= 0 && i !== j) told.textContent = `${data.neurons[i]} with ${data.neurons[j]}: ${format.number(data.interactions[i][j])}`;
  });
  const strongest = data.interactions
    .flatMap((row, i) => row.slice(0, i).map((v, j) => [i, j, v]))
    .filter(([, , v]) => v !== null)
    .sort((a, b) => Math.abs(b[2]) - Math.abs(a[2]))
    .slice(0, 12)
    .map(([i, j, v]) => [`${data.neurons[j]} with ${data.neurons[i]}`, format.number(v), v < 0 ? "cancel each other" : "stand in for each other"]);
  return el("div", {},
    el("div", { class: "pairs" },
      el("div", {}, canvas, told, el("p", { class: "key" },
        el("span", { class: "swatch more" }), "blue: stand in for each other, up to ", format.number(most),
        el("span", { class: "swatch less" }), "orange: cancel each other")),
      data.groups.length ? el("div", {}, el("h4", {}, "Groups"), el("ul", { class: "groups" }, data.groups.map(group =>
        el("li", {}, el("b", {}, group.kind), " ", group.neurons.join(", "), el("span", { class: "figure" }, group.figure))))) : null),
    readings("The strongest pairs", ["pair", "interaction", "meaning"], strongest));
};
