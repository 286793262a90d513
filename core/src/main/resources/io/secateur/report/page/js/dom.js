/** What draws a section, by the name of its record. */
const sections = {};

/** An element with its attributes and children; null children are left out. */
function el(name, attributes, ...children) {
  const node = document.createElement(name);
  set(node, attributes, children);
  return node;
}

/** The same of a drawing. */
function svg(name, attributes, ...children) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", name);
  set(node, attributes, children);
  return node;
}

function set(node, attributes, children) {
  for (const [key, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...children.flat().filter(child => child !== null && child !== undefined));
}

/** One of several, as a row of buttons; the names are what is shown. */
function choice(label, names, chosen, use) {
  const buttons = names.map((name, i) =>
    el("button", {
      type: "button",
      "aria-pressed": String(i === chosen),
      onclick: () => {
        buttons.forEach((button, j) => button.setAttribute("aria-pressed", String(i === j)));
        use(i);
      },
    }, name));
  return el("div", { class: "choice", role: "group", "aria-label": label }, buttons);
}

/** What only those hear or read who cannot see the picture, or want its numbers. */
function readings(summary, header, rows) {
  return el("details", { class: "readings" }, el("summary", {}, summary), table(header, rows));
}

/** A table whose first column names the rows. */
function table(header, rows, attributes = {}) {
  return el("div", { class: "scroll" },
    el("table", attributes,
      el("thead", {}, el("tr", {}, header.map(name => el("th", { scope: "col" }, name)))),
      el("tbody", {}, rows.map(cells =>
        el("tr", {}, cells.map((cell, i) => el(i ? "td" : "th", i ? {} : { scope: "row" }, cell)))))));
}

/** A name that may be broken where its parts meet. */
function breakable(name) {
  return name.split(/(?<=[_/.-])/).flatMap((part, i) => (i ? [el("wbr"), part] : [part]));
}
