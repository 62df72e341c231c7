// Grids of a day: who looks after each, or what was walked of it; what is planned is dashed.
import { shades } from "../colours.js";

const NONE = { type: "FeatureCollection", features: [] };
const BANDS = [0, 25, 50, 75];
const CARE = { worker: "green", unit: "brand", nobody: "red" };
const SIGNS = { worker: "●", unit: "○", nobody: "！" };
const SHORT = 3;
const words = () => document.querySelector("[data-more-of='grids'][data-card]").dataset;
export const ids = ["grids-fill", "grids-line", "grids-until", "grids-planned", "grids-code", "grids-code-whole"];
export const picks = ["grids-fill"];

export function add(map, tools) {
  const { colours } = tools;
  map.addSource("grids-of-day", { type: "geojson", data: tools.kept.grids ?? NONE });
  const layer = (id, type, more) => map.addLayer({ id, type, source: "grids-of-day", ...more });
  const standing = ["!", ["get", "planned"]];
  layer("grids-fill", "fill", { filter: standing, paint: { "fill-opacity": 0.3, "fill-antialias": false } });
  layer("grids-line", "line", { filter: ["all", standing, ["!", ["get", "until"]]], paint: { "line-color": colours["line-strong"], "line-width": 1.4 } });
  layer("grids-until", "line", { filter: ["all", standing, ["get", "until"]], paint: { "line-color": colours.amber, "line-width": 2.2, "line-dasharray": [3, 2] } });
  layer("grids-planned", "line", { filter: ["get", "planned"], paint: { "line-color": colours.amber, "line-width": 1.8, "line-dasharray": [1, 2] } });
  const named = (size) => ({
    filter: standing, layout: { "text-font": [tools.font], "text-size": size, "text-field": "" },
    paint: { "text-color": colours.ink, "text-halo-color": colours.paper, "text-halo-width": 1.4 },
  });
  layer("grids-code", "symbol", { ...named(11), minzoom: 12, maxzoom: 15 });
  layer("grids-code-whole", "symbol", { ...named(12), minzoom: 15 });
  paint(map, tools);
}

export async function refresh(map, tools) {
  const data = await tools.framed("grids");
  if (!data) return;
  map.getSource("grids-of-day")?.setData(data);
  paint(map, tools);
}

export function shown(map, tools) {
  paint(map, tools);
}

// Colour, sign and legend say the same thing.
function paint(map, tools) {
  if (!map.getLayer("grids-fill")) return;
  const covered = document.querySelector("[data-chosen-for='grids'][name='by']")?.value.startsWith("coverage");
  const [fill, sign, legend] = covered ? byCoverage(tools) : byCare(tools);
  const code = ["get", "code"];
  map.setPaintProperty("grids-fill", "fill-color", fill);
  map.setPaintProperty("grids-fill", "fill-opacity", covered ? 0.75 : 0.3);
  map.setLayoutProperty("grids-code", "text-field", ["concat", sign, " ", ["slice", code, ["-", ["length", code], SHORT]]]);
  map.setLayoutProperty("grids-code-whole", "text-field", ["concat", sign, " ", code]);
  const more = tools.kept.grids?.more ? [["transparent", words().nearer]] : [];
  tools.legend("grids", [...legend, [tools.colours.amber, words().changing], ...more]);
}

function byCare({ colours }) {
  const match = (values) => ["match", ["get", "care"], ...Object.entries(values).flat(), values.nobody];
  const tones = Object.fromEntries(Object.entries(CARE).map(([care, tone]) => [care, colours[tone]]));
  return [match(tones), match(SIGNS), Object.keys(CARE).map((care) => [tones[care], `${SIGNS[care]} ${words()[care]}`])];
}

function byCoverage({ colours }) {
  const tones = shades(colours["brand-wash"], colours["brand-strong"], BANDS.length);
  const known = ["!=", ["get", "walked"], null];
  const fill = ["case", known, ["step", ["coalesce", ["get", "walked"], 0], tones[0], ...BANDS.slice(1).flatMap((band, n) => [band, tones[n + 1]])], colours.sunk];
  const sign = ["case", known, ["concat", ["to-string", ["round", ["coalesce", ["get", "walked"], 0]]], "%"], "–"];
  return [fill, sign, [...BANDS.map((band, n) => [tones[n], `≥ ${band}%`]), [colours.sunk, `– ${words().unknown}`]]];
}

export function open(features, map, tools) {
  tools.panel(`${words().card}?code=${features[0].properties.code}${tools.chosen("grids")}`);
}
