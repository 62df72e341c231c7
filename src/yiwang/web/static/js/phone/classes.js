// The class of what was seen: by large buckets, level by level, or by a few letters.
import { make, word } from "./words.js";

const MOST_FOUND = 12;

function lineOf(option) {
  const { first, second, words } = option.dataset;
  const name = option.textContent.split("（")[0];
  return { code: option.value, first, second, name, text: `${first} ${second} ${name} ${words}` };
}

class Picker {
  constructor(root) {
    this.select = root.querySelector("select");
    this.lines = [...this.select.options].filter((option) => option.value).map(lineOf);
    this.panel = root.querySelector(".picker");
    this.find = root.querySelector("input[type='search']");
    this.list = root.querySelector(".buckets");
    this.select.hidden = true;
    this.panel.hidden = false;
    root.querySelector(`label[for='${this.select.id}']`).htmlFor = this.find.id;
    this.find.addEventListener("input", () => this.search());
    this.find.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault());
    this.select.addEventListener("change", () => this.show());
    this.show();
  }

  show() {
    const line = this.lines.find(({ code }) => code === this.select.value);
    this.panel.querySelector(".chosen").textContent = line ? `${line.first}·${line.second}·${line.name}` : "";
    this.find.hidden = Boolean(line);
    if (line) this.buttons([[word("edit"), () => this.choose("")]]);
    else this.level();
  }

  choose(code) {
    this.select.value = code;
    this.find.value = "";
    this.select.dispatchEvent(new Event("change", { bubbles: true }));
  }

  // First the firsts, then what lies below one, then the classes themselves.
  level(first, second) {
    const below = this.lines.filter((l) => (!first || l.first === first) && (!second || l.second === second));
    if (second) return this.classes(below, () => this.level(first));
    const key = first ? "second" : "first";
    const names = [...new Set(below.map((line) => line[key]))];
    const down = (name) => (first ? this.level(first, name) : this.level(name));
    this.buttons(names.map((name) => [name, () => down(name)]), first && (() => this.level()));
  }

  classes(lines, back) {
    this.buttons(lines.map((line) => [`${line.second}·${line.name}`, () => this.choose(line.code)]), back, true);
  }

  search() {
    const parts = this.find.value.trim().split(/\s+/).filter(Boolean);
    if (!parts.length) return this.level();
    const found = this.lines.filter(({ text }) => parts.every((part) => text.includes(part))).slice(0, MOST_FOUND);
    if (found.length) this.classes(found);
    else this.list.replaceChildren(make("li", {}, word("classNone")));
  }

  buttons(named, back, lines = false) {
    const all = back ? [...named, [word("classBack"), back]] : named;
    this.list.classList.toggle("lines", lines);
    this.list.replaceChildren(...all.map(([name, press]) => make("li", {}, make("button", { type: "button", press }, name))));
  }
}

export function pickers() {
  for (const root of document.querySelectorAll("[data-classes]")) new Picker(root);
}
