// Panels with two views: chosen by hand, remembered, or taking turns while somebody wants that.
const TURN_SECONDS = 20;
const KEY = "cockpit-rotates";
const button = document.querySelector("[data-rotate]");
const panels = () => [...document.querySelectorAll("[data-panes]")];
let turning;

function choose(panel, pane) {
  panel.dataset.panes = pane;
  tell();
  document.dispatchEvent(new Event("panes"));
}

// Whoever hears the page is told which view is chosen.
export function tell() {
  for (const one of document.querySelectorAll("[data-pane-of]")) {
    one.setAttribute("aria-pressed", one.closest("[data-panes]").dataset.panes === one.dataset.paneOf);
  }
}

document.addEventListener("click", (event) => {
  const chosen = event.target.closest("[data-pane-of]");
  if (chosen) choose(chosen.closest("[data-panes]"), chosen.dataset.paneOf);
});

// Nobody's view is turned away from under their hands.
function turn() {
  for (const panel of panels()) {
    if (!panel.matches(":hover, :focus-within")) panel.dataset.panes = panel.dataset.panes === "1" ? "2" : "1";
  }
  tell();
  document.dispatchEvent(new Event("panes"));
}

function set(on) {
  clearInterval(turning);
  turning = on ? setInterval(turn, TURN_SECONDS * 1000) : undefined;
  button.setAttribute("aria-pressed", on);
  localStorage.setItem(KEY, on ? "on" : "off");
}

export function rotate() {
  tell();
  button.addEventListener("click", () => set(!turning));
  set(localStorage.getItem(KEY) === "on");
}
