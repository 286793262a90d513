/** Light or dark, on screen or paper: colours live in the style sheet, and pictures follow it. */
const theme = (() => {
  const root = document.documentElement;
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const pictures = new Set();
  let screen = root.dataset.theme;
  const colour = name => getComputedStyle(root).getPropertyValue(`--${name}`).trim();

  /** Draws now, and again whenever colours or widths change, until `draw` says that its place is gone. */
  function picture(draw) {
    pictures.add(draw);
    draw();
  }

  const redraw = () => pictures.forEach(draw => draw() === false && pictures.delete(draw));

  function put(name) {
    root.dataset.theme = name;
    redraw();
  }

  const toggle = () => put(root.dataset.theme === "dark" ? "light" : "dark");

  /** Paper is white and as wide as it is. */
  function print(isPaper) {
    document.body.classList.toggle("paper", isPaper);
    if (isPaper) screen = root.dataset.theme;
    put(isPaper ? "light" : screen);
  }

  dark.addEventListener("change", () => put(dark.matches ? "dark" : "light"));
  window.addEventListener("beforeprint", () => print(true));
  window.addEventListener("afterprint", () => print(false));
  let waiting = 0;
  window.addEventListener("resize", () => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(redraw);
  });

  return { colour, picture, toggle };
})();
