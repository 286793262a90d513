/** What went when, and the network at every station on the way. */
sections.Walk = data => {
  const state = { path: 0, station: 0, neuron: -1, name: "" };
  const portraits = new Map(data.portraits.map(p => [p.neuron, p]));
  const path = () => data.paths[state.path];
  const station = () => path().stations[state.station];
  const picture = cells(data.layers, (k, name) => {
    state.neuron = k;
    state.name = name;
    showPortrait();
  });

  const slider = el("input", { type: "range", min: 0, step: 1, value: 0, "aria-label": "Neurons removed", oninput: () => go(Number(slider.value)) });
  const told = el("output", { class: "told" });
  const play = el("button", { type: "button", class: "play", onclick: () => (timer ? stop() : start()) }, "Play");
  let timer = 0;
  function start() {
    if (state.station === path().stations.length - 1) go(0);
    play.textContent = "Pause";
    timer = setInterval(() => (state.station < path().stations.length - 1 ? go(state.station + 1) : stop()), 220);
  }
  function stop() {
    clearInterval(timer);
    timer = 0;
    play.textContent = "Play";
  }

  const figures = el("div", { class: "figures" });
  const matrix = el("div", { class: "matrix" });
  const hasPlane = data.plane && data.paths.some(p => p.stations.some(s => s.field));
  const plane = hasPlane ? planePicture(data.plane, "What the network says of the plane") : null;
  const panel = el("div", { class: "panel", "aria-live": "polite" });

  function go(to) {
    state.station = to;
    slider.value = to;
    show();
  }

  function show() {
    const here = station();
    const trained = path().stations[0];
    const total = data.layers.reduce((sum, layer) => sum + layer.width, 0);
    const before = state.station ? path().stations[state.station - 1].removed : 0;
    told.textContent = `${format.count(here.removed)} of ${format.count(total)} removed`;
    slider.setAttribute("aria-valuetext", told.textContent);
    slider.style.setProperty("--done", `${(100 * state.station) / Math.max(1, path().stations.length - 1)}%`);
    picture.show(path().gone, here.removed, before);
    figures.replaceChildren(stand(trained, here));
    matrix.replaceChildren(...(here.confusion ? [confusion(data.classes, here.confusion)] : []));
    if (plane && here.field) plane.show(here.field, trained.field);
  }

  function stand(trained, here) {
    const bar = part => el("span", { class: "bar", style: `--part:${Math.min(100, 100 * part).toFixed(1)}%`, "aria-hidden": "true" });
    const shared = (was, is) => [bar(is / was), format.percent(is / was, 1)];
    const rows = [
      ["neurons", format.count(trained.neurons), format.count(here.neurons), shared(trained.neurons, here.neurons)],
      ["parameters", format.count(trained.parameters), format.count(here.parameters), shared(trained.parameters, here.parameters)],
      ["FLOPs a sample", format.count(trained.flops), format.count(here.flops), shared(trained.flops, here.flops)],
      [`error, ${data.error}`, format.number(trained.error), format.number(here.error), format.change(trained.error, here.error)],
    ];
    if (typeof here.accuracy === "number") {
      rows.push(["accuracy", format.percent(trained.accuracy), format.percent(here.accuracy), format.change(trained.accuracy, here.accuracy, true)]);
    }
    return table(["", "trained", "here", "left, change"], rows.map(row => row.map(cell => (Array.isArray(cell) ? el("span", { class: "part" }, cell) : cell))), { class: "stand" });
  }

  function showPortrait() {
    if (state.neuron < 0) {
      panel.replaceChildren(el("p", { class: "key" }, portraits.size ? "Choose a neuron to see its error surface and more." : ""));
      return;
    }
    const gone = path().gone[state.neuron];
    panel.replaceChildren(portrait(state.name, gone ? `removed as number ${format.count(gone)} by ${path().name}` : `not removed by ${path().name}`, portraits.get(state.neuron)));
  }

  function choosePath(i) {
    const removed = station().removed;
    state.path = i;
    picture.run(path().gone);
    const stations = path().stations;
    slider.max = stations.length - 1;
    let nearest = 0;
    stations.forEach((s, j) => {
      if (Math.abs(s.removed - removed) < Math.abs(stations[nearest].removed - removed)) nearest = j;
    });
    go(nearest);
    showPortrait();
  }

  slider.max = path().stations.length - 1;
  picture.run(path().gone);
  queueMicrotask(() => {
    theme.picture(show);
    showPortrait();
  });
  return el("div", { class: "walk" },
    data.paths.length > 1 ? el("div", { class: "controls" }, choice("Criterion", data.paths.map(p => p.name), 0, choosePath)) : null,
    el("div", { class: "slider" }, play, slider, told),
    el("div", { class: "sides" + (plane || data.classes.length ? "" : " lone") },
      el("div", { class: "main-side" }, picture.node, figures),
      plane || data.classes.length ? el("div", { class: "other-side" }, plane ? plane.node : null, matrix) : null),
    panel);
};
