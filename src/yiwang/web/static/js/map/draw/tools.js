// What the pointer does with each tool: borders are changed, a line is drawn, a new outline, neighbours are chosen.
import { apart, closed, rounded } from "./rings.js";
import { along, snapped } from "./snap.js";
import { Border } from "./border.js";

const SAME_PIXELS = 6;
const CLOSE_PIXELS = 12;
const CLEAN = { path: [], done: false, corner: null, cut: "" };

class Tool {
  constructor(desk) {
    this.desk = desk;
    this.border = new Border(desk);
  }

  pointed(raw, { free }) {
    return { raw, free };
  }

  grab(pointer) {
    return this.border.grab(pointer);
  }

  drag(pointer) {
    this.border.drag(pointer);
  }

  drop() {
    this.border.drop();
  }

  remove() {
    this.border.remove();
  }

  removeAt(pointer) {
    const handle = this.border.handle(pointer);
    if (handle?.corner) this.border.remove(handle.at);
  }

  undo() {
    this.desk.back();
  }

  redo() {
    this.desk.back(true);
  }

  hover() {}
  pick() {}
  finish() {}

  cancel() {
    const { corner } = this.desk.state;
    if (corner) this.border.select(null);
    else this.desk.take({ ...CLEAN, chosen: [] });
  }

  // The grid under the pointer, unless something is planned for it.
  gridAt({ raw }) {
    const grid = this.desk.around.at(raw);
    return grid && !this.desk.locked(grid) ? grid.told.code : null;
  }
}

export class Redraw extends Tool {
  pick(pointer) {
    if (this.border.handle(pointer)) return;
    const code = this.gridAt(pointer);
    if (!code || code === this.desk.state.chosen[0]) return;
    this.desk.steps.amend({ ...this.desk.state, chosen: [code], corner: null });
    this.desk.show();
  }

  cancel() {
    this.desk.steps.amend({ ...this.desk.state, chosen: this.desk.state.corner ? this.desk.state.chosen : [], corner: null });
    this.desk.show();
  }
}

export class Merge extends Tool {
  grab() {
    return false;
  }

  pick(pointer) {
    const code = this.gridAt(pointer);
    if (!code) return;
    const { chosen } = this.desk.state;
    this.desk.take({ chosen: chosen.includes(code) ? chosen.filter((one) => one !== code) : [...chosen, code] });
  }

  cancel() {
    this.desk.take({ ...CLEAN, chosen: [], pieces: [] });
  }
}

// A line or an outline, place by place.
class Path extends Tool {
  grab(pointer) {
    return this.desk.state.path.length || this.least === 2 ? false : super.grab(pointer);
  }

  snap({ raw, free }) {
    if (free) return { at: rounded(raw), kind: "" };
    const [first] = this.desk.state.path;
    const reach = CLOSE_PIXELS * this.desk.metres(raw);
    if (first && this.desk.state.path.length > 2 && apart(first, raw) < reach) return { at: first, kind: "corner" };
    return snapped(raw, this.borders(), this.desk.metres(raw));
  }

  borders() {
    const drawn = this.desk.change === "add" ? this.desk.state.pieces.flatMap(({ polygons }) => (polygons ? [polygons] : [])) : [];
    return [...this.desk.around.standing.map(({ polygons }) => polygons), ...drawn];
  }

  hover(pointer) {
    if (this.desk.state.done || this.full) return this.desk.mark(null);
    const found = this.snap(pointer);
    this.desk.mark(found);
    if (this.desk.state.path.length) this.desk.show(found.at);
  }

  pick(pointer) {
    const { path, done } = this.desk.state;
    if (done || this.full || (!path.length && this.border.handle(pointer))) return;
    const { at, kind } = this.snap(pointer);
    const last = path.at(-1);
    if (last && apart(last, at) < SAME_PIXELS * this.desk.metres(at)) return void this.finish();
    if (path.length > 2 && at === path[0]) return void this.finish(true);
    const via = last && kind && !pointer.free ? this.via(last, at) : [];
    this.desk.take({ path: [...path, ...via, at] });
  }

  via() {
    return [];
  }

  get full() {
    return false;
  }

  remove() {
    const { path, done } = this.desk.state;
    if (path.length && !done) this.desk.take({ path: path.slice(0, -1) });
    else super.remove();
  }
}

export class Split extends Path {
  least = 2;

  pick(pointer) {
    if (this.desk.state.chosen.length) return super.pick(pointer);
    const code = this.gridAt(pointer);
    if (code) this.desk.take({ chosen: [code] });
  }

  hover(pointer) {
    if (this.desk.state.chosen.length) super.hover(pointer);
  }

  finish(ring = false) {
    const { path, done } = this.desk.state;
    if (done || path.length < this.least) return;
    this.desk.mark(null);
    this.desk.take({ path: ring ? [...path, path[0]] : path, done: true, pieces: [], cut: "" });
  }

  cancel() {
    const { path } = this.desk.state;
    this.desk.take({ ...CLEAN, pieces: [], chosen: path.length ? this.desk.state.chosen : [] });
  }
}

export class Add extends Path {
  least = 3;

  get full() {
    return this.desk.state.pieces.length > 0 && this.desk.state.pieces.every(({ polygons }) => polygons);
  }

  // Along the border of a neighbour, where both places lie on it: no sliver is left between.
  via(from, to) {
    return along(from, to, this.borders());
  }

  finish() {
    const { path, pieces } = this.desk.state;
    if (path.length < this.least) return;
    const ring = closed([...path, ...this.via(path.at(-1), path[0])]);
    const place = pieces.findIndex(({ polygons }) => !polygons);
    const found = place < 0 ? [...pieces, { code: "", name: "" }] : [...pieces];
    const n = place < 0 ? pieces.length : place;
    found[n] = { ...found[n], polygons: [[ring]] };
    this.desk.mark(null);
    this.desk.take({ ...CLEAN, pieces: found });
  }

  another() {
    this.desk.take({ ...CLEAN, pieces: [...this.desk.state.pieces, { code: "", name: "", polygons: null }] });
  }
}

export const TOOLS = { redraw: Redraw, split: Split, merge: Merge, add: Add };
