// Nothing that was written is lost unasked: warnings before leaving, drafts, confirmations.
const unsaved = new Set();

document.addEventListener("input", (event) => {
  const form = event.target.closest("form[data-keep]");
  if (form) unsaved.add(form);
});
document.addEventListener("reset", (event) => unsaved.delete(event.target));

document.addEventListener("submit", (event) => {
  const form = event.target;
  const grave = form.dataset.confirm;
  if (grave && !event.submitter?.hasAttribute("formaction") && !confirm(grave)) {
    event.preventDefault();
    return;
  }
  renewSecret(form);
  // Handing in one form saves that form, and no other that was begun beside it.
  unsaved.delete(form);
});

addEventListener("beforeunload", (event) => {
  if (unsaved.size) event.preventDefault();
});

// Signing in again in another window renews the secret that forms carry; this page must know it.
function renewSecret(form) {
  const field = form.querySelector("input[name='csrfmiddlewaretoken']");
  const cookie = document.cookie.match(/(?:^|;\s*)csrftoken=([^;]+)/);
  if (field && cookie) field.value = cookie[1];
}

const draftForm = (event) => event.target.matches?.("[data-draft]") && event.target.closest("form");

document.addEventListener("htmx:trigger", () => {
  for (const form of document.forms) renewSecret(form);
});
document.addEventListener("htmx:beforeRequest", (event) => {
  const form = draftForm(event);
  if (form) unsaved.delete(form);
});
document.addEventListener("htmx:afterRequest", (event) => {
  const form = draftForm(event);
  if (!form || event.detail.successful) return;
  unsaved.add(form);
  event.target.textContent = event.target.dataset.failed;
});
