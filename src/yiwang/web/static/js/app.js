// Messages of refused requests, lists that fill fields; what has its own file is named here.
import "./fields.js";
import "./keys.js";
import "./leave.js";
import "./line.js";
import "./place.js";
import "./reply.js";
import "./scroll.js";
import "./tab.js";
import "./theme.js";
import "./windows.js";
import "./written.js";

const field = (selector) => document.querySelector(selector);

for (const select of document.querySelectorAll("select[data-submit]")) {
  select.addEventListener("change", () => select.form.requestSubmit());
}

for (const list of document.querySelectorAll("select[data-fill]")) {
  list.addEventListener("change", () => {
    const target = document.getElementById(list.dataset.fill);
    const text = list.selectedOptions[0]?.dataset.text;
    if (target && text) {
      target.value = text;
      target.dispatchEvent(new Event("input", { bubbles: true }));
    }
  });
}

document.body.addEventListener("htmx:beforeSwap", (event) => {
  // Every refusal of ours is a sentence for the message area; other faults stay out of the page.
  if (event.detail.xhr.getResponseHeader("HX-Retarget") === "#messages") event.detail.shouldSwap = true;
});
document.addEventListener("click", (event) => {
  const chosen = event.target.closest("[data-set]");
  if (!chosen) return;
  for (const [id, value] of Object.entries(JSON.parse(chosen.dataset.set))) {
    const target = document.getElementById(id) ?? field(`#intake [name="${id}"]`);
    if (target) {
      target.value = value;
      target.dispatchEvent(new Event("input", { bubbles: true }));
      target.dispatchEvent(new Event("change", { bubbles: true }));
    }
  }
});
document.addEventListener("click", (event) => {
  const chosen = event.target.closest("[data-answer]");
  if (!chosen) return;
  field("#public_reply").value = document.getElementById(chosen.dataset.answer).textContent;
  field("#knowledge").value = chosen.dataset.knowledge;
  field("input[name='then'][value='answer']").checked = true;
  field("#public_reply").focus();
});
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const source = document.getElementById(button.dataset.copy);
  source.select();
  // Pages inside the house may be served without TLS, where the newer way is not offered.
  if (navigator.clipboard) await navigator.clipboard.writeText(source.value);
  else document.execCommand("copy");
  button.textContent = button.dataset.copied;
});
