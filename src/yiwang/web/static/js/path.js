// Drawing a route: clicks or keys set its points in the picture, a list beside it orders them. The
// text of coordinates is what is handed in; without this file it is filled by hand.
const STEP = 8;
const LARGE_STEP = 40;
const METRES_A_DEGREE = 111195;
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const SVG = "http://www.w3.org/2000/svg";

function metres([oneX, oneY], [otherX, otherY]) {
  const east = (otherX - oneX) * Math.cos(((oneY + otherY) / 2) * (Math.PI / 180));
  return Math.hypot(east, otherY - oneY) * METRES_A_DEGREE;
}

function begin(place) {
  const svg = place.querySelector("svg");
  const text = place.querySelector("textarea");
  if (!svg) return;
  const map = place.querySelector(".path-map");
  const line = svg.querySelector(".path-line");
  const dots = svg.querySelector(".path-dots");
  const mark = svg.querySelector(".path-mark");
  const template = place.querySelector("template");
  const list = template.content.firstElementChild.cloneNode();
  const row = template.content.querySelector("li");
  const undo = place.querySelector("[data-path-undo]");
  const clear = place.querySelector("[data-path-clear]");
  const grids = [...svg.querySelectorAll("[data-level='grid']")];
  const { west, north, perLongitude, perLatitude } = svg.dataset;
  const margin = Number(svg.dataset.margin);
  const form = text.form;
  let points = read();
  // New points go behind this one; -1 before all.
  let after = points.length - 1;
  let at;
  const before = [];

  const toPlane = ([x, y]) => [margin + (x - west) * perLongitude, margin + (north - y) * perLatitude];
  const toEarth = ([x, y]) => [Number(west) + (x - margin) / perLongitude, north - (y - margin) / perLatitude];
  const gridAt = (point) => grids.find((grid) => grid.isPointInFill(new DOMPoint(...toPlane(point))));
  const isLine = () => form?.querySelector("[name='kind']:checked")?.value !== "points";

  function read() {
    const rows = text.value.replaceAll("，", ",").split("\n").map((one) => one.split(",").map(Number));
    return rows.filter((one) => one.length === 2 && one.every((n) => Number.isFinite(n) && n !== 0));
  }

  function write() {
    text.value = points.map((point) => point.map((n) => n.toFixed(6)).join(",")).join("\n");
    text.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function dot(point, number) {
    const [x, y] = toPlane(point);
    const circle = document.createElementNS(SVG, "circle");
    circle.classList.add("path-dot");
    circle.classList.toggle("path-after", number === after);
    const label = document.createElementNS(SVG, "text");
    label.classList.add("path-number");
    for (const [key, value] of [["cx", x], ["cy", y], ["r", 13]]) circle.setAttribute(key, value);
    for (const [key, value] of [["x", x], ["y", y + 5]]) label.setAttribute(key, value);
    label.textContent = number + 1;
    return [circle, label];
  }

  function item(point, number) {
    const made = row.cloneNode(true);
    const button = made.querySelector("[data-after]");
    const grid = gridAt(point)?.dataset.name ?? place.dataset.nowhere;
    button.textContent = `${place.dataset.point.replace("{number}", number + 1)} · ${grid}`;
    button.setAttribute("aria-pressed", number === after);
    made.querySelector("[data-earlier]").disabled = number === 0;
    made.querySelector("[data-later]").disabled = number === points.length - 1;
    made.dataset.number = number;
    return made;
  }

  function draw() {
    line.setAttribute("points", isLine() ? points.map((point) => toPlane(point).join(",")).join(" ") : "");
    dots.replaceChildren(...points.flatMap(dot));
    list.replaceChildren(...points.map(item));
    mark.toggleAttribute("hidden", !at);
    if (at) mark.setAttribute("transform", `translate(${at.join(" ")})`);
    undo.disabled = before.length === 0;
    clear.disabled = points.length === 0;
    tell();
  }

  function tell() {
    const length = points.slice(1).reduce((sum, point, i) => sum + metres(points[i], point), 0);
    const through = [...new Set(points.map(gridAt).filter(Boolean).map((grid) => grid.dataset.name))];
    place.querySelector("#path-said").textContent = points.length
      ? place.dataset.said
          .replace("{count}", points.length)
          .replace("{metres}", isLine() ? Math.round(length) : 0)
          .replace("{grids}", through.join("、") || place.dataset.nowhere)
      : "";
  }

  function change(then) {
    before.push([points.slice(), after]);
    then();
    after = Math.min(after, points.length - 1);
    write();
    draw();
  }

  const add = (plane) => change(() => points.splice(++after, 0, toEarth(plane)));
  const back = () => {
    if (!before.length) return;
    [points, after] = before.pop();
    write();
    draw();
  };

  svg.addEventListener("click", (event) => {
    const hit = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
    add([hit.x, hit.y]);
  });
  map.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const way = ARROWS[event.key];
    const box = svg.viewBox.baseVal;
    if (way) {
      const step = event.shiftKey ? LARGE_STEP : STEP;
      const [x, y] = at ?? (points.length ? toPlane(points[Math.max(after, 0)]) : [box.width / 2, box.height / 2]);
      at = at ? [x + way[0] * step, y + way[1] * step] : [x, y];
      at = [Math.min(Math.max(at[0], 0), box.width), Math.min(Math.max(at[1], 0), box.height)];
      draw();
    } else if (event.key === "Enter" && at) add(at);
    else if (event.key === "Backspace") back();
    else return;
    event.preventDefault();
  });
  list.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    const number = Number(button.closest("li").dataset.number);
    const swap = (other) => change(() => {
      [points[number], points[other]] = [points[other], points[number]];
      after = other;
    });
    if (button.matches("[data-after]")) {
      after = number;
      draw();
      list.children[number].querySelector("[data-after]").focus();
    } else if (button.matches("[data-earlier]")) {
      swap(number - 1);
      list.children[number - 1].querySelector("[data-after]").focus();
    } else if (button.matches("[data-later]")) {
      swap(number + 1);
      list.children[number + 1].querySelector("[data-after]").focus();
    } else {
      change(() => {
        points.splice(number, 1);
        after = points.length - 1;
      });
      (list.children[Math.min(number, points.length - 1)]?.querySelector("[data-after]") ?? map).focus();
    }
  });
  undo.addEventListener("click", back);
  clear.addEventListener("click", () => change(() => (points = [])));
  text.addEventListener("change", () => {
    points = read();
    after = points.length - 1;
    draw();
  });
  form?.addEventListener("change", (event) => event.target.name === "kind" && draw());
  template.replaceWith(list);
  place.querySelector("[data-path-with-script]").hidden = false;
  place.querySelector("[data-path-text]").open = false;
  draw();
}

for (const place of document.querySelectorAll("[data-path]")) begin(place);
