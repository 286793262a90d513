/** What a network says of the plane: a field of colours, where it changes its mind, and some samples. */
function planePicture(plane, label) {
  const SIZE = 320;
  const canvas = el("canvas", { width: SIZE, height: SIZE });
  const overlay = svg("svg", { viewBox: `0 0 ${SIZE} ${SIZE}`, "aria-hidden": "true" });
  const [x0, x1, y0, y1] = plane.range;
  const toX = x => ((x - x0) / (x1 - x0)) * SIZE;
  const toY = y => SIZE - ((y - y0) / (y1 - y0)) * SIZE;
  const values = field => Int8Array.from(atob(field), c => c.charCodeAt(0));

  /** The colour of a value: between two classes by the lead of one, or of a class. */
  function paints() {
    const rgb = name => theme.colour(name).match(/[0-9a-f]{2}/gi).map(h => parseInt(h, 16));
    const paper = rgb("card");
    const mix = (colour, part) => colour.map((c, i) => Math.round(paper[i] + (c - paper[i]) * part));
    if (plane.classes === 2) {
      const [one, other] = [rgb("class-0"), rgb("class-1")];
      return v => (v < 0 ? mix(one, (0.6 * -v) / 127 + 0.04) : mix(other, (0.6 * v) / 127 + 0.04));
    }
    const colours = Array.from({ length: 6 }, (_, i) => mix(rgb(`line-${i}`), 0.55));
    return v => colours[Math.round(v) % 6];
  }

  /** Between points, classes do not mix. */
  function at(grid, x, y) {
    const n = plane.size;
    const px = Math.min(n - 1.001, Math.max(0, (x / SIZE) * n - 0.5));
    const py = Math.min(n - 1.001, Math.max(0, (1 - y / SIZE) * n - 0.5));
    const [i, j] = [Math.floor(px), Math.floor(py)];
    if (plane.classes !== 2) return grid[Math.round(py) * n + Math.round(px)];
    const [u, v] = [px - i, py - j];
    const row = r => grid[r * n + i] * (1 - u) + grid[r * n + i + 1] * u;
    return row(j) * (1 - v) + row(j + 1) * v;
  }

  /** The line on which neither class leads, by marching squares. */
  function boundary(grid) {
    const n = plane.size;
    const step = SIZE / n;
    const cross = (a, b) => a / (a - b);
    const pieces = [];
    for (let j = 0; j + 1 < n; j++) {
      for (let i = 0; i + 1 < n; i++) {
        const corners = [grid[j * n + i], grid[j * n + i + 1], grid[(j + 1) * n + i + 1], grid[(j + 1) * n + i]];
        const points = [];
        const edges = [[0, 1, 0, 0, 1, 0], [1, 2, 1, 0, 0, 1], [3, 2, 0, 1, 1, 0], [0, 3, 0, 0, 0, 1]];
        for (const [a, b, dx, dy, mx, my] of edges) {
          if (corners[a] < 0 !== corners[b] < 0) {
            const t = cross(corners[a], corners[b]);
            points.push([(i + 0.5 + dx + mx * t) * step, SIZE - (j + 0.5 + dy + my * t) * step]);
          }
        }
        for (let p = 0; p + 1 < points.length; p += 2) {
          pieces.push(`M${points[p].map(v => v.toFixed(1))}L${points[p + 1].map(v => v.toFixed(1))}`);
        }
      }
    }
    return pieces.join("");
  }

  function dots() {
    return plane.x.map((x, i) => {
      const [cx, cy] = [toX(x), toY(plane.y[i])];
      return plane.labels[i] === 0
        ? svg("circle", { cx, cy, r: 2.1, class: "dot zero" })
        : svg("path", { d: `M${cx - 2.4} ${cy + 2}h4.8l-2.4 -4.4z`, class: "dot one" });
    });
  }

  function show(field, trained) {
    const grid = values(field);
    const paint = paints();
    const context = canvas.getContext("2d");
    const image = context.createImageData(SIZE, SIZE);
    for (let y = 0; y < SIZE; y++) {
      for (let x = 0; x < SIZE; x++) image.data.set([...paint(at(grid, x, y)), 255], 4 * (y * SIZE + x));
    }
    context.putImageData(image, 0, 0);
    const isTwo = plane.classes === 2;
    overlay.replaceChildren(...dots(),
      ...(isTwo ? [svg("path", { d: boundary(values(trained)), class: "before" }), svg("path", { d: boundary(grid), class: "now" })] : []));
  }

  const key = el("p", { class: "key" }, plane.classes === 2
    ? "Solid: where the network changes its mind. Dashed: where the trained one did. Circles and triangles: samples of the two classes."
    : "Colours: the class that the network says.");
  return { node: el("div", { class: "plane", role: "img", "aria-label": label }, el("div", { class: "stack" }, canvas, overlay), key), show };
}
