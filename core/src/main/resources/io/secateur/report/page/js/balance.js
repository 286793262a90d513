/** A network before and after. */
sections.Balance = data => {
  const WRITERS = { COUNT: format.count, NUMBER: format.number, SHARE: x => format.percent(x), BYTES: format.bytes, MILLISECONDS: format.milliseconds };
  const written = (row, value, interval) => {
    const write = WRITERS[row.unit];
    return el("span", {}, write(value), interval ? el("small", {}, `${write(interval.low)} to ${write(interval.high)}`) : null);
  };
  const rows = data.rows.map(row => {
    const isSize = row.unit !== "SHARE" && row.unit !== "NUMBER" && row.before > 0;
    const part = row.after / row.before;
    return [
      row.name,
      written(row, row.before, row.beforeInterval),
      written(row, row.after, row.afterInterval),
      el("span", { class: "part" }, isSize ? el("span", { class: "bar", style: `--part:${Math.min(100, 100 * part).toFixed(1)}%`, "aria-hidden": "true" }) : null, format.change(row.before, row.after, row.unit === "SHARE")),
    ];
  });
  return table(["", "before", "after", "change"], rows, { class: "stand balance" });
};
