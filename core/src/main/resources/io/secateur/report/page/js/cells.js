/** One cell for each neuron, layers as rows, shaded by when it went. Arrow keys walk through them. */
function cells(layers, choose) {
  const all = [];
  const rows = layers.map(layer => {
    const left = el("span", { class: "left" });
    const size = layer.width <= 64 ? 18 : layer.width <= 256 ? 14 : layer.width <= 1024 ? 9 : 6;
    const first = all.length;
    for (let i = 0; i < layer.width; i++) {
      const k = all.length;
      all.push(el("button", {
        type: "button", class: "cell", tabindex: k ? -1 : 0, onclick: () => pick(k), onkeydown: event => move(event, k),
      }));
    }
    return {
      left, first, width: layer.width,
      node: el("div", { class: "layer" },
        el("div", { class: "name" }, el("b", {}, layer.name), left),
        el("div", { class: "cells", role: "group", "aria-label": layer.name, style: `--size:${size}px` }, all.slice(first))),
    };
  });
  const names = layers.flatMap(layer => Array.from({ length: layer.width }, (_, i) => `${layer.name}:${i}`));
  let chosen = -1;
  let entry = 0;

  function pick(k) {
    if (chosen >= 0) all[chosen].removeAttribute("aria-current");
    enter(k);
    chosen = k;
    all[k].setAttribute("aria-current", "true");
    choose(k);
  }

  function enter(k) {
    all[entry].tabIndex = -1;
    all[k].tabIndex = 0;
    entry = k;
  }

  function move(event, k) {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const next = step ? k + step : -1;
    if (next < 0 || next >= all.length) return;
    event.preventDefault();
    enter(next);
    all[next].focus();
  }

  /** gone: for each neuron which removal took it, 0 for none; removed: how many are gone; before: how many were. */
  function show(gone, removed, before) {
    const last = Math.max(1, ...gone);
    rows.forEach(row => {
      let count = 0;
      for (let k = row.first; k < row.first + row.width; k++) {
        const isGone = gone[k] > 0 && gone[k] <= removed;
        const cell = all[k];
        cell.className = "cell" + (isGone ? " gone" : "") + (isGone && gone[k] > before ? " just" : "") + (gone[k] ? "" : " kept");
        cell.style.setProperty("--when", gone[k] ? `${(100 * gone[k]) / last}%` : "100%");
        const when = gone[k] ? `went as number ${gone[k]}` : "stayed";
        cell.setAttribute("aria-label", `${names[k]}, ${when}`);
        cell.title = `${names[k]} ${when}`;
        count += isGone ? 0 : 1;
      }
      row.left.textContent = `${format.count(count)} of ${format.count(row.width)} left`;
    });
  }

  const sample = (look, text) => el("span", {}, el("span", { class: look, "aria-hidden": "true" }), text);
  const key = el("p", { class: "key cellkey" },
    sample("ramp", "went early to late"), sample("cell gone just", "just gone"), sample("cell gone", "gone"), sample("cell kept", "stayed"));
  return { node: el("div", { class: "neurons" }, rows.map(row => row.node), key), show, names };
}
