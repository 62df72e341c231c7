// Heat by area: streets, communities or grids shaded by how many cases lie in them, with the number.
import { classes } from "../classes.js";
import { middles, take } from "./areas.js";

const NONE = { type: "FeatureCollection", features: [] };
const MORE = { grids: "grids=1", areas: "" };
const words = () => document.querySelector("[data-more-of='heat_areas'][data-none]").dataset;
const chosen = (name) => document.querySelector(`[data-chosen-for='heat_areas'][name='${name}']`).value;
const level = () => chosen("of_level");
export const ids = ["heat-areas-fill", "heat-areas-line", "heat-areas-number"];
export const picks = ["heat-areas-fill"];

export function add(map, tools) {
  const { colours } = tools;
  map.addSource("heat-areas", { type: "geojson", data: NONE });
  map.addSource("heat-areas-middles", { type: "geojson", data: NONE });
  // Below the lines and names of the areas, so that these stay legible.
  const below = map.getLayer("areas-grid-line") ? "areas-grid-line" : undefined;
  map.addLayer({ id: "heat-areas-fill", type: "fill", source: "heat-areas", paint: { "fill-opacity": tools.tiled ? 0.72 : 1, "fill-antialias": false } }, below);
  map.addLayer({ id: "heat-areas-line", type: "line", source: "heat-areas", paint: { "line-color": colours.paper, "line-width": 1 } }, below);
  map.addLayer({
    id: "heat-areas-number", type: "symbol", source: "heat-areas-middles",
    layout: { "text-field": ["get", "label"], "text-font": [tools.font], "text-size": 13, "symbol-sort-key": ["-", ["get", "n"]] },
    paint: { "text-color": colours.ink, "text-halo-color": colours.paper, "text-halo-width": 1.6 },
  });
  paint(map, tools);
}

// Of the whole district at once: small moves ask for nothing, the browser keeps the answer for some seconds.
export async function refresh(map, tools) {
  const source = level() === "grid" ? "grids" : "areas";
  await take(map, tools, source, MORE[source]);
  const data = await tools.fetched("heat_areas", tools.chosen("heat_areas"));
  if (!data || data.level !== level() || data.received !== chosen("received")) return;
  if (JSON.stringify(data) === JSON.stringify(tools.kept.heat_areas)) return;
  tools.kept.heat_areas = data;
  paint(map, tools);
}

export function shown(map, tools) {
  paint(map, tools);
}

function paint(map, tools) {
  const data = tools.kept.heat_areas;
  if (!data || !map.getLayer("heat-areas-fill")) return;
  const outlined = tools.kept[data.level === "grid" ? "grids" : "areas"] ?? NONE;
  const features = outlined.features.filter(({ properties }) => properties.level === data.level && data.counts[properties.code]);
  const told = features.map((feature) => ({ ...feature, properties: { ...feature.properties, n: data.counts[feature.properties.code] } }));
  for (const { properties } of told) properties.label = tools.short(properties.n);
  const collection = { type: "FeatureCollection", features: told };
  map.getSource("heat-areas").setData(collection);
  map.getSource("heat-areas-middles").setData(middles(collection));
  const { fill, legend } = classes(told.map(({ properties }) => properties.n), tools);
  map.setPaintProperty("heat-areas-fill", "fill-color", fill);
  const none = [tools.colours.paper, words().none];
  tools.legend("heat_areas", told.length ? [none, ...legend.map(([colour, text]) => [colour, `${text} ${words().cases}`])] : [none]);
}

export function open(features, map, tools) {
  const [filter, { code }] = [level() === "grid" ? "grid" : "area", features[0].properties];
  // What the page is narrowed to may lie within the area that was clicked.
  const own = new URLSearchParams(tools.stage.dataset.query).get(filter) ?? "";
  tools.list(`${filter}=${own.startsWith(code) ? own : code}${tools.chosen("heat_areas")}`);
}
