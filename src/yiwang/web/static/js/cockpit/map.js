// The map of the cockpit: the layers of the map page, without its side panel.
import { build, style } from "../map/canvas.js";
import { colours, shades, whenTheyChange } from "../map/colours.js";
import { keepPace } from "../map/pace.js";
import { asked, frameAround, holds, seen } from "../map/frame.js";
import { Tools } from "../map/tools.js";

const stage = document.getElementById("map");
const dialog = document.getElementById("cockpit-found");
const NEAR = 5;
// Somewhat finer cells than the page of the map has: a wall has room for them.
const FINER = 1;

// The palest cell must still be seen from afar.
function farSeen() {
  const named = colours();
  return { ...named, "brand-wash": shades(named["brand-wash"], named["brand-strong"], 5)[1] };
}

class OnTheWall extends Tools {
  async framed(key) {
    const view = { ...seen(this.map), zoom: Math.floor(this.map.getZoom()) + FINER };
    if (holds(this.frames[key], view)) return null;
    this.frames[key] = frameAround(view);
    const data = await this.fetched(key, asked(this.frames[key]));
    if (data) this.kept[key] = data;
    else delete this.frames[key];
    return data;
  }

  async list(what) {
    dialog.showModal();
    await super.list(what);
  }
}

export async function startMap() {
  try {
    return await start();
  } catch (fault) {
    console.warn(fault);
    stage.replaceChildren(Object.assign(document.createElement("p"), { textContent: stage.dataset.blind }));
    return null;
  }
}

// How many open cases each street has, and where they are listed, by its code.
function counts() {
  const found = document.getElementById("map-data");
  return found ? JSON.parse(found.textContent) : {};
}

// The streets' names with their numbers, on top of everything else.
function number(map, named) {
  const texts = Object.entries(counts()).flatMap(([code, { count }]) => [code, count.toLocaleString()]);
  const text = texts.length ? ["match", ["get", "code"], ...texts, ""] : "";
  map.setLayoutProperty("areas-street", "text-field", ["format", ["get", "name"], {}, "\n", {}, text, { "font-scale": 1.35 }]);
  const size = parseFloat(getComputedStyle(stage).fontSize);
  map.setLayoutProperty("areas-street", "text-size", size * 0.9);
  map.setPaintProperty("areas-street", "text-color", named.ink);
  map.setPaintProperty("areas-street", "text-halo-width", size / 9);
  map.setLayoutProperty("areas-community", "text-size", size * 0.75);
  for (const layer of ["areas-community", "areas-street"]) map.moveLayer(layer);
}

async function start() {
  const switches = [...document.querySelectorAll("[data-layer]")];
  const modules = await Promise.all(switches.map((box) => import(`../map/layers/${box.dataset.layer}.js`)));
  const map = build(stage, colours(), null);
  const tools = new OnTheWall(stage, map);
  tools.colours = farSeen();
  const layers = switches.map((box, n) => ({ key: box.dataset.layer, box, module: modules[n] }));
  for (const { key, box } of layers) tools.addresses[key] = box.dataset.address;
  const refresh = () => Promise.all(layers.filter(({ box }) => box.checked).map(({ module }) => module.refresh(map, tools)));
  const show = ({ module, box }) => {
    for (const id of module.ids) map.setLayoutProperty(id, "visibility", box.checked ? "visible" : "none");
  };
  const putOn = () => {
    tools.ready = true;
    for (const layer of layers) {
      layer.module.add(map, tools);
      show(layer);
    }
    number(map, tools.colours);
  };
  const first = refresh();
  if (map.isStyleLoaded()) putOn();
  map.on("style.load", () => tools.ready || putOn());
  map.on("moveend", refresh);
  for (const layer of layers) {
    layer.box.addEventListener("change", () => {
      show(layer);
      if (!layer.box.checked) return tools.legend(layer.key, []);
      layer.module.shown?.(map, tools);
      return layer.module.refresh(map, tools);
    });
  }
  whenTheyChange(() => {
    tools.ready = false;
    tools.colours = farSeen();
    map.setStyle(style(tools.colours, stage.dataset.tiles), { diff: false });
  });
  map.on("click", ({ point }) => {
    const box = [[point.x - NEAR, point.y - NEAR], [point.x + NEAR, point.y + NEAR]];
    for (const { module, box: chosen } of [...layers].reverse()) {
      const found = chosen.checked && module.picks.length ? map.queryRenderedFeatures(box, { layers: module.picks }) : [];
      if (found.length) return module.open(found, map, tools);
    }
    const [street] = map.queryRenderedFeatures(point, { layers: ["areas-fill"] });
    const told = counts()[street?.properties.code];
    if (told) location.assign(told.address);
    return null;
  });
  map.getCanvas().addEventListener("keydown", (event) => {
    if (event.key === "Enter") tools.listSeen();
  });
  keepPace(map);
  await first;
  stage.map = map;
  map.once("idle", () => (stage.dataset.drawn = "1"));
  map.triggerRepaint();
  return {
    // What was counted may have changed: the same window is asked for anew.
    refresh() {
      tools.frames = {};
      if (tools.ready) number(map, tools.colours);
      return refresh();
    },
  };
}
