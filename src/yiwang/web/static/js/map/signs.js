// Pictures of the cases: a ring whose parts say how many are late, soon late and in time; a sign for a single case.
const SIZE = 44;
const PARTS = 8;
export const TONES = ["late", "soon", "fine", "none"];
const COLOURS = { late: "red", soon: "amber", fine: "green", none: "line-strong" };

// How the cases of a cell share a ring of eight parts; whoever is late is always seen.
export function shares(told) {
  const counts = [told.late, told.soon, told.fine, told.n - told.late - told.soon - told.fine];
  const parts = counts.map((count) => (count ? Math.max(1, Math.floor((count / told.n) * PARTS)) : 0));
  const largest = counts.indexOf(Math.max(...counts));
  parts[largest] += PARTS - parts.reduce((sum, part) => sum + part, 0);
  return parts;
}

export function toneOf(told) {
  return TONES.find((tone) => told[tone]) ?? "none";
}

export function ringName(parts) {
  return `ring-${parts.join("-")}`;
}

function sheet() {
  const ratio = 2;
  const canvas = Object.assign(document.createElement("canvas"), { width: SIZE * ratio, height: SIZE * ratio });
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  pen.scale(ratio, ratio);
  pen.translate(SIZE / 2, SIZE / 2);
  return { pen, picture: () => pen.getImageData(0, 0, canvas.width, canvas.height), ratio };
}

function disc(pen, radius, colour) {
  pen.beginPath();
  pen.arc(0, 0, radius, 0, 2 * Math.PI);
  pen.fillStyle = colour;
  pen.fill();
}

export function ring(parts, colours) {
  const { pen, picture } = sheet();
  disc(pen, 20, colours.paper);
  let begin = -Math.PI / 2;
  parts.forEach((part, n) => {
    const end = begin + (part / PARTS) * 2 * Math.PI;
    pen.beginPath();
    pen.arc(0, 0, 17, begin, end);
    pen.lineWidth = 5;
    pen.strokeStyle = colours[COLOURS[TONES[n]]];
    if (part) pen.stroke();
    begin = end;
  });
  return picture();
}

// Told apart by shape as well as by colour, as in the legend.
export function sign(tone, colours) {
  const { pen, picture } = sheet();
  const colour = colours[COLOURS[tone]];
  disc(pen, 11, colours.paper);
  disc(pen, 9.5, colour);
  if (tone === "soon") disc(pen, 4.5, colours.paper);
  if (tone === "none") disc(pen, 7, colours.paper);
  if (tone === "late") {
    pen.fillStyle = colours.paper;
    pen.fillRect(-1.5, -6, 3, 7);
    pen.fillRect(-1.5, 3, 3, 3);
  }
  return picture();
}

// A part: square, so that it is no case; damaged ones have a stroke in it, lost ones are hollow.
export function square(state, colours) {
  const { pen, picture } = sheet();
  const half = state === "many" ? 16 : 7;
  const colour = { damaged: colours.amber, lost: colours.red }[state] ?? colours.brand;
  pen.fillStyle = state === "intact" || state === "damaged" ? colour : colours.paper;
  pen.strokeStyle = state === "intact" || state === "damaged" ? colours.paper : colour;
  pen.lineWidth = state === "lost" ? 3 : 2;
  pen.fillRect(-half, -half, 2 * half, 2 * half);
  pen.strokeRect(-half, -half, 2 * half, 2 * half);
  if (state === "damaged") {
    pen.fillStyle = colours.paper;
    pen.fillRect(-1, -5, 2, 6);
    pen.fillRect(-1, 3, 2, 2);
  }
  return picture();
}

// Somebody on duty: head and shoulders; hollow where the place is old.
export function worker(state, colours) {
  const { pen, picture } = sheet();
  const fresh = state === "fresh";
  disc(pen, 13, colours.paper);
  pen.lineWidth = 2;
  pen.fillStyle = fresh ? colours.green : colours.paper;
  pen.strokeStyle = fresh ? colours.green : colours["ink-soft"];
  for (const part of [[0, -4, 4, 0, 2 * Math.PI], [0, 9, 8, Math.PI, 2 * Math.PI]]) {
    pen.beginPath();
    pen.arc(...part);
    pen.closePath();
    pen.fill();
    pen.stroke();
  }
  return picture();
}
