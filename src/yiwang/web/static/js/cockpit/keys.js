// Keys of the cockpit, where single letters are wanted (WCAG 2.1.4), and the full screen.
const press = (selector) => document.querySelector(selector)?.click();
const ACTS = {
  f: () => press("[data-full]"),
  r: () => press("[data-rotate]"),
  t: () => press("[data-theme-switch]"),
  "?": () => press("[data-opens='cockpit-help']"),
};

function full() {
  if (document.fullscreenElement) document.exitFullscreen();
  else document.documentElement.requestFullscreen?.();
}

export function listen() {
  document.querySelector("[data-full]").addEventListener("click", full);
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || document.body.dataset.keys === "off") return;
    if (event.target.matches("input, textarea, select") || document.querySelector("dialog[open]")) return;
    const act = ACTS[event.key.toLowerCase()];
    if (act) act();
    else if (/^[1-5]$/.test(event.key)) press(`.cockpit-spans [data-key="${event.key}"]`);
  });
}
