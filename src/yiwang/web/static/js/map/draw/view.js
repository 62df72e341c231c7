// How a drawing looks on the map: grids around, pieces with their numbers, what is being drawn, what was found.
import { apart, boundsOf, cornersOf, edgesOf, holds } from "./rings.js";
import { metresAPixel } from "./snap.js";

const NONE = { type: "FeatureCollection", features: [] };
const SOURCES = ["around", "names", "pieces", "labels", "found", "path", "points", "middles", "corners", "marks"];
const LEAST_PIXELS = 36;
const MOST_HANDLES = 3000;

const collection = (features) => ({ type: "FeatureCollection", features });
export const feature = (type, coordinates, properties = {}) => ({ type: "Feature", geometry: { type, coordinates }, properties });

export function addLayers(map, colours, font) {
  for (const source of SOURCES) map.addSource(source, { type: "geojson", data: NONE });
  const fill = (id, source, paint, more = {}) => map.addLayer({ id, type: "fill", source, paint, ...more });
  const line = (id, source, paint, more = {}) => map.addLayer({ id, type: "line", source, paint, ...more });
  const circle = (id, source, paint, more = {}) => map.addLayer({ id, type: "circle", source, paint, ...more });
  const standing = ["!", ["get", "planned"]];
  fill("around-fill", "around", { "fill-color": colours.paper, "fill-opacity": 0.6 }, { filter: standing });
  fill("around-chosen", "around", { "fill-color": colours["brand-wash"], "fill-opacity": 0.95 }, { filter: none() });
  line("around-line", "around", { "line-color": colours["line-strong"], "line-width": 1.2 }, { filter: ["all", standing, ["==", ["get", "until"], ""]] });
  line("around-until", "around", { "line-color": colours.amber, "line-width": 2, "line-dasharray": [3, 2] }, { filter: ["!=", ["get", "until"], ""] });
  line("around-planned", "around", { "line-color": colours.amber, "line-width": 1.4, "line-dasharray": [1, 2] }, { filter: ["get", "planned"] });
  line("around-chosen-line", "around", { "line-color": colours.brand, "line-width": 3 }, { filter: none() });
  fill("pieces-fill", "pieces", { "fill-color": ["match", ["%", ["get", "number"], 3], 1, colours.brand, 2, colours.green, colours.amber], "fill-opacity": 0.22 });
  line("pieces-line", "pieces", { "line-color": colours["brand-strong"], "line-width": 2.5 });
  const kinds = (overlap, gap) => ["match", ["get", "kind"], ["overlap", "missing"], overlap, gap];
  fill("found-fill", "found", { "fill-color": kinds(colours.red, colours.amber), "fill-opacity": 0.45 });
  line("found-line", "found", { "line-color": kinds(colours.red, colours.amber), "line-width": 2 });
  const words = (size, colour) => [{ "text-font": [font], "text-size": size }, { "text-color": colour, "text-halo-color": colours.paper, "text-halo-width": 1.6 }];
  const [plain, soft] = words(12, colours["ink-soft"]);
  map.addLayer({ id: "names", type: "symbol", source: "names", minzoom: 12, layout: { ...plain, "text-field": ["get", "name"] }, paint: soft });
  const [large, strong] = words(17, colours.ink);
  map.addLayer({ id: "labels", type: "symbol", source: "labels", layout: { ...large, "text-field": ["get", "words"], "text-allow-overlap": true }, paint: strong });
  line("path-line", "path", { "line-color": colours.brand, "line-width": 2.5, "line-dasharray": [2, 1.5] });
  circle("path-points", "points", { "circle-radius": 4.5, "circle-color": colours.paper, "circle-stroke-color": colours.brand, "circle-stroke-width": 2 });
  circle("middles", "middles", { "circle-radius": 3.5, "circle-color": colours.brand, "circle-opacity": 0.75 });
  const held = ["get", "held"];
  circle("corners", "corners", { "circle-radius": ["case", held, 8, 6], "circle-color": ["case", held, colours.red, colours.paper], "circle-stroke-color": colours.brand, "circle-stroke-width": 2.5 });
  circle("marks", "marks", { "circle-radius": 11, "circle-opacity": 0, "circle-color": colours.paper, "circle-stroke-color": colours.green, "circle-stroke-width": 3 });
}

function none() {
  return ["in", ["get", "code"], ["literal", []]];
}

export function put(map, source, features) {
  map.getSource(source)?.setData(collection(features));
}

// The grids around; those in `gone` are drawn as pieces instead.
export function showAround(map, grids) {
  put(map, "around", grids.map(({ polygons, told }) => feature("MultiPolygon", polygons, told)));
  put(map, "names", grids.filter(({ told }) => !told.planned).map(({ polygons, told }) => feature("Point", middleOf(polygons), told)));
}

export function choose(map, codes, gone) {
  const among = (list) => ["in", ["get", "code"], ["literal", list]];
  if (!map.getLayer("around-chosen")) return;
  map.setFilter("around-chosen", among(codes.filter((code) => !gone.includes(code))));
  map.setFilter("around-chosen-line", among(codes.filter((code) => !gone.includes(code))));
  map.setFilter("around-fill", ["all", ["!", ["get", "planned"]], ["!", among(gone)]]);
  map.setFilter("around-line", ["all", ["!", ["get", "planned"]], ["==", ["get", "until"], ""], ["!", among(gone)]]);
}

export function showPieces(map, pieces) {
  const drawn = pieces.map((piece, n) => ({ ...piece, number: n + 1 })).filter(({ polygons }) => polygons);
  put(map, "pieces", drawn.map(({ polygons, number }) => feature("MultiPolygon", polygons, { number })));
  put(map, "labels", drawn.map(({ polygons, number, label }) => feature("Point", middleOf(polygons), { words: label || String(number) })));
}

export function showPath(map, path, hover) {
  const whole = hover && path.length ? [...path, hover] : path;
  put(map, "path", whole.length > 1 ? [feature("LineString", whole)] : []);
  put(map, "points", path.map((place) => feature("Point", place)));
}

export function showHandles(map, polygons, held) {
  const corners = polygons ? Array.from(cornersOf(polygons)).slice(0, MOST_HANDLES) : [];
  const same = (place) => held && place[0] === held[0] && place[1] === held[1];
  put(map, "corners", corners.map((place) => feature("Point", place, { held: Boolean(same(place)) })));
  const every = corners.length && corners.length < MOST_HANDLES ? Array.from(edgesOf(polygons)) : [];
  const edges = every.filter((edge) => apart(...edge) > LEAST_PIXELS * metresAPixel(map, edge[0][1]));
  put(map, "middles", edges.map(([from, to]) => feature("Point", halfway(from, to))));
}

export function halfway(from, to) {
  return [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
}

export function showFound(map, found) {
  put(map, "found", found.map(({ geometry, kind }) => ({ type: "Feature", geometry, properties: { kind } })));
}

export function showMark(map, snap) {
  put(map, "marks", snap?.kind ? [feature("Point", snap.at)] : []);
}

// Where the name of an outline is written: the middle of its largest part; where that lies outside, a place inside.
export function middleOf(polygons) {
  const boxes = polygons.map((polygon) => boundsOf([polygon]));
  const size = ([west, south, east, north]) => (east - west) * (north - south);
  const [west, south, east, north] = boxes.reduce((best, box) => (size(box) > size(best) ? box : best));
  const middle = [(west + east) / 2, (south + north) / 2];
  if (holds(polygons, middle)) return middle;
  const shares = Array.from({ length: 9 }, (_, n) => (n + 1) / 10);
  const places = shares.flatMap((x) => shares.map((y) => [west + (east - west) * x, south + (north - south) * y]));
  return places.find((place) => holds(polygons, place)) ?? middle;
}
