// Counts in classes of about equal size: where each begins, and its colour.
import { shades } from "./colours.js";

const CLASSES = 5;

export function classes(counts, tools) {
  const sorted = [...counts].sort((one, other) => one - other);
  const bounds = [...new Set(Array.from({ length: CLASSES }, (_, n) => sorted[Math.floor((n / CLASSES) * sorted.length)] ?? 1))];
  const colours = shades(tools.colours["brand-wash"], tools.colours["brand-strong"], bounds.length);
  const steps = bounds.slice(1).flatMap((bound, n) => [bound, colours[n + 1]]);
  return { fill: steps.length ? ["step", ["get", "n"], colours[0], ...steps] : colours[0], legend: bounds.map((bound, n) => [colours[n], `≥ ${bound}`]) };
}
