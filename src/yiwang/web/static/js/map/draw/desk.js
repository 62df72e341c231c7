// The desk on which a change is drawn: its steps, the form that keeps them, and what the map shows of them.
import { Border } from "./border.js";
import * as rows from "./rows.js";
import { metresAPixel } from "./snap.js";
import { Steps } from "./steps.js";
import { lineText, squareMetres } from "./rings.js";
import { choose, showAround, showFound, showHandles, showMark, showPath, showPieces } from "./view.js";

const LOOK_AFTER = 250;
export const EMPTY = { path: [], done: false, pieces: [], chosen: [], corner: null, cut: "" };

export class Desk {
  constructor(map, stage, form, around) {
    [this.map, this.stage, this.form, this.around] = [map, stage, form, around];
    this.change = stage.dataset.change;
    this.steps = new Steps({ ...EMPTY, ...this.written() });
    this.waiting = 0;
    this.noded = new WeakMap();
  }

  get state() {
    return this.steps.now;
  }

  // What the form says, as the server wrote it or as somebody typed it.
  written() {
    const codes = this.field("codes")?.value.match(/\d+/g) ?? [];
    const pieces = rows.read();
    return { chosen: this.change === "redraw" ? pieces.slice(0, 1).map(({ code }) => code) : codes, pieces };
  }

  field(name) {
    return this.form.elements.namedItem(name);
  }

  // A new step: into the form, onto the map, and a question to the server what it would do.
  take(more) {
    const typed = rows.read();
    this.steps.amend({ ...this.state, pieces: this.state.pieces.map((piece, n) => ({ ...piece, code: typed[n]?.code ?? piece.code, name: typed[n]?.name ?? piece.name })) });
    const state = { ...this.state, ...more };
    this.steps.take({ ...state, pieces: more.pieces ?? this.state.pieces });
    this.keep();
  }

  back(forward = false) {
    if (forward) this.steps.forward();
    else this.steps.back();
    this.keep();
  }

  keep() {
    const { pieces, chosen, path, done, cut } = this.state;
    rows.write(pieces, cut);
    this.measure();
    if (this.field("codes") && this.change !== "redraw") this.field("codes").value = chosen.join(" ");
    if (this.field("line")) this.field("line").value = done ? lineText(path) : "";
    this.form.dispatchEvent(new Event("input", { bubbles: true }));
    this.show();
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.form.dispatchEvent(new Event("look")), LOOK_AFTER);
  }

  // The server cut, joined or fitted: its pieces belong to the step that was asked about.
  amended() {
    this.steps.amend({ ...this.state, pieces: rows.read(), cut: this.form.querySelector("[name='cut']").value });
    this.measure();
    this.show();
  }

  measure() {
    const on = (code) => (this.change === "redraw" ? this.around.grids.get(code)?.polygons : null);
    rows.measure((code) => (on(code) ? squareMetres(on(code)) : 0));
  }

  // The outline of a grid as it is drawn now.
  outline(code, { pieces } = this.state) {
    return pieces.find((piece) => piece.code === code && this.change === "redraw")?.polygons ?? this.around.grids.get(code)?.polygons;
  }

  metres(place) {
    return metresAPixel(this.map, place[1]);
  }

  locked({ told }) {
    if (told.until) this.say(this.stage.dataset.planned.replace("{code}", told.code).replace("{day}", told.until));
    return Boolean(told.until);
  }

  show(hover = null, state = this.state) {
    if (!this.map.getSource("around")) return;
    const { pieces, path, chosen, corner, done } = state;
    const redrawn = this.change === "redraw" ? pieces.map(({ code }) => code) : [];
    choose(this.map, chosen, redrawn);
    showPieces(this.map, pieces.map((piece) => ({ ...piece, label: redrawn.length ? piece.name || piece.code : "" })));
    showPath(this.map, path, done ? null : hover);
    showHandles(this.map, this.handled(state), corner);
    this.buttons();
    this.tell(hover);
  }

  // What a drag would make of the pieces, before it is dropped.
  preview(pieces) {
    this.show(null, { ...this.state, pieces, corner: null });
  }

  // What has corners to be grabbed: the chosen grid, or what was drawn new.
  handled(state = this.state) {
    if (this.change === "redraw") return this.withHandles(this.outline(state.chosen[0], state));
    const drawn = this.change === "add" ? state.pieces.flatMap(({ polygons }) => polygons ?? []) : [];
    return drawn.length ? drawn : null;
  }

  // A corner of a neighbour on the border of the chosen grid is one to be grabbed too.
  withHandles(polygons) {
    if (!polygons) return null;
    if (!this.noded.has(polygons)) this.noded.set(polygons, new Border(this).withCornersOfOthers(polygons));
    return this.noded.get(polygons);
  }

  showAround() {
    this.noded = new WeakMap();
    showAround(this.map, this.around.all);
    this.show();
  }

  showFound() {
    showFound(this.map, Array.from(document.querySelectorAll("#look [data-ground]"), ({ dataset }) => ({ geometry: JSON.parse(dataset.ground), kind: dataset.kind })));
  }

  mark(snap) {
    showMark(this.map, snap);
  }

  buttons() {
    const { path, chosen, corner, done } = this.state;
    const may = {
      undo: this.steps.done.length > 1, redo: this.steps.undone.length > 0, remove: corner !== null, another: this.state.pieces.every(({ polygons }) => polygons),
      finish: !done && path.length >= (this.change === "add" ? 3 : 2), cancel: path.length > 0 || chosen.length > 0 || corner !== null,
    };
    for (const button of document.querySelectorAll("[data-act]")) button.disabled = !may[button.dataset.act];
  }

  // In one line: how far the drawing is.
  tell(hover) {
    const { path, chosen, corner, done } = this.state;
    const words = this.stage.dataset;
    const lines = [];
    if (this.around.more) lines.push(words.nearer);
    if (chosen.length) lines.push(words.chosen.replace("{names}", chosen.map((code) => this.around.grids.get(code)?.told.name ?? code).join("、")));
    if (path.length && !done) {
      const metres = path.length > 1 ? squareMetres([[[...path, ...(hover ? [hover] : []), path[0]]]]) : 0;
      lines.push((this.change === "add" ? words.drawing : words.line).replace("{count}", path.length).replace("{metres}", rows.told(metres)));
    }
    if (corner) lines.push(words.corner);
    const begun = path.length || corner || this.state.pieces.some(({ polygons }) => polygons);
    if (!begun) lines.push(words[`hint${this.change[0].toUpperCase()}${this.change.slice(1)}`]);
    this.say(lines.join(" · "));
  }

  say(words) {
    const line = document.getElementById("draw-status");
    if (line.textContent !== words) line.textContent = words;
  }
}
