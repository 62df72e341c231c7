// Corners of outlines: grabbed, dragged, set into an edge, removed; what shares them goes along.
import { apart, cornersOf, directionsAt, edgesOf, hasCorner, moved, noded, removed, rounded, within } from "./rings.js";
import { boxOf, snapped } from "./snap.js";
import { halfway } from "./view.js";

const REACH = 14;

export class Border {
  constructor(desk) {
    this.desk = desk;
    this.held = null;
  }

  // The corner or the middle of an edge under the pointer.
  handle({ raw }) {
    const polygons = this.desk.handled();
    if (!polygons) return null;
    const reach = REACH * this.desk.metres(raw);
    const corner = nearest(cornersOf(polygons), raw, reach);
    if (corner) return { at: corner, corner: true };
    const long = Array.from(edgesOf(polygons)).filter((edge) => apart(...edge) > 2 * reach);
    const middle = nearest(long.map(([from, to]) => halfway(from, to)), raw, reach * 0.7);
    return middle ? { at: middle, corner: false } : null;
  }

  grab(pointer) {
    const handle = this.handle(pointer);
    if (!handle) return false;
    const shared = this.sharing(handle.at);
    if (shared.some((one) => one.grid && this.desk.locked(one.grid))) return false;
    const before = new Set(shared.map(({ original }) => original));
    const others = this.outlines().map(({ polygons }) => polygons).filter((polygons) => !before.has(polygons));
    this.held = { ...handle, shared, others, to: null };
    return true;
  }

  drag({ raw, free }) {
    const found = free ? { at: rounded(raw), kind: "" } : snapped(raw, this.held.others, this.desk.metres(raw));
    this.held.to = found.at;
    this.desk.mark(found);
    this.preview();
  }

  drop() {
    const { at, to, corner, shared } = this.held;
    this.held = null;
    this.desk.mark(null);
    const still = !to || apart(at, to) < this.desk.metres(at) * 2;
    if (still) return corner ? this.select(at) : this.desk.show();
    return this.put(shared.map((one) => ({ ...one, polygons: moved(one.polygons, at, to) })), to);
  }

  select(corner) {
    this.desk.steps.amend({ ...this.desk.state, corner });
    this.desk.show();
  }

  remove(at = this.desk.state.corner) {
    if (!at) return;
    const { stage } = this.desk;
    const shared = this.sharing(at);
    if (shared.some((one) => one.grid && this.desk.locked(one.grid))) return;
    if (directionsAt(shared.map(({ polygons }) => polygons), at) > 2) return void this.desk.say(stage.dataset.junction);
    const left = shared.filter(({ polygons }) => hasCorner(polygons, at)).map((one) => ({ ...one, before: one.polygons, polygons: removed(one.polygons, at) }));
    if (!left.length || left.some(({ before, polygons }) => before === polygons)) return void this.desk.say(stage.dataset.few);
    this.put(left, null);
  }

  // What is on the desk and may go along: pieces, and for borders on record the grids around.
  outlines() {
    const { state, around, change } = this.desk;
    const pieces = state.pieces.map((piece, n) => ({ ...piece, n })).filter(({ polygons }) => polygons);
    const codes = change === "redraw" ? pieces.map(({ code }) => code) : [];
    const grids = around.standing.filter(({ told }) => !codes.includes(told.code));
    return [...pieces, ...grids.map((grid) => ({ code: grid.told.code, name: grid.told.name, polygons: grid.polygons, grid }))];
  }

  // The outlines of which a place is a corner, or on whose border it lies; with the corners that others have on theirs.
  sharing(at) {
    const beside = [at[0] + 1e-5, at[1] + 1e-5];
    const mine = this.outlines().filter((one) => this.desk.change === "redraw" || !one.grid);
    const met = mine.filter(({ polygons }) => within(boxOf(polygons), at, 1) && moved(polygons, at, beside) !== polygons);
    return met.map((one) => ({ ...one, original: one.polygons, polygons: this.withCornersOfOthers(one.polygons, mine) }));
  }

  withCornersOfOthers(polygons, outlines = this.outlines()) {
    const [west, south, east, north] = boxOf(polygons);
    const beside = outlines.filter((one) => {
      const box = boxOf(one.polygons);
      return one.polygons !== polygons && box[0] <= east && box[2] >= west && box[1] <= north && box[3] >= south;
    });
    return noded(polygons, beside.flatMap((one) => Array.from(cornersOf(one.polygons))));
  }

  preview() {
    const { at, to, shared } = this.held;
    const changed = shared.map((one) => ({ ...one, polygons: moved(one.polygons, at, to) }));
    this.desk.preview(merged(this.desk.state.pieces, changed));
  }

  put(changed, corner) {
    this.desk.take({ pieces: merged(this.desk.state.pieces, changed), corner });
  }
}

// The pieces with some outlines changed; a grid that was none before becomes one.
function merged(pieces, changed) {
  const found = [...pieces];
  for (const { n, code, name, polygons } of changed) {
    if (n === undefined) found.push({ code, name, polygons });
    else found[n] = { ...found[n], polygons };
  }
  return found;
}

function nearest(places, point, reach) {
  let [best, least] = [null, reach];
  for (const place of places) {
    const metres = apart(place, point);
    if (metres < least) [best, least] = [place, metres];
  }
  return best;
}
