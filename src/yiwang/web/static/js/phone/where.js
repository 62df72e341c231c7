// In which grid the report lies and who would act: asked of the server while there is a line, once the
// place, the area, the address or the class has changed. Without a line nothing is said.
const KEYS = ["point", "area", "address", "category", "part_code"];
const PAUSE = 400;
const secret = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? "";

class Where {
  constructor(root) {
    this.root = root;
    this.form = root.closest("form");
    for (const name of ["change", "input"]) {
      this.form.addEventListener(name, ({ target }) => KEYS.includes(target.name) && this.soon());
    }
    document.addEventListener("place-changed", () => this.soon());
    root.addEventListener("click", ({ target }) => this.choose(target.closest("[data-set]")));
  }

  soon() {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.ask(), PAUSE);
  }

  async ask() {
    const given = new FormData(this.form);
    const told = KEYS.filter((key) => given.get(key));
    if (!told.length || !navigator.onLine) return this.root.replaceChildren();
    const body = new FormData();
    for (const key of told) body.append(key, given.get(key));
    this.asked?.abort();
    this.asked = new AbortController();
    const headers = { "X-CSRFToken": secret(), "HX-Request": "true" };
    try {
      const answer = await fetch(this.root.dataset.where, { method: "POST", body, headers, signal: this.asked.signal });
      // Signed out, or refused: the report itself tells it when it is sent.
      if (answer.ok) return this.show(await answer.text());
      return this.root.replaceChildren();
    } catch (fault) {
      return fault.name === "AbortError" ? null : this.root.replaceChildren();
    }
  }

  show(text) {
    const page = new DOMParser().parseFromString(text, "text/html");
    this.root.replaceChildren(...page.body.childNodes);
  }

  choose(button) {
    if (!button) return;
    for (const [name, value] of Object.entries(JSON.parse(button.dataset.set))) {
      const field = this.form.elements[name];
      field.value = value;
      field.dispatchEvent(new Event("change", { bubbles: true }));
    }
  }
}

export function places() {
  for (const root of document.querySelectorAll("[data-where]")) new Where(root);
}
