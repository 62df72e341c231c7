// A table wider than its place is moved sideways: with the arrow keys too, once Tab can reach it.
const SCROLLS = ".table";
const seen = new ResizeObserver((entries) => entries.forEach(({ target }) => reach(target)));

function reach(box) {
  if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
  else box.removeAttribute("tabindex");
}

function watch(within) {
  for (const box of within.querySelectorAll(SCROLLS)) {
    seen.observe(box);
    reach(box);
  }
}

watch(document);
document.addEventListener("htmx:load", (event) => watch(event.target));
