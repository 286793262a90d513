/**
 * One cell for each neuron, or for several where they are very many; layers as rows, shaded by when it went. Arrow keys walk
 * through them.
 */
function cells(layers, choose) {
  const MOST = 5000;
  const per = Math.ceil(layers.reduce((sum, layer) => sum + layer.width, 0) / MOST);
  const all = [];
  let neurons = 0;
  const rows = layers.map(layer => {
    const left = el("span", { class: "left" });
    const count = Math.ceil(layer.width / per);
    const size = count <= 64 ? 18 : count <= 256 ? 14 : count <= 1024 ? 10 : 7;
    const own = Array.from({ length: count }, (_, i) => {
      const k = all.length;
      const node = el("button", { type: "button", class: "cell", tabindex: k ? -1 : 0, "data-cell": k });
      const from = neurons + i * per;
      all.push({ node, from, to: Math.min(from + per, neurons + layer.width), name: `${layer.name}:${i * per}`, state: "" });
      return node;
    });
    const row = {
      left, first: neurons, width: layer.width,
      node: el("div", { class: "layer" },
        el("div", { class: "name" }, el("b", {}, breakable(layer.name)), left),
        el("div", { class: "cells", role: "group", "aria-label": layer.name, style: `--size:${size}px` }, own)),
    };
    neurons += layer.width;
    return row;
  });
  const cellOf = target => Number(target.dataset && target.dataset.cell !== undefined ? target.dataset.cell : -1);
  let chosen = -1;
  let entry = 0;

  function pick(c) {
    if (chosen >= 0) all[chosen].node.removeAttribute("aria-current");
    enter(c);
    chosen = c;
    all[c].node.setAttribute("aria-current", "true");
    choose(all[c].from, all[c].name);
  }

  function enter(c) {
    all[entry].node.tabIndex = -1;
    all[c].node.tabIndex = 0;
    entry = c;
  }

  function move(event) {
    const c = cellOf(event.target);
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const next = step && c >= 0 ? c + step : -1;
    if (next < 0 || next >= all.length) return;
    event.preventDefault();
    enter(next);
    all[next].node.focus();
  }

  /** What a whole run did: names and shades, which stay while the slider moves. */
  function run(gone) {
    const last = Math.max(1, ...gone);
    all.forEach(cell => {
      cell.steps = gone.slice(cell.from, cell.to).map(step => step || Infinity).sort((a, b) => a - b);
      const went = cell.steps.filter(Number.isFinite);
      const middle = cell.steps[Math.floor((cell.steps.length - 1) / 2)];
      cell.node.style.setProperty("--when", Number.isFinite(middle) ? `${((100 * middle) / last).toFixed(1)}%` : "100%");
      const when = cell.to - cell.from > 1
        ? `and the next, ${cell.to - cell.from} in all, ${went.length ? `${went.length} of which went, from number ${went[0]} to ${went.at(-1)}` : "stayed"}`
        : went.length ? `went as number ${format.count(went[0])}` : "stayed";
      cell.node.setAttribute("aria-label", `${cell.name}, ${when}`);
      cell.node.title = `${cell.name} ${when}`;
      cell.state = "";
    });
  }

  /** gone: for each neuron which removal took it, 0 for none; removed: how many are gone; before: how many were. */
  function show(gone, removed, before) {
    all.forEach(cell => {
      const isGone = cell.steps.at(-1) <= removed;
      const state = "cell" + (isGone ? " gone" : "") + (isGone && cell.steps.at(-1) > before ? " just" : "")
        + (cell.steps.at(-1) === Infinity ? " kept" : "");
      if (state !== cell.state) cell.node.className = cell.state = state;
    });
    rows.forEach(row => {
      let count = 0;
      for (let k = row.first; k < row.first + row.width; k++) count += gone[k] > 0 && gone[k] <= removed ? 0 : 1;
      row.left.textContent = `${format.count(count)} of ${format.count(row.width)} left`;
    });
  }

  const sample = (look, text) => el("span", {}, el("span", { class: look, "aria-hidden": "true" }), text);
  const key = el("p", { class: "key cellkey" },
    sample("ramp", "went early to late"), sample("cell gone just", "just gone"), sample("cell gone", "gone"), sample("cell kept", "stayed"),
    per > 1 ? el("span", {}, `Each cell stands for ${per} neurons of a layer, and is empty when all of them are gone.`) : null);
  const node = el("div", {
    class: "neurons" + (all.length > 1000 ? " many" : ""), onkeydown: move, onclick: event => cellOf(event.target) >= 0 && pick(cellOf(event.target)),
  }, rows.map(row => row.node), key);
  return { node, run, show };
}
