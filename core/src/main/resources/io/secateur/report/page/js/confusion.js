/** Samples by their class and what the network said. */
function confusion(classes, matrix) {
  const sum = row => row.reduce((a, b) => a + b, 0);
  const rows = matrix.map((row, i) =>
    el("tr", {}, el("th", { scope: "row" }, classes[i]), row.map((n, j) =>
      el("td", {
        class: i === j ? "right" : n ? "wrong" : "none",
        style: `--part:${((n ? 12 : 0) + (78 * n) / Math.max(1, sum(row))).toFixed(0)}%`,
        title: `${n} of class ${classes[i]}, said to be ${classes[j]}`,
      }, n ? format.count(n) : "·"))));
  return el("div", {}, el("div", { class: "scroll" },
    el("table", { class: "confusion" + (classes.length > 6 ? " small" : ""), "aria-label": "Confusion matrix" },
      el("thead", {}, el("tr", {}, el("td", {}), classes.map(name => el("th", { scope: "col" }, name)))),
      el("tbody", {}, rows))),
    el("p", { class: "key" }, "Samples by their class (rows) and what the network said (columns)."));
}
