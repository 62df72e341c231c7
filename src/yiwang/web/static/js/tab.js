// A form that holds personal data is remembered in this tab only, and for its writer only: until
// it was filed, given up, or the person signs out. Nothing of it is sent anywhere.
const form = document.querySelector("form[data-tab]");
const KEY = "written";
const SENT = "written-sent";
const SECRET = "csrfmiddlewaretoken";

const forget = () => [KEY, SENT].forEach((key) => sessionStorage.removeItem(key));
const fields = () =>
  [...form.elements].filter((e) => e.name && e.name !== SECRET && !["file", "submit", "reset"].includes(e.type));
const boxed = (field) => field.type === "radio" || field.type === "checkbox";

function remember() {
  const values = fields().map((field) => (boxed(field) ? field.checked : field.value));
  sessionStorage.setItem(KEY, JSON.stringify({ writer: form.dataset.tab, values }));
}

function restore() {
  const kept = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
  const all = fields();
  if (kept?.writer !== form.dataset.tab || kept.values.length !== all.length) return forget();
  all.forEach((field, i) => (boxed(field) ? (field.checked = kept.values[i]) : (field.value = kept.values[i])));
  form.querySelector("[data-restored]").hidden = false;
  form.dispatchEvent(new Event("change", { bubbles: true }));
}

document.addEventListener("submit", (event) => {
  if (event.target === form) sessionStorage.setItem(SENT, "1");
  if (event.target.matches("[data-leave]")) forget();
});

// The page of a case after sending means that it was filed; a refused form comes back filled.
if (sessionStorage.getItem(SENT) && location.pathname.startsWith("/cases/")) forget();
if (form) {
  if (form.dataset.filled !== undefined) forget();
  else restore();
  form.addEventListener("input", remember);
  form.addEventListener("change", remember);
  form.addEventListener("reset", () => {
    forget();
    form.querySelector("[data-restored]").hidden = true;
  });
}
