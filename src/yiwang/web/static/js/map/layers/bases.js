// People and enterprises by community: shades of one chosen figure, with the number.
import { classes } from "../classes.js";
import { middles, take } from "./areas.js";

const NONE = { type: "FeatureCollection", features: [] };
const words = () => document.querySelector("[data-more-of='bases'][data-none]").dataset;
const measure = () => document.querySelector("[data-chosen-for='bases'][name='measure']").value;
export const ids = ["bases-fill", "bases-line", "bases-number"];
export const picks = [];

export function add(map, tools) {
  const { colours } = tools;
  map.addSource("bases", { type: "geojson", data: NONE });
  map.addSource("bases-middles", { type: "geojson", data: NONE });
  const below = map.getLayer("areas-grid-line") ? "areas-grid-line" : undefined;
  map.addLayer({ id: "bases-fill", type: "fill", source: "bases", paint: { "fill-opacity": tools.tiled ? 0.72 : 1, "fill-antialias": false } }, below);
  map.addLayer({ id: "bases-line", type: "line", source: "bases", paint: { "line-color": colours.paper, "line-width": 1 } }, below);
  map.addLayer({
    id: "bases-number", type: "symbol", source: "bases-middles",
    layout: { "text-field": ["get", "label"], "text-font": [tools.font], "text-size": 13, "symbol-sort-key": ["-", ["get", "n"]] },
    paint: { "text-color": colours.ink, "text-halo-color": colours.paper, "text-halo-width": 1.6 },
  });
  paint(map, tools);
}

export async function refresh(map, tools) {
  await take(map, tools, "areas", "");
  const data = await tools.fetched("bases", tools.chosen("bases"));
  if (!data || data.measure !== measure()) return;
  tools.kept.bases = data;
  paint(map, tools);
}

export function shown(map, tools) {
  paint(map, tools);
}

function paint(map, tools) {
  const data = tools.kept.bases;
  if (!data || !map.getLayer("bases-fill")) return;
  const outlined = tools.kept.areas ?? NONE;
  const features = outlined.features.filter(({ properties }) => properties.level === "community" && data.counts[properties.code]);
  const told = features.map((feature) => ({ ...feature, properties: { ...feature.properties, n: data.counts[feature.properties.code] } }));
  for (const { properties } of told) properties.label = tools.short(properties.n);
  const collection = { type: "FeatureCollection", features: told };
  map.getSource("bases").setData(collection);
  map.getSource("bases-middles").setData(middles(collection));
  const { fill, legend } = classes(told.map(({ properties }) => properties.n), tools);
  map.setPaintProperty("bases-fill", "fill-color", fill);
  const none = [tools.colours.paper, words().none];
  tools.legend("bases", told.length ? [none, ...legend] : [none]);
}
