// The picture of the areas: a click or the arrow keys choose a point and its area, in step with
// the select beside it; an address that names an area suggests it. Without it the select suffices.
const STEP = 8;
const LARGE_STEP = 40;
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const place = document.querySelector("[data-place]");
const select = (place?.closest("form") ?? document).querySelector("select[name='area'], #area");

function tell(element) {
  element.dispatchEvent(new Event("input", { bubbles: true }));
  element.dispatchEvent(new Event("change", { bubbles: true }));
}

function begin() {
  const map = place.querySelector(".place-map");
  const svg = map.querySelector("svg");
  const dot = svg.querySelector(".place-point");
  const field = select.form.querySelector("[name='point']");
  const said = place.querySelector("#place-said");
  const clear = place.querySelector("[data-place-clear]");
  const known = new Set([...select.options].map((option) => option.value));
  // The smallest lie on top and are asked first.
  const shapes = [...svg.querySelectorAll("[data-code]")].filter((s) => known.has(s.dataset.code)).reverse();
  const { west, north, perLongitude, perLatitude } = svg.dataset;
  const margin = Number(svg.dataset.margin);
  let ours = false;

  const written = () => field.value.replace("，", ",").split(",").map((part) => part.trim());
  const isPlace = () => written().length === 2 && written().every((part) => /^-?\d+(\.\d+)?$/.test(part));
  const toPlane = (text) => {
    const [longitude, latitude] = text.split(",").map(Number);
    return [margin + (longitude - west) * perLongitude, margin + (north - latitude) * perLatitude];
  };
  const toEarth = ([x, y]) =>
    [Number(west) + (x - margin) / perLongitude, north - (y - margin) / perLatitude].map((n) => n.toFixed(6)).join(",");
  const holds = (shape, [x, y]) => shape.isPointInFill(new DOMPoint(x, y));
  const shapeAt = (at) => shapes.find((shape) => holds(shape, at));
  const centre = (shape) => {
    const box = shape.getBBox();
    return [box.x + box.width / 2, box.y + box.height / 2];
  };
  const chosen = () => shapes.find((shape) => shape.dataset.code === select.value);

  function draw() {
    const shape = chosen();
    for (const one of shapes) one.classList.toggle("chosen", one === shape);
    const at = isPlace() ? toPlane(written().join(",")) : null;
    if (at) [dot.cx.baseVal.value, dot.cy.baseVal.value] = at;
    dot.toggleAttribute("hidden", !at);
    clear.hidden = !at;
    said.textContent = [shape?.querySelector("title").textContent, at && written().join(", ")].filter(Boolean).join(" · ");
  }

  function choose(at) {
    const shape = at && shapeAt(at);
    if (!shape) return;
    field.value = toEarth(at);
    ours = true;
    if (select.value !== shape.dataset.code) {
      select.value = shape.dataset.code;
      tell(select);
    } else tell(field);
    ours = false;
    draw();
  }

  // The first key sets the mark into the chosen area, or into the middle of all.
  const start = () => [chosen() ?? svg, ...shapes].map(centre).find(shapeAt);

  svg.addEventListener("click", (event) => {
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
    choose([at.x, at.y]);
  });
  map.addEventListener("keydown", (event) => {
    const way = ARROWS[event.key];
    if (!way || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    if (!isPlace()) return choose(start());
    const step = event.shiftKey ? LARGE_STEP : STEP;
    const [x, y] = toPlane(written().join(","));
    choose([x + way[0] * step, y + way[1] * step]);
  });
  clear.addEventListener("click", () => {
    field.value = "";
    tell(field);
    draw();
    map.focus();
  });
  select.addEventListener("change", () => {
    const shape = chosen();
    // A point outside of the area that was chosen by hand would contradict it.
    if (!ours && isPlace() && !(shape && holds(shape, toPlane(written().join(","))))) field.value = "";
    draw();
  });
  // Coordinates typed or pasted: they choose the area that they lie in.
  field.addEventListener("change", () => {
    const shape = isPlace() && shapeAt(toPlane(written().join(",")));
    if (!ours && shape && select.value !== shape.dataset.code) {
      select.value = shape.dataset.code;
      ours = true;
      tell(select);
      ours = false;
    }
    draw();
  });
  select.form.addEventListener("reset", () => setTimeout(() => {
    field.value = "";
    draw();
  }));
  place.hidden = false;
  draw();
}

function suggest() {
  const guess = document.querySelector("[data-place-guess]");
  const address = select.form?.querySelector("[name='address']") ?? document.querySelector("#address");
  if (!guess || !address) return;
  const named = [...select.querySelectorAll("option[data-named]")];
  const stem = (text) => text.replace(/(社区|街道|村|镇|乡)$/u, "");
  const fits = (text) => (name) => text.includes(name) || (stem(name).length > 1 && text.includes(stem(name)));
  let found;
  address.addEventListener("input", () => {
    const hits = named.filter((option) => fits(address.value)(option.textContent));
    // A community is later in the list than its street, and says more.
    found = hits.findLast((option) => option.dataset.named === "community") ?? hits.at(-1);
    guess.hidden = !found || select.value.startsWith(found.value);
    if (found) guess.querySelector("b").textContent = found.textContent;
  });
  guess.querySelector("button").addEventListener("click", () => {
    select.value = found.value;
    guess.hidden = true;
    tell(select);
    select.focus();
  });
}

if (select) suggest();
if (select && place) begin();
