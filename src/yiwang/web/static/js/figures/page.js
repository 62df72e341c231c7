// The page of figures: the list that is searched, what is chosen, the chart.
import { begin } from "./chart.js";
import "./find.js";

const form = document.querySelector(".figures-form");
const chips = form.querySelector("[data-chips]");
const told = form.querySelector("[data-chosen]");

// What is chosen stands above the long list, and is taken away there.
function tell() {
  const chosen = [...form.querySelectorAll("[name='indicator']:checked")];
  told.textContent = told.dataset.chosen.replace("{n}", chosen.length);
  chips.replaceChildren(...chosen.map(chip));
}

function chip(box) {
  const name = box.closest(".pick").querySelector("b").textContent;
  const button = Object.assign(document.createElement("button"), { type: "button", textContent: `${name} ×` });
  button.setAttribute("aria-label", `${chips.dataset.remove} ${name}`);
  button.addEventListener("click", () => {
    box.checked = false;
    box.dispatchEvent(new Event("change", { bubbles: true }));
  });
  return button;
}

function draw() {
  const fresh = document.querySelector("#result [data-chart]:not(:has(canvas))");
  if (fresh) begin(fresh);
}

form.addEventListener("change", tell);
document.addEventListener("htmx:afterSettle", draw);
tell();
draw();
