// Outlines as numbers: their ground, corners that move together, text and back. Pure: no map, no page.
// An outline is the coordinates of a MultiPolygon; every ring ends with its first corner.
const AXIS = 6378137;
const FLATTENING = 1 / 298.257223563;
const SQUARE = FLATTENING * (2 - FLATTENING);
const ECCENTRICITY = Math.sqrt(SQUARE);
const A_DEGREE = 111320;
const DECIMALS = 9;
// Corners within so many metres of each other are one corner.
export const TOGETHER = 0.05;
const STRAIGHT = 0.002;

export function rounded([east, north]) {
  return [Number(east.toFixed(DECIMALS)), Number(north.toFixed(DECIMALS))];
}

export function polygonsOf(geometry) {
  return geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
}

// The ground on the ellipsoid, as the server measures it (fieldwork/grids/outlines.py).
export function squareMetres(polygons) {
  return polygons.reduce((sum, [outer, ...holes]) => sum + enclosed(outer) - holes.reduce((gone, hole) => gone + enclosed(hole), 0), 0);
}

function enclosed(ring) {
  const zero = below(ring[0][1]);
  let sum = 0;
  for (let n = 0; n + 1 < ring.length; n += 1) {
    const [[east, north], [farther, higher]] = [ring[n], ring[n + 1]];
    const along = (below(north) + 4 * below((north + higher) / 2) + below(higher)) / 6 - zero;
    sum += ((farther - east) * Math.PI / 180) * along;
  }
  return Math.abs(sum);
}

// The ground between the equator and a latitude, for one radian of longitude.
function below(north) {
  const sine = Math.sin((north * Math.PI) / 180);
  const bent = ECCENTRICITY * sine;
  const half = sine / (1 - bent * bent) + Math.log((1 + bent) / (1 - bent)) / (2 * ECCENTRICITY);
  return (AXIS * AXIS * (1 - SQUARE) * half) / 2;
}

function scale(north) {
  return [A_DEGREE * Math.cos((north * Math.PI) / 180), A_DEGREE];
}

// Metres between two places that are not far from each other.
export function apart(one, other) {
  const [across, along] = scale((one[1] + other[1]) / 2);
  return Math.hypot((one[0] - other[0]) * across, (one[1] - other[1]) * along);
}

// The place on an edge that is nearest to a point.
export function nearestOn(from, to, point) {
  const [across, along] = scale(point[1]);
  const [x, y] = [(to[0] - from[0]) * across, (to[1] - from[1]) * along];
  const long = x * x + y * y;
  if (!long) return from;
  const share = (((point[0] - from[0]) * across) * x + ((point[1] - from[1]) * along) * y) / long;
  const held = Math.min(1, Math.max(0, share));
  return [from[0] + (to[0] - from[0]) * held, from[1] + (to[1] - from[1]) * held];
}

export function boundsOf(polygons) {
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [outer] of polygons) {
    for (const [east, north] of outer) {
      [box[0], box[1], box[2], box[3]] = [Math.min(box[0], east), Math.min(box[1], north), Math.max(box[2], east), Math.max(box[3], north)];
    }
  }
  return box;
}

export function within(box, [east, north], metres) {
  const [across, along] = scale(north);
  const [wide, high] = [metres / across, metres / along];
  return east >= box[0] - wide && east <= box[2] + wide && north >= box[1] - high && north <= box[3] + high;
}

export function* ringsOf(polygons) {
  for (const polygon of polygons) yield* polygon;
}

export function* edgesOf(polygons) {
  for (const ring of ringsOf(polygons)) for (let n = 0; n + 1 < ring.length; n += 1) yield [ring[n], ring[n + 1]];
}

export function* cornersOf(polygons) {
  for (const ring of ringsOf(polygons)) yield* ring.slice(0, -1);
}

export function hasCorner(polygons, at) {
  for (const corner of cornersOf(polygons)) if (apart(corner, at) < TOGETHER) return true;
  return false;
}

// Whether an outline holds a point: a line from it to the west crosses its borders an odd number of times.
export function holds(polygons, [east, north]) {
  let inside = false;
  for (const [[x, y], [u, v]] of edgesOf(polygons)) if (y > north !== v > north && east < ((u - x) * (north - y)) / (v - y) + x) inside = !inside;
  return inside;
}

// The same with the corner at a place moved to another. Where that place lies on an edge, the edge gets a corner
// there: so a border that two grids share stays shared, wherever each of them has its corners.
export function moved(polygons, from, to) {
  return changed(polygons, (ring) => {
    const found = [];
    let touched = false;
    ring.slice(0, -1).forEach((corner, n) => {
      const next = ring[n + 1];
      const here = apart(corner, from) < TOGETHER;
      found.push(here ? to : corner);
      const onward = !here && apart(next, from) >= TOGETHER && apart(nearestOn(corner, next, from), from) < TOGETHER;
      if (onward) found.push(to);
      touched ||= here || onward;
    });
    return touched ? found : null;
  });
}

// The same with a corner wherever one of these places lies on an edge, so that neighbours have their corners together.
export function noded(polygons, places) {
  return changed(polygons, (ring) => {
    const found = ring.slice(0, -1).flatMap((from, n) => [from, ...placesOn(from, ring[n + 1], places)]);
    return found.length === ring.length - 1 ? null : found;
  });
}

function placesOn(from, to, places) {
  const box = boundsOf([[[from, to]]]);
  const met = places.filter((place) => within(box, place, TOGETHER) && apart(nearestOn(from, to, place), place) < TOGETHER);
  const inner = met.filter((place) => apart(place, from) >= TOGETHER && apart(place, to) >= TOGETHER);
  inner.sort((one, other) => apart(from, one) - apart(from, other));
  return inner.filter((place, n) => n === 0 || apart(place, inner[n - 1]) >= TOGETHER);
}

// The same without the corner at a place; a ring of three keeps it.
export function removed(polygons, at) {
  return changed(polygons, (ring) => {
    const left = ring.slice(0, -1).filter((corner) => apart(corner, at) >= TOGETHER);
    return left.length === ring.length - 1 || left.length < 3 ? null : left;
  });
}

// Each ring through `change`, which returns its corners or null; the same outline where nothing changed.
function changed(polygons, change) {
  let touched = false;
  const found = polygons.map((polygon) => polygon.map((ring) => {
    const corners = change(ring);
    if (!corners) return ring;
    touched = true;
    return closed(corners);
  }));
  return touched ? found : polygons;
}

export function closed(corners) {
  const kept = corners.filter((corner, n) => apart(corner, corners[(n || corners.length) - 1]) >= TOGETHER / 10);
  return [...kept, kept[0]];
}

// Into how many directions borders leave a corner, over all outlines: more than two make a junction.
export function directionsAt(outlines, at) {
  const found = [];
  for (const polygons of outlines) {
    for (const [from, to] of edgesOf(polygons)) {
      const ends = [from, to].filter((end) => apart(end, at) >= TOGETHER);
      const touches = ends.length < 2 || apart(nearestOn(from, to, at), at) < TOGETHER;
      for (const end of touches ? ends : []) {
        const way = direction(at, end);
        if (found.every((other) => Math.abs(Math.atan2(Math.sin(way - other), Math.cos(way - other))) > STRAIGHT)) found.push(way);
      }
    }
  }
  return found.length;
}

function direction(from, to) {
  const [across, along] = scale(from[1]);
  return Math.atan2((to[1] - from[1]) * along, (to[0] - from[0]) * across);
}

const written = (ring) => `(${ring.map((corner) => rounded(corner).join(" ")).join(", ")})`;

export function toText(polygons) {
  if (!polygons?.length) return "";
  const told = polygons.map((polygon) => `(${polygon.map(written).join(", ")})`);
  return told.length === 1 ? `POLYGON ${told[0]}` : `MULTIPOLYGON (${told.join(", ")})`;
}

export function lineText(path) {
  return path.length > 1 ? `LINESTRING ${written(path)}` : "";
}

// Numbers of a text in brackets as nested lists, or null; what is wrong with it the server says in words.
function numbers(text) {
  const plain = text.replace(/[^\d\s.,()eE+-]/g, "?").trim();
  const json = plain.replace(/(-?\d[\d.eE+-]*)\s+(-?\d[\d.eE+-]*)(?:\s+-?\d[\d.eE+-]*)*/g, "[$1,$2]").replaceAll("(", "[").replaceAll(")", "]");
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

export function fromText(text) {
  const [, kind, rest] = text.trim().match(/^(MULTIPOLYGON|POLYGON)\s*Z?\s*(\(.*\))$/is) ?? [];
  const found = rest ? numbers(rest) : null;
  if (!found) return null;
  const polygons = kind.toUpperCase() === "POLYGON" ? [found] : found;
  const sound = polygons.every((polygon) => Array.isArray(polygon) && polygon.every((ring) => Array.isArray(ring) && ring.length > 3 && ring.every((corner) => corner?.length === 2)));
  return sound ? polygons : null;
}

export function lineFromText(text) {
  const [, rest] = text.trim().match(/^LINESTRING\s*Z?\s*(\(.*\))$/is) ?? [];
  const found = rest ? numbers(rest) : null;
  return found?.length > 1 && found.every((corner) => corner?.length === 2) ? found : null;
}
