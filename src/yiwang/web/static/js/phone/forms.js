// The forms of reports and acts: checked, put into the queue with a key of their own, then sent.
import { Draft } from "./drafts.js";
import { Photos } from "./photos.js";
import { keepPoint, locate } from "./place.js";
import { item as stored, put } from "./store.js";
import { roomFor } from "./visits.js";
import { about, newKey, person, say, word } from "./words.js";

function fault(field, text) {
  const line = field.querySelector("[data-fault]");
  line.textContent = text;
  line.hidden = !text;
}

function missing(field, form, photos) {
  const { kind } = field.dataset;
  if (kind === "files") return "must" in field.querySelector("[data-photos]").dataset && !photos.taken.length && word("photoMissing");
  if (kind === "category") return "must" in field.querySelector("[data-classes]").dataset && !field.querySelector("select").value && word("classMissing");
  if (kind === "area") {
    const point = form.querySelector("[data-point] input");
    const nowhere = !form.dataset.number && point && !point.value && !field.querySelector("select").value;
    return nowhere && word("unlocated");
  }
  const wrong = [...field.querySelectorAll("input, select, textarea")].find((input) => !input.checkValidity());
  return wrong && (field.dataset.wrong || wrong.validationMessage);
}

function fits(form, photos) {
  const wrong = [...form.querySelectorAll("[data-need]")].filter((field) => {
    const text = missing(field, form, photos);
    fault(field, text || "");
    return text;
  });
  wrong[0]?.scrollIntoView({ block: "center" });
  wrong[0]?.querySelector("button:not([hidden]), input:not([type='hidden']):not([hidden]), textarea, select:not([hidden])")?.focus();
  return !wrong.length;
}

async function packed(form, photos, before) {
  const { kind = "", procedure = "", number = "", action, seen, subject, house, label, title } = form.dataset;
  const key = before?.key ?? newKey();
  const made = before?.made ?? Date.now();
  const fields = [...new FormData(form)].filter(([, value]) => typeof value === "string" && value.trim() !== "");
  const head = JSON.stringify({
    key, person, post: Number(about.post), kind, procedure, number: kind ? "" : number, action,
    seen: Number(seen ?? 0), subject: Number(subject ?? 0), house: Number(house ?? 0), done_at: new Date(made).toISOString(),
  });
  const text = title || fields.find(([name]) => name === "content")?.[1] || "";
  const taken = photos ? await photos.packed() : [];
  const page = form.dataset.page ?? location.pathname;
  return { key, person, made, kind, head, fields, photos: taken, label, title: text.slice(0, 60), number, action, page, state: "waiting", why: "" };
}

const fillable = ({ name, type }) => name && !name.startsWith("known_") && !["hidden", "file"].includes(type);

// What is not among the fields was left empty, whatever the page has put there.
function blank(form) {
  for (const input of [...form.elements].filter(fillable)) {
    if (input.type === "radio" || input.type === "checkbox") input.checked = false;
    else input.value = "";
  }
}

// What somebody wrote before, put back; what the record says now stays as this page tells it.
function fill(form, photos, before) {
  roomFor(form, before.fields);
  blank(form);
  for (const [name, value] of before.fields.filter(([name]) => !name.startsWith("known_"))) {
    for (const input of form.querySelectorAll(`[name="${name}"]`)) {
      if (input.type === "radio" || input.type === "checkbox") input.checked ||= input.value === value;
      else input.value = value;
      input.dispatchEvent(new Event("change", { bubbles: true }));
    }
  }
  photos?.restore(before.photos);
  const details = form.closest("details");
  if (details) details.open = true;
  keepPoint(form);
  form.scrollIntoView();
}

class Sheet {
  constructor(form) {
    this.form = form;
    const root = form.querySelector("[data-photos]");
    this.photos = root ? new Photos(root) : null;
    this.draft = new Draft(form, this.photos, (found) => this.goOn(found));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.handIn();
    });
    form.closest("details")?.addEventListener("toggle", locate, { once: true });
  }

  async handIn() {
    const button = this.form.querySelector("button.main");
    if (button.disabled || !fits(this.form, this.photos)) return;
    button.disabled = true;
    try {
      const item = await packed(this.form, this.photos, this.before);
      this.draft.close();
      await put(item, this.draft.keys);
      navigator.storage?.persist?.();
      this.form.hidden = true;
      say(word("queued"));
      const next = this.form.dataset.after ?? document.querySelector(".bottom a[data-queue]").href;
      if (navigator.onLine || navigator.serviceWorker?.controller) location.assign(next);
    } catch {
      say(word("noStore"), { refused: true });
    }
    button.disabled = false;
  }

  // An item of the queue is changed, or a form is begun: whichever was half written is offered.
  async begin(key) {
    const before = key && (await stored(key, person));
    if (before && before.action === this.form.dataset.action) {
      this.goOn({ ...before, before });
      await this.draft.begin(before);
    } else if (!before) await this.draft.begin();
  }

  goOn(found) {
    this.before = found.before;
    fill(this.form, this.photos, found);
    if (!this.before) return;
    const changed = this.form.querySelector(".changed");
    changed.textContent = word("changed");
    changed.hidden = false;
  }
}

export function sheets() {
  const all = [...document.querySelectorAll("form[data-item]")].map((form) => new Sheet(form));
  const key = new URLSearchParams(location.hash.slice(1)).get("edit");
  for (const sheet of all) sheet.begin(key);
  if (all.some(({ form }) => !form.dataset.number)) locate();
}
