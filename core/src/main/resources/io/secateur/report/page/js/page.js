/** The page: heading, contents, sections, and how it came about. */
const page = JSON.parse(document.getElementById("data").textContent);
const main = document.getElementById("main");
const slug = (title, i) => `${title.toLowerCase().replace(/[^a-z0-9]+/g, "-")}-${i}`;

document.getElementById("masthead").append(
  el("p", { class: "brand" }, "Secateur"),
  el("button", { type: "button", class: "theme", "aria-label": "Switch between light and dark", onclick: () => theme.toggle() }, "◐"),
  el("h1", { class: page.title.length > 26 ? "long" : null }, breakable(page.title)),
  el("p", { class: "lead" }, page.lead));

const titled = page.sections.map((section, i) => [section, i]).filter(([section]) => section.title);
const isLong = page.sections.some(section => section.kind === "Chapter");
if (titled.length > 2) {
  const listed = isLong ? titled.filter(([section]) => section.kind === "Chapter" || section.kind === "Claims") : titled;
  document.getElementById("masthead").append(
    el("nav", { "aria-label": "Contents" }, listed.map(([section, i]) => el("a", { href: `#${slug(section.title, i)}` }, section.title))));
}

page.sections.forEach((section, i) => {
  const isChapter = section.kind === "Chapter";
  const heading = isChapter || !isLong ? "h2" : "h3";
  const id = section.title ? slug(section.title, i) : null;
  main.append(el("section", { id, class: `of-${section.kind.toLowerCase()}` },
    section.title ? el(heading, {}, section.title) : null,
    section.note ? el("p", { class: "note" }, section.note) : null,
    isChapter ? null : sections[section.kind](section)));
});

document.getElementById("colophon").append(
  page.facts.length ? el("dl", {}, page.facts.flatMap(fact => [el("dt", {}, fact.name), el("dd", {}, fact.value)])) : "",
  el("p", {}, `Made by Secateur. Charts by Apache ECharts ${document.getElementById("colophon").dataset.charts}, Apache License 2.0.`));
