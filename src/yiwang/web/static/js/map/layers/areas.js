// Outlines of the district, its streets, communities and grids, with their names.
const NONE = { type: "FeatureCollection", features: [] };
const GRIDS_FROM = 13;
// From which zoom on a name is written, and until which.
const NAMED = { street: [0, 14], community: [12.5, 24], grid: [14.5, 24] };
export const ids = ["areas-fill", "areas-grid-line", "areas-line", "areas-street", "areas-community", "areas-grid"];
export const picks = [];

export function add(map, tools) {
  const colours = tools.colours;
  for (const source of ["areas", "grids"]) {
    const data = tools.kept[source] ?? NONE;
    map.addSource(source, { type: "geojson", data });
    map.addSource(`${source}-names`, { type: "geojson", data: middles(data) });
  }
  map.addLayer({ id: "areas-fill", type: "fill", source: "areas", filter: ["==", ["get", "level"], "street"], paint: { "fill-color": colours.paper, "fill-opacity": tools.tiled ? 0.1 : 1, "fill-antialias": false } });
  map.addLayer({ id: "areas-grid-line", type: "line", source: "grids", minzoom: GRIDS_FROM, paint: { "line-color": colours.line, "line-width": 1 } });
  map.addLayer({
    id: "areas-line", type: "line", source: "areas",
    paint: {
      "line-color": ["match", ["get", "level"], "community", colours.line, colours["line-strong"]],
      "line-width": ["match", ["get", "level"], "district", 2.5, "street", 1.6, 1],
    },
  });
  for (const [level, [from, to]] of Object.entries(NAMED)) {
    map.addLayer({
      id: `areas-${level}`, type: "symbol", source: level === "grid" ? "grids-names" : "areas-names", minzoom: from, maxzoom: to,
      filter: ["==", ["get", "level"], level],
      layout: {
        "text-field": ["get", "name"], "text-font": [tools.font], "text-size": level === "street" ? 15 : 12,
        "text-allow-overlap": level === "street", "text-variable-anchor": ["center", "top", "bottom", "left", "right"], "text-radial-offset": 1.6,
      },
      paint: { "text-color": colours["ink-soft"], "text-halo-color": colours.paper, "text-halo-width": 1.5 },
    });
  }
}

export async function refresh(map, tools) {
  await take(map, tools, "areas", "");
  if (map.getZoom() >= GRIDS_FROM) await take(map, tools, "grids", "grids=1");
}

// Also asked for by heat by area, which draws on the same outlines.
export async function take(map, tools, source, more) {
  if (tools.kept[source]) return;
  const data = await tools.fetched("areas", more);
  if (!data) return;
  tools.kept[source] = data;
  map.getSource(source)?.setData(data);
  map.getSource(`${source}-names`)?.setData(middles(data));
}

// A point for each name: the middle of the largest outer ring.
export function middles(data) {
  return { type: "FeatureCollection", features: data.features.map((feature) => ({ ...feature, geometry: { type: "Point", coordinates: middle(feature.geometry.coordinates) } })) };
}

function middle(polygons) {
  const boxes = polygons.map(([outer]) => box(outer));
  const size = ([west, south, east, north]) => (east - west) * (north - south);
  const [west, south, east, north] = boxes.reduce((best, one) => (size(one) > size(best) ? one : best));
  return [(west + east) / 2, (south + north) / 2];
}

function box(ring) {
  const [across, along] = [0, 1].map((part) => ring.map((corner) => corner[part]));
  return [Math.min(...across), Math.min(...along), Math.max(...across), Math.max(...along)];
}
