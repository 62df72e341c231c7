// Keys. Those of a single letter can be switched off (WCAG 2.1.4); Ctrl+Enter always hands in.
const find = (selector) => document.querySelector(selector);
const typing = () => document.activeElement?.matches("input, textarea, select");
const lettersOn = () => find("[data-keys-switch]")?.checked && !find("dialog[open]");

const LETTERS = {
  "/": () => find("#find"),
  j: () => neighbour(1),
  k: () => neighbour(-1),
};

document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    document.activeElement?.closest("form")?.requestSubmit();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || typing() || !lettersOn()) return;
  // What a page binds to a letter: a link or a button that bears it.
  if (/^[a-z]$/.test(event.key)) find(`a[data-key="${event.key}"], button[data-key="${event.key}"]`)?.click();
  if (event.key === "?") find("#keys").showModal();
  const next = LETTERS[event.key]?.();
  if (!next) return;
  event.preventDefault();
  next.focus();
});

function neighbour(step) {
  const links = [...document.querySelectorAll("tbody .title")];
  return links[links.indexOf(document.activeElement) + step] ?? links[0];
}

find("[data-keys-switch]")?.addEventListener("change", (event) => {
  document.cookie = `keys=${event.target.checked ? "on" : "off"};path=/;max-age=31536000;samesite=lax`;
});
