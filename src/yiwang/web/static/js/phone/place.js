// Where the phone is, with how exactly it knows; a guess of kilometres is no position.
import { word } from "./words.js";

const EXACT_ENOUGH = 500;
const ASK = { enableHighAccuracy: true, timeout: 15_000, maximumAge: 30_000 };
let known;

export const current = () => known;

function show(text) {
  for (const root of document.querySelectorAll("[data-point]:not([data-kept])")) {
    root.querySelector("input").value = known ? `${known.longitude},${known.latitude}` : "";
    const act = root.closest("form").dataset.number;
    root.querySelector("[data-point-said]").textContent = text ?? word(act ? "unlocatedAct" : "unlocated");
  }
  document.dispatchEvent(new CustomEvent("place-changed"));
}

function found({ coords }) {
  if (coords.accuracy > EXACT_ENOUGH) return missed();
  known = { longitude: coords.longitude.toFixed(6), latitude: coords.latitude.toFixed(6), metres: Math.round(coords.accuracy) };
  show(word("located", { metres: known.metres }));
}

function missed() {
  known = undefined;
  show();
}

export function locate() {
  if (!document.querySelector("[data-point]")) return;
  if (!navigator.geolocation) return missed();
  show(word("locating"));
  navigator.geolocation.getCurrentPosition(found, missed, ASK);
}

// A form that goes on elsewhere still tells of the place where it was begun.
export function keepPoint(form) {
  for (const root of form.querySelectorAll("[data-point]")) {
    if (!root.querySelector("input").value) continue;
    root.dataset.kept = "";
    root.querySelector("[data-point-said]").textContent = word("pointKept");
  }
}

export function keepPlace() {
  for (const button of document.querySelectorAll("[data-point-again]")) {
    button.addEventListener("click", () => {
      delete button.closest("[data-point]").dataset.kept;
      locate();
    });
  }
}
