// A form that is half filled is remembered on this phone for its writer, photos too: until it is
// handed in, thrown away, a day old, or the person signs out.
import { of, within } from "./store.js";
import { about, clock, make, person, word } from "./words.js";

const PAUSE = 300;

const photosOf = (key) => `${key}#photos`;
const written = (form) =>
  [...new FormData(form)].filter(([name, value]) => typeof value === "string" && value.trim() && !name.startsWith("known_"));
// What the phone fills in by itself is nothing that somebody wrote.
const told = (form, fields) => JSON.stringify(fields.filter(([name]) => form.elements[name]?.type !== "hidden"));

async function stored(key) {
  const found = { draft: undefined, photos: undefined };
  await within(["drafts"], "readonly", (store) => {
    store("drafts").get(key).onsuccess = ({ target }) => (found.draft = target.result);
    store("drafts").get(photosOf(key)).onsuccess = ({ target }) => (found.photos = target.result);
  });
  if (!found.draft && !found.photos) return undefined;
  return { ...(found.draft ?? found.photos), fields: found.draft?.fields ?? [], photos: found.photos?.photos ?? [] };
}

async function keep(...records) {
  await within(["drafts"], "readwrite", (store) => records.forEach((record) => store("drafts").put(record)));
}

export async function dropDraft(key) {
  await within(["drafts"], "readwrite", (store) => [key, photosOf(key)].forEach((one) => store("drafts").delete(one)));
  document.dispatchEvent(new CustomEvent("queue-changed"));
}

// One line for each form, whether words or only photos are kept of it.
export async function drafts() {
  const found = new Map();
  for (const record of await of("drafts", person)) {
    const { draft: key, photos } = record;
    found.set(key, { ...found.get(key), ...record, key, count: photos?.length ?? found.get(key)?.count ?? 0 });
  }
  return [...found.values()];
}

export class Draft {
  constructor(form, photos, fill) {
    Object.assign(this, { form, photos, fill, at: 0, open: false });
    const { page, action, subject } = form.dataset;
    this.page = page ?? location.pathname;
    this.first = [person, about.post, this.page, action, subject].join("|");
    this.key = this.first;
    for (const name of ["input", "change"]) form.addEventListener(name, () => this.later());
    form.addEventListener("photos-changed", () => this.savePhotos());
    addEventListener("pagehide", () => this.save());
    document.addEventListener("visibilitychange", () => document.hidden && this.save());
    document.addEventListener("signing-out", () => this.close());
  }

  get keys() {
    return [this.key, photosOf(this.key)];
  }

  // Looks for what was begun before; nothing is remembered until the person has said what with it.
  async begin(before) {
    this.before = before && { key: before.key, made: before.made };
    this.key = before ? `${this.first}|${before.key}` : this.first;
    this.untouched = told(this.form, written(this.form));
    const found = await stored(this.key).catch(() => undefined);
    if (found) this.#offer(found);
    else this.open = true;
  }

  later() {
    if (!this.open) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), PAUSE);
    this.waiting = true;
  }

  #record(more) {
    const { label, title = "" } = this.form.dataset;
    return { person, made: Date.now(), draft: this.key, page: this.page, before: this.before, label, title, ...more };
  }

  async save() {
    if (!this.open || !this.waiting) return;
    clearTimeout(this.timer);
    this.waiting = false;
    const fields = written(this.form);
    if (told(this.form, fields) === this.untouched && !this.photos?.taken.length) return dropDraft(this.key);
    await keep(this.#record({ key: this.key, fields })).catch(() => null);
  }

  async savePhotos() {
    if (!this.open) return;
    const photos = await this.photos.packed();
    await keep(this.#record({ key: photosOf(this.key), photos })).catch(() => null);
    this.later();
  }

  close() {
    this.open = false;
    clearTimeout(this.timer);
  }

  #offer(found) {
    const details = this.form.closest("details");
    if (details) details.open = true;
    const count = found.photos.length ? word("photos", { count: found.photos.length }) : "";
    const said = [word("begun", { at: clock(found.made) }), count].filter(Boolean).join(" · ");
    const on = () => {
      this.#decided(box);
      this.fill(found);
      this.later();
    };
    const off = async () => {
      if (!confirm(word("dropAsk"))) return;
      await dropDraft(this.key);
      this.#decided(box);
    };
    const buttons = make("p", { class: "actions" },
      make("button", { type: "button", class: "main wide", press: on }, word("goOn")),
      make("button", { type: "button", class: "wide", press: off }, word("throwAway")));
    const box = make("div", { class: "offer", role: "group", "aria-label": word("begunShort") }, make("p", {}, said), buttons);
    this.form.before(box);
    this.form.hidden = true;
  }

  #decided(box) {
    box.remove();
    this.form.hidden = false;
    this.open = true;
  }
}
