// The rows of the form: code, name and outline of each piece, read from the page and written into it.
import { fromText, squareMetres, toText } from "./rings.js";

const box = () => document.getElementById("pieces");
const field = (row, name) => row.querySelector(`[name="piece_${name}"]`);
const rows = () => Array.from(box().querySelectorAll("[data-piece]"));

export function read() {
  return rows().map((row) => {
    const text = field(row, "outline").value;
    return { code: field(row, "code").value, name: field(row, "name").value, text, polygons: fromText(text) };
  });
}

// A text that is no outline (yet) stays as it was written: the server says what is wrong with it.
export function write(pieces, cut = "") {
  const there = rows();
  there.slice(pieces.length).forEach((row) => row.remove());
  pieces.forEach((piece, n) => {
    const row = there[n] ?? added();
    set(field(row, "code"), piece.code);
    set(field(row, "name"), piece.name);
    set(field(row, "outline"), piece.polygons ? toText(piece.polygons) : piece.text ?? "");
    tell(row, "number", String(n + 1));
    tell(row, "title", `${piece.name} ${piece.code}`);
  });
  box().querySelector("[name='cut']").value = cut;
}

// The ground of each piece; `before` tells what a grid on record had.
export function measure(before = () => 0) {
  const words = document.getElementById("map").dataset;
  read().forEach(({ code, polygons }, n) => {
    const was = before(code);
    const sentence = was ? words.metresBefore.replace("{before}", told(was)) : words.metres;
    tell(rows()[n], "area", polygons ? sentence.replace("{metres}", told(squareMetres(polygons))) : "");
  });
}

function tell(row, what, words) {
  const place = row.querySelector(`[data-piece-${what}]`);
  if (place) place.textContent = words;
}

export function told(metres) {
  return new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 0 }).format(metres);
}

function set(input, value) {
  if (input.value !== value) input.value = value;
}

function added() {
  const row = document.getElementById("piece").content.firstElementChild.cloneNode(true);
  box().append(row);
  return row;
}
