/** Statements with their verdicts: a mark, a word, and the figure. */
sections.Claims = data => {
  const VERDICTS = {
    HOLDS: ["✓", "holds", "holds"],
    PARTLY: ["◐", "holds partly", "partly"],
    FAILS: ["✗", "does not hold", "fails"],
  };
  const counts = Object.keys(VERDICTS).map(v => [data.claims.filter(c => c.verdict === v).length, VERDICTS[v]]);
  return el("div", {},
    el("p", { class: "tally" }, counts.map(([n, [mark, word, style]]) => el("span", { class: `verdict ${style}` }, `${mark} ${n} ${n === 1 || word !== "holds" ? word : "hold"}`))),
    el("ol", { class: "claims" }, data.claims.map(claim => {
      const [mark, word, style] = VERDICTS[claim.verdict];
      return el("li", { class: style },
        el("p", { class: `verdict ${style}` }, `${mark} ${word}`),
        el("div", {},
          el("p", { class: "statement" }, claim.statement),
          el("p", { class: "figure" }, claim.figure),
          el("p", { class: "test" }, "Asked: ", claim.test)));
    })));
};
