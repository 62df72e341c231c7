// Heat: hexagons shaded by how many cases lie in them, in classes of about equal size.
import { classes } from "../classes.js";

const NONE = { type: "FeatureCollection", features: [] };
export const ids = ["heat-fill"];
export const picks = ["heat-fill"];

export function add(map, tools) {
  const data = tools.kept.heat ?? NONE;
  map.addSource("heat", { type: "geojson", data });
  map.addLayer({ id: "heat-fill", type: "fill", source: "heat", paint: { "fill-opacity": 0.72, "fill-antialias": false } });
  shade(map, tools, data);
}

export async function refresh(map, tools) {
  const data = await tools.framed("heat");
  if (!data) return;
  map.getSource("heat")?.setData(data);
  shade(map, tools, data);
}

export function shown(map, tools) {
  if (tools.kept.heat) shade(map, tools, tools.kept.heat);
}

function shade(map, tools, data) {
  const counts = data.features.map((feature) => feature.properties.n);
  const { fill, legend } = classes(counts, tools);
  if (map.getLayer("heat-fill")) map.setPaintProperty("heat-fill", "fill-color", fill);
  if (counts.length) tools.legend("heat", legend);
}

export function open(features, map, tools) {
  tools.list(`cell=${features[0].properties.cell}`);
}
