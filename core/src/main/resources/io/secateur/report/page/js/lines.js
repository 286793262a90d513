/** How a criterion's line looks: the same on the whole page, and told apart without colour too. */
const lines = (() => {
  const DASHES = [[], [9, 4], [2, 4], [11, 4, 2, 4], [5, 3], [14, 4, 2, 3, 2, 4]];
  const names = [];

  function place(name) {
    let i = names.indexOf(name);
    if (i < 0) i = names.push(name) - 1;
    return i;
  }

  const COUNT = DASHES.length;
  const colour = name => theme.colour(`line-${place(name) % COUNT}`);

  /** When all colours are used up, each comes again with another dash. */
  const dash = name => DASHES[(place(name) + Math.floor(place(name) / COUNT)) % COUNT];

  /** A short piece of the line. */
  function sample(name) {
    return svg("svg", { class: "sample", width: 30, height: 10, viewBox: "0 0 30 10", "aria-hidden": "true" },
      svg("line", {
        x1: 1, y1: 5, x2: 29, y2: 5, "stroke-width": 2.2,
        style: `stroke: var(--line-${place(name) % COUNT})`, "stroke-dasharray": dash(name).join(" "),
      }));
  }

  return { colour, dash, sample };
})();
