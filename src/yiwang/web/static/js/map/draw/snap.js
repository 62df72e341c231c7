// Where a point is meant to lie: on a corner or a border nearby; and along which border a line between two goes.
import { apart, boundsOf, edgesOf, nearestOn, ringsOf, rounded, TOGETHER, within } from "./rings.js";

const CORNER_PIXELS = 12;
const EDGE_PIXELS = 9;
const EARTH = 40075016.686;
const boxes = new WeakMap();

export function boxOf(polygons) {
  if (!boxes.has(polygons)) boxes.set(polygons, boundsOf(polygons));
  return boxes.get(polygons);
}

export function metresAPixel(map, north) {
  return (EARTH * Math.cos((north * Math.PI) / 180)) / (512 * 2 ** map.getZoom());
}

// The nearest corner, else the nearest place on a border, else the point itself; `but` is passed over.
export function snapped(point, outlines, metres, but = null) {
  const reach = CORNER_PIXELS * metres;
  const near = outlines.filter((polygons) => within(boxOf(polygons), point, reach));
  const corner = nearest(corners(near), point, reach, but);
  if (corner) return { at: corner, kind: "corner" };
  const places = near.flatMap((polygons) => Array.from(edgesOf(polygons), ([from, to]) => nearestOn(from, to, point)));
  const place = nearest(places, point, EDGE_PIXELS * metres, but);
  return place ? { at: rounded(place), kind: "edge" } : { at: rounded(point), kind: "" };
}

function* corners(outlines) {
  for (const polygons of outlines) for (const ring of ringsOf(polygons)) yield* ring;
}

function nearest(places, point, reach, but) {
  let [best, least] = [null, reach];
  for (const place of places) {
    const metres = apart(place, point);
    if (metres < least && !(but && apart(place, but) < TOGETHER)) [best, least] = [place, metres];
  }
  return best;
}

// The corners of a border between two places on it, the shorter way; none where that would be a long way round.
export function along(from, to, outlines) {
  const straight = apart(from, to);
  for (const polygons of outlines) {
    if (!within(boxOf(polygons), from, 1) || !within(boxOf(polygons), to, 1)) continue;
    for (const ring of ringsOf(polygons)) {
      const [first, last] = [placeOn(ring, from), placeOn(ring, to)];
      if (first === null || last === null) continue;
      const ways = [way(ring, first, last), way(ring, last, first).reverse()];
      const lengths = ways.map((corners) => length([from, ...corners, to]));
      const shorter = lengths[0] <= lengths[1] ? 0 : 1;
      if (lengths[shorter] <= straight * 2.5) return ways[shorter].filter((corner) => apart(corner, from) >= TOGETHER && apart(corner, to) >= TOGETHER);
    }
  }
  return [];
}

// The number of the edge of a ring on which a place lies, or null.
function placeOn(ring, at) {
  for (let n = 0; n + 1 < ring.length; n += 1) if (apart(nearestOn(ring[n], ring[n + 1], at), at) < TOGETHER) return n;
  return null;
}

// The corners that are passed on the way forward from one edge to another.
function way(ring, from, to) {
  const count = ring.length - 1;
  const found = [];
  for (let n = from; n !== to; n = (n + 1) % count) found.push(ring[(n + 1) % count]);
  return found;
}

function length(path) {
  return path.slice(1).reduce((sum, place, n) => sum + apart(path[n], place), 0);
}
