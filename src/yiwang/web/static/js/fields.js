// A field says at once that its value cannot be right; whether it is, the server decides.
const plain = (text) =>
  text
    .normalize("NFKC")
    .replace(/[‐‑‒–—―−─]/gu, "-")
    .replace(/[\s()./·]|\p{C}/gu, "");

function fits(field) {
  const text = plain(field.value);
  return !text || new RegExp(`^(?:${field.dataset.pattern})$`, "u").test(text);
}

function tell(field) {
  const id = `${field.id}-fault`;
  let place = document.getElementById(id);
  if (fits(field)) {
    place?.remove();
    field.removeAttribute("aria-invalid");
    field.removeAttribute("aria-describedby");
    return;
  }
  if (!place) {
    place = document.createElement("span");
    place.id = id;
    place.className = "fault";
    place.setAttribute("role", "status");
    field.closest(".field").append(place);
  }
  place.textContent = field.dataset.wrong;
  field.setAttribute("aria-invalid", "true");
  field.setAttribute("aria-describedby", id);
}

for (const field of document.querySelectorAll("[data-pattern]")) {
  // Nobody is told of an error while still typing; only that it is gone.
  field.addEventListener("change", () => tell(field));
  field.addEventListener("input", () => field.hasAttribute("aria-invalid") && fits(field) && tell(field));
}

document.querySelector("[aria-invalid='true']:not([data-gallery] *)")?.focus();
