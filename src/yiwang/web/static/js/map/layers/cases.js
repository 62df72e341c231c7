// Cases: a ring with a number where several lie together, a sign for each that stands alone.
import { TONES, ring, ringName, shares, sign, toneOf } from "../signs.js";

const CLOSE_BY = 17;
const NONE = { type: "FeatureCollection", features: [] };
export const ids = ["cases-many", "cases-one"];
export const picks = ids;

export function add(map, tools) {
  for (const tone of TONES) map.addImage(`case-${tone}`, sign(tone, tools.colours), { pixelRatio: 2 });
  const data = tools.kept.cases ?? NONE;
  draw(map, tools, data);
  map.addSource("cases", { type: "geojson", data });
  const alone = ["has", "number"];
  map.addLayer({
    id: "cases-many", type: "symbol", source: "cases", filter: ["!", alone],
    layout: {
      "icon-image": ["get", "ring"], "icon-size": ["step", ["get", "n"], 0.85, 10, 1, 100, 1.15, 1000, 1.35],
      "icon-allow-overlap": true, "text-field": ["get", "label"], "text-font": [tools.font], "text-size": 12,
      "text-allow-overlap": true,
    },
    paint: { "text-color": tools.colours.ink },
  });
  map.addLayer({
    id: "cases-one", type: "symbol", source: "cases", filter: alone,
    layout: { "icon-image": ["get", "sign"], "icon-allow-overlap": true },
  });
}

export async function refresh(map, tools) {
  const data = await tools.framed("cases");
  if (!data) return;
  draw(map, tools, data);
  map.getSource("cases")?.setData(data);
}

// Adds the pictures that are not there yet, and says of each place which it is.
function draw(map, tools, data) {
  for (const { properties: told } of data.features) {
    told.sign = `case-${toneOf(told)}`;
    told.label = told.n < 10000 ? String(told.n) : tools.short(told.n);
    const parts = shares(told);
    told.ring = ringName(parts);
    if (tools.ready && !map.hasImage(told.ring)) map.addImage(told.ring, ring(parts, tools.colours), { pixelRatio: 2 });
  }
}

export function open(features, map, tools) {
  const numbers = features.map((feature) => feature.properties.number).filter(Boolean);
  if (numbers.length) {
    tools.list(`numbers=${numbers.slice(0, 20).join(",")}`);
    return;
  }
  const [first] = features;
  if (map.getZoom() >= CLOSE_BY) tools.list(`cell=${first.properties.cell}`);
  else map.easeTo({ center: first.geometry.coordinates, zoom: Math.min(map.getZoom() + 2, 18) });
}
