// The page on which grids are drawn: map, desk and form brought together.
import { build, style, whole } from "../canvas.js";
import { colours, whenTheyChange } from "../colours.js";
import { keepPace } from "../pace.js";
import { Around } from "./around.js";
import { Desk } from "./desk.js";
import { listen } from "./pointer.js";
import { boundsOf, lineFromText, polygonsOf } from "./rings.js";
import * as rows from "./rows.js";
import { TOOLS } from "./tools.js";
import { addLayers } from "./view.js";

const stage = document.getElementById("map");
const form = document.getElementById("draw");
const box = (polygons) => {
  const [west, south, east, north] = boundsOf(polygons);
  return [[west, south], [east, north]];
};

async function start() {
  const at = new URLSearchParams(location.search).get("at")?.split(",").map(Number);
  const map = build(stage, colours(), at?.length === 3 && at.every(Number.isFinite) ? at : null);
  const around = new Around(map, stage, () => form.elements.effective_on.value);
  const desk = new Desk(map, stage, form, around);
  const tool = new TOOLS[desk.change](desk);
  const refresh = async () => {
    if (await around.refresh().catch(() => desk.say(stage.dataset.fault))) desk.showAround();
  };
  const putOn = () => {
    if (map.getSource("around")) return;
    addLayers(map, colours(), getComputedStyle(document.body).fontFamily);
    desk.showAround();
    desk.showFound();
  };
  if (map.isStyleLoaded()) putOn();
  map.on("style.load", putOn);
  map.on("moveend", () => {
    remember(map);
    desk.show();
    refresh();
  });
  whenTheyChange(() => map.setStyle(style(colours(), stage.dataset.tiles), { diff: false }));
  map.getCanvasContainer().append(Object.assign(document.createElement("i"), { className: "crosshair" }));
  listen(map, tool);
  listenToForm(desk, refresh);
  listenToButtons(map, desk, tool);
  keepPace(map);
  fit(map, desk.state.pieces);
  await refresh();
  [stage.map, stage.desk] = [map, desk];
  map.once("idle", () => (stage.dataset.drawn = "1"));
  map.triggerRepaint();
}

function fit(map, pieces) {
  const drawn = pieces.flatMap(({ polygons }) => polygons ?? []);
  if (drawn.length) map.fitBounds(box(drawn), { padding: 60, maxZoom: 17, animate: false });
}

// Another tool opens where this one was.
function remember(map) {
  const { lng, lat } = map.getCenter();
  const at = [lng.toFixed(5), lat.toFixed(5), map.getZoom().toFixed(2)].join(",");
  for (const link of document.querySelectorAll("[data-tool]")) {
    const address = new URL(link.href);
    address.searchParams.set("at", at);
    address.searchParams.set("effective_on", form.elements.effective_on.value);
    link.href = address.href;
  }
}

function listenToForm(desk, refresh) {
  const acts = {
    codes: (value) => desk.change !== "redraw" && desk.take({ chosen: value.match(/\d+/g) ?? [], cut: "" }),
    line: (value) => desk.take({ path: lineFromText(value) ?? [], done: Boolean(lineFromText(value)), pieces: [], cut: "" }),
    piece_outline: () => {
      desk.take({ pieces: rows.read() });
      fit(desk.map, desk.state.pieces);
    },
    effective_on: refresh,
  };
  form.addEventListener("change", ({ target }) => acts[target.name]?.(target.value));
  document.addEventListener("htmx:afterSettle", ({ target }) => {
    if (target.id === "pieces") {
      const first = !desk.state.pieces.length;
      desk.amended();
      if (first && desk.change === "redraw") fetched(desk);
    }
    desk.showFound();
    for (const button of document.querySelectorAll("#look [data-see]")) button.hidden = false;
  });
  document.addEventListener("htmx:afterRequest", ({ detail, target }) => {
    // What was refused is still not handed in.
    if (target === form && !detail.successful) form.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

// Outlines that were asked for by their codes: the first is the one to be changed.
function fetched(desk) {
  desk.steps.amend({ ...desk.state, chosen: desk.state.pieces.slice(0, 1).map(({ code }) => code) });
  desk.show();
  fit(desk.map, desk.state.pieces);
}

function listenToButtons(map, desk, tool) {
  const views = { nearer: () => map.zoomIn(), farther: () => map.zoomOut(), whole: () => map.fitBounds(whole(stage), { padding: 24 }) };
  for (const button of document.querySelectorAll("[data-map]")) button.addEventListener("click", views[button.dataset.map]);
  for (const button of document.querySelectorAll("[data-act]")) {
    button.hidden = false;
    button.addEventListener("click", () => tool[button.dataset.act]());
  }
  document.getElementById("look").addEventListener("click", ({ target }) => {
    const line = target.closest("[data-see]")?.closest("[data-ground]");
    if (line) map.fitBounds(box(polygonsOf(JSON.parse(line.dataset.ground))), { padding: 90, maxZoom: 18.5 });
  });
  for (const button of document.querySelectorAll("[data-without-scripts]")) button.hidden = true;
  desk.measure();
}

start().catch((fault) => {
  console.warn(fault);
  stage.replaceChildren(Object.assign(document.createElement("p"), { textContent: stage.dataset.blind }));
  stage.dataset.drawn = "0";
});
