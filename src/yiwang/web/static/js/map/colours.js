// The colours of the page, so that the map follows day and night.
const NAMES = ["ground", "paper", "sunk", "line", "line-strong", "ink", "ink-soft", "brand", "brand-strong", "brand-wash", "green", "amber", "red"];

export function colours() {
  const style = getComputedStyle(document.documentElement);
  return Object.fromEntries(NAMES.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
}

export function whenTheyChange(act) {
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", act);
  new MutationObserver(act).observe(document.documentElement, { attributeFilter: ["data-theme"] });
}

// Shades from one colour to another, as `#rrggbb`.
export function shades(from, to, count) {
  const parts = (colour) => [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
  const [first, last] = [parts(from), parts(to)];
  const mix = (share) => first.map((part, n) => Math.round(part + (last[n] - part) * share).toString(16).padStart(2, "0"));
  return Array.from({ length: count }, (_, n) => `#${mix(count === 1 ? 1 : n / (count - 1)).join("")}`);
}
