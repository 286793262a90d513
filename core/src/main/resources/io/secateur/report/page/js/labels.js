/**
 * Where each of several lines can be named so that the name belongs to it alone: beside the line, away from all
 * others, and crossed by none.
 *
 * lines: [{name, points}] in pixels, points ascending in x; area: {x, y, width, height}; gives {x, y} of centres, or null.
 */
function labelPlaces(lines, area) {
  const HEIGHT = 17;
  const GAP = 6;
  const taken = [];

  /** How far a box stays from all lines; below 0 where it is crossed. */
  function clearance(box, own) {
    let least = Infinity;
    for (const line of lines) {
      for (let i = 0; i <= 12; i++) {
        const y = heightAt(line.points, box.x - box.width / 2 + (box.width * i) / 12);
        if (y === null) continue;
        const distance = Math.abs(y - box.y) - HEIGHT / 2;
        least = Math.min(least, line === own ? distance + 8 : distance);
      }
    }
    return least;
  }

  const overlaps = (a, b) => Math.abs(a.x - b.x) < (a.width + b.width) / 2 + 8 && Math.abs(a.y - b.y) < HEIGHT + 4;
  const isInside = box =>
    box.x - box.width / 2 > area.x + 4 && box.x + box.width / 2 < area.x + area.width - 4 &&
    box.y - HEIGHT / 2 > area.y && box.y + HEIGHT / 2 < area.y + area.height - 2;

  return lines.map(line => {
    const width = 7.4 * line.name.length;
    let best = null;
    for (let part = 0.06; part < 0.96; part += 0.02) {
      const x = area.x + part * area.width;
      const y = heightAt(line.points, x);
      if (y === null) continue;
      const boxes = [
        { x, y: y - HEIGHT / 2 - GAP }, { x, y: y + HEIGHT / 2 + GAP },
        { x: x + width / 2 + GAP + 2, y }, { x: x - width / 2 - GAP - 2, y },
      ];
      for (const place of boxes) {
        const box = { ...place, width };
        if (!isInside(box) || taken.some(other => overlaps(box, other))) continue;
        const score = Math.min(clearance(box, line), 30) - 6 * Math.abs(part - 0.55);
        if (!best || score > best.score) best = { ...box, score };
      }
    }
    if (best && best.score < -12) best = null;
    if (best) taken.push(best);
    return best;
  });
}

/** A line's height at a place, between its points; null beside them. */
function heightAt(points, x) {
  if (!points.length || x < points[0][0] || x > points.at(-1)[0]) return null;
  let low = 0;
  let high = points.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (points[middle][0] <= x) low = middle;
    else high = middle;
  }
  const [[x0, y0], [x1, y1]] = [points[low], points[high]];
  return x1 === x0 ? y0 : y0 + ((y1 - y0) * (x - x0)) / (x1 - x0);
}
