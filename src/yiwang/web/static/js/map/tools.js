// What every layer is given: colours, data of the window, the side panel, the legend.
import { asked, frameAround, holds, seen } from "./frame.js";

export class Tools {
  constructor(stage, map) {
    this.stage = stage;
    this.map = map;
    this.kept = {};
    this.ready = false;
    this.tiled = Boolean(stage.dataset.tiles);
    this.addresses = {};
    this.frames = {};
    this.running = {};
    this.font = getComputedStyle(document.body).fontFamily;
  }

  // What was chosen for a layer beside its switch, as a question to the server.
  chosen(key) {
    const fields = document.querySelectorAll(`[data-chosen-for="${key}"]`);
    return Array.from(fields, ({ name, value }) => `&${name}=${encodeURIComponent(value)}`).join("");
  }

  // What is there holds no longer: something else was chosen.
  forget(key) {
    delete this.frames[key];
  }

  // The data of a layer for the window; nothing while what is there still holds.
  async framed(key) {
    const view = seen(this.map);
    if (holds(this.frames[key], view)) return null;
    const frame = frameAround(view);
    this.frames[key] = frame;
    const data = await this.fetched(key, asked(frame) + this.chosen(key));
    if (data) this.kept[key] = data;
    else if (this.frames[key] === frame) delete this.frames[key];
    return data;
  }

  // GeoJSON from the address of a layer; a later question of the same layer ends an earlier one.
  async fetched(key, more) {
    const running = `${key}?${more.startsWith("bbox") ? "" : more}`;
    this.running[running]?.abort();
    const ender = new AbortController();
    this.running[running] = ender;
    try {
      const answer = await fetch(`${this.addresses[key]}?${this.stage.dataset.query}&${more}`, { signal: ender.signal });
      if (!answer.ok) throw new Error(answer.status);
      return await answer.json();
    } catch (fault) {
      if (fault.name !== "AbortError") this.say(this.stage.dataset.fault);
      return null;
    }
  }

  say(sentence) {
    const line = Object.assign(document.createElement("p"), { className: "message refused", textContent: sentence });
    document.getElementById("messages").replaceChildren(line);
  }

  // A list of cases in the side panel, from the server.
  list(what) {
    return this.panel(`${this.stage.dataset.found}?${this.stage.dataset.query}&${what}`);
  }

  async panel(address) {
    await window.htmx.ajax("GET", address, { target: "#map-panel", swap: "innerHTML" });
    document.getElementById("map-panel").focus();
  }

  listSeen() {
    return this.list(asked(seen(this.map)));
  }

  shown(key) {
    return document.querySelector(`[data-layer="${key}"]`).checked;
  }

  // The steps of a layer's colours, as [colour, words].
  legend(key, steps) {
    const legend = document.querySelector(".map-legend");
    legend.querySelectorAll(`[data-of="${key}"]`).forEach((line) => line.remove());
    for (const [colour, words] of this.shown(key) ? steps : []) {
      const line = document.createElement("li");
      line.dataset.of = key;
      const dot = Object.assign(document.createElement("i"), { className: "dot dot-step" });
      dot.style.backgroundColor = colour;
      line.append(dot, words);
      legend.append(line);
    }
  }

  short(number) {
    return new Intl.NumberFormat(document.documentElement.lang, { notation: "compact", maximumFractionDigits: 1 }).format(number);
  }
}
