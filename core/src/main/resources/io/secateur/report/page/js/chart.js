/**
 * A chart in an element of its own. Whenever it is drawn, `options` is asked again, and then `over` for what lies over it
 * in pixels, given the chart and the rectangle of its axes.
 */
function chart(label, options, height = 340, over = null) {
  const box = el("div", { class: "chart", role: "img", "aria-label": label, style: `height:${height}px` });
  let drawn = null;
  function draw() {
    if (!box.isConnected) {
      if (drawn) drawn.dispose();
      return false;
    }
    if (!drawn) drawn = echarts.init(box, null, { renderer: "svg" });
    drawn.resize({ animation: { duration: 0 } });
    drawn.setOption(base(options()), true);
    if (over) drawn.setOption({ graphic: over(drawn, axesOf(drawn)) });
    return true;
  }
  box.draw = draw;
  queueMicrotask(() => theme.picture(draw));
  return box;
}

/** The rectangle between the axes of a chart that has been drawn. */
function axesOf(drawn) {
  return drawn.getModel().getComponent("grid").coordinateSystem.getRect();
}

/** A line's name beside it. */
function nameTag(name, place, colour) {
  return {
    type: "text", silent: true, z: 100,
    style: {
      text: name, x: place.x, y: place.y, textAlign: "center", textVerticalAlign: "middle", fill: colour,
      font: `600 13px ${theme.colour("sans")}`, stroke: theme.colour("paper"), lineWidth: 3,
    },
  };
}

/**
 * A vertical axis for some values, and where on it a value stands. A logarithm has no place for 0: what is below the least
 * positive value is drawn at it.
 */
function scaleOf(values, isLog) {
  if (!isLog) return { at: v => v, axis: { type: "value", scale: true, axisLabel: { formatter: format.tick } } };
  const positive = values.filter(v => v > 0);
  const least = positive.length ? Math.min(...positive) : 1e-12;
  const most = positive.length ? Math.max(...positive) : 1;
  const decades = Math.log10(most / least);
  const isWide = decades > 1.6;
  const low = isWide ? Math.floor(Math.log10(least) + 1e-9) : Math.log10(least) - 0.03 * decades - 1e-3;
  const high = isWide ? Math.ceil(Math.log10(most) - 1e-9) : Math.log10(most) + 0.03 * decades + 1e-3;
  const step = isWide ? Math.max(1, Math.ceil((high - low) / 6)) : (high - low) / 4;
  return {
    at: v => (v === null ? null : Math.log10(Math.max(v, least))),
    axis: {
      type: "value", min: low, max: isWide ? low + step * Math.ceil((high - low) / step) : high, interval: step,
      axisLabel: { formatter: e => format.tick(Number((10 ** e).toPrecision(3))) },
    },
  };
}

/** Points of a chart in pixels; those without a value are left out. */
function pixels(drawn, points) {
  return points
    .filter(([, y]) => y !== null)
    .map(point => drawn.convertToPixel({ xAxisIndex: 0, yAxisIndex: 0 }, point));
}

/** What all charts have in common. */
function base(options) {
  const ink = theme.colour("ink");
  const soft = theme.colour("soft");
  const hair = theme.colour("hair");
  const axis = (given, isValue) => ({
    axisLine: { show: !isValue, lineStyle: { color: theme.colour("axis") } },
    axisTick: { show: !isValue, length: 4, lineStyle: { color: theme.colour("axis") } },
    splitLine: { show: isValue, lineStyle: { color: hair } },
    minorSplitLine: { show: false },
    nameTextStyle: { color: soft, fontSize: 12.5 },
    nameLocation: "middle",
    nameGap: 30,
    ...given,
    axisLabel: { color: soft, fontSize: 12, hideOverlap: true, ...(given.axisLabel || {}) },
  });
  const each = (given, isValue) => (Array.isArray(given) ? given.map(a => axis(a, isValue)) : axis(given, isValue));
  return {
    animation: false,
    textStyle: { fontFamily: theme.colour("sans"), color: ink },
    ...options,
    grid: options.grid || { left: 6, right: 18, top: 14, bottom: 34, containLabel: true },
    xAxis: each(options.xAxis, false),
    yAxis: each(options.yAxis, true),
    tooltip: {
      trigger: "axis",
      confine: true,
      backgroundColor: theme.colour("card"),
      borderColor: theme.colour("axis"),
      borderWidth: 1,
      padding: [8, 12],
      textStyle: { color: ink, fontSize: 13 },
      extraCssText: "box-shadow: 0 4px 16px rgb(0 0 0 / 12%); border-radius: 6px;",
      axisPointer: { lineStyle: { color: theme.colour("axis"), type: "solid" } },
      ...(options.tooltip || {}),
    },
  };
}

/** A tooltip's text: a heading, and rows of name and value. */
function tip(heading, rows) {
  const body = rows.map(([mark, name, value]) =>
    `<tr><td>${mark}</td><td style="padding-right:16px">${escaped(name)}</td>` +
    `<td style="text-align:right;font-variant-numeric:tabular-nums">${escaped(value)}</td></tr>`);
  return `<div style="margin-bottom:4px;font-weight:600">${escaped(heading)}</div><table class="tip">${body.join("")}</table>`;
}

function escaped(text) {
  return String(text).replace(/[&<>"]/g, c => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c]);
}
