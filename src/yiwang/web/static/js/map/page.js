// The map page: puts the layers on the map, switches them, and hands clicks and keys to them.
import { build, style, whole } from "./canvas.js";
import { colours, whenTheyChange } from "./colours.js";
import { keepPace } from "./pace.js";
import { Tools } from "./tools.js";

const stage = document.getElementById("map");
const NEAR = 5;

async function start() {
  const switches = [...document.querySelectorAll("[data-layer]")];
  const at = new URLSearchParams(location.search).get("at")?.split(",").map(Number);
  const modules = await Promise.all(switches.map((box) => import(`./layers/${box.dataset.layer}.js`)));
  const map = build(stage, colours(), at?.length === 3 && at.every(Number.isFinite) ? at : null);
  const tools = new Tools(stage, map);
  tools.colours = colours();
  const layers = switches.map((box, n) => ({ key: box.dataset.layer, box, module: modules[n] }));
  for (const { key, box } of layers) tools.addresses[key] = box.dataset.address;
  const refresh = () => Promise.all(layers.filter(({ box }) => box.checked).map(({ module }) => module.refresh(map, tools)));
  const first = refresh();
  const putOn = () => {
    tools.ready = true;
    for (const layer of layers) {
      layer.module.add(map, tools);
      show(map, layer);
    }
  };
  if (map.isStyleLoaded()) putOn();
  map.on("style.load", () => tools.ready || putOn());
  map.on("moveend", () => {
    remember(map);
    refresh();
  });
  for (const layer of layers) {
    layer.box.addEventListener("change", () => {
      show(map, layer);
      more(layer);
      if (!layer.box.checked) return tools.legend(layer.key, []);
      layer.module.shown?.(map, tools);
      return layer.module.refresh(map, tools);
    });
  }
  for (const layer of layers) {
    for (const field of document.querySelectorAll(`[data-chosen-for="${layer.key}"]`)) {
      field.addEventListener("change", () => {
        tools.forget(layer.key);
        more(layer);
        return layer.module.refresh(map, tools);
      });
    }
    more(layer);
  }
  whenTheyChange(() => {
    tools.ready = false;
    tools.colours = colours();
    map.setStyle(style(tools.colours, stage.dataset.tiles), { diff: false });
  });
  listen(map, layers, tools);
  keepPace(map);
  await first;
  stage.map = map;
  map.once("idle", drawn);
  map.triggerRepaint();
}

// The table below asks for its figures only now: the map comes first.
function drawn() {
  stage.dataset.drawn = String(Math.round(performance.now()));
  stage.dispatchEvent(new Event("drawn"));
}

function show(map, { module, box }) {
  for (const id of module.ids) map.setLayoutProperty(id, "visibility", box.checked ? "visible" : "none");
}

// What a layer has beside its switch and below the map is there while it is on; its table then asks for its figures.
function more({ key, box }) {
  for (const part of document.querySelectorAll(`[data-more-of="${key}"]`)) {
    part.hidden = !box.checked;
    if (box.checked) part.querySelector("[hx-get]")?.dispatchEvent(new Event("shown"));
  }
}

// The place stays in the address, so that filters, a reload and the way back keep it.
function remember(map) {
  const { lng, lat } = map.getCenter();
  const at = [lng.toFixed(5), lat.toFixed(5), map.getZoom().toFixed(2)].join(",");
  const address = new URL(location.href);
  address.searchParams.set("at", at);
  history.replaceState(history.state, "", address);
  document.querySelector("#map-filters [name='at']").value = at;
}

function listen(map, layers, tools) {
  const under = (point) => {
    const box = [[point.x - NEAR, point.y - NEAR], [point.x + NEAR, point.y + NEAR]];
    for (const { module, box: chosen } of [...layers].reverse()) {
      const found = chosen.checked && module.picks.length ? map.queryRenderedFeatures(box, { layers: module.picks }) : [];
      if (found.length) return { module, found };
    }
    return null;
  };
  map.on("click", ({ point }) => {
    const hit = under(point);
    hit?.module.open(hit.found, map, tools);
  });
  map.getCanvas().addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    tools.listSeen();
  });
  const acts = {
    nearer: () => map.zoomIn(), farther: () => map.zoomOut(), list: () => tools.listSeen(),
    whole: () => map.fitBounds(whole(stage), { padding: 24 }),
  };
  for (const button of document.querySelectorAll("[data-map]")) button.addEventListener("click", acts[button.dataset.map]);
}

start().catch((fault) => {
  console.warn(fault);
  stage.replaceChildren(Object.assign(document.createElement("p"), { textContent: stage.dataset.blind }));
  stage.dispatchEvent(new Event("drawn"));
});
