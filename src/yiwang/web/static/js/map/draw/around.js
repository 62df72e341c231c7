// The grids around, with every decimal, as far as the map has shown them.
import { asked, frameAround, holds as framed, seen } from "../frame.js";
import { holds, polygonsOf } from "./rings.js";

export class Around {
  constructor(map, stage, day) {
    [this.map, this.stage, this.day] = [map, stage, day];
    this.grids = new Map();
    this.frame = null;
    this.more = false;
  }

  // Asks for what the window shows and was not asked for; true when something came.
  async refresh() {
    const view = seen(this.map);
    const day = this.day();
    if (day !== this.of) [this.of, this.frame] = [day, null];
    if (this.frame && framed(this.frame, { ...view, zoom: this.frame?.zoom })) return false;
    const frame = frameAround(view);
    this.frame = frame;
    const answer = await fetch(`${this.stage.dataset.outlines}?on=${day}&${asked(frame)}`);
    if (!answer.ok) {
      this.frame = null;
      throw new Error(answer.status);
    }
    if (this.frame === frame) this.take(await answer.json(), day);
    return true;
  }

  take(data, day) {
    if (day !== this.kept) this.grids.clear();
    this.kept = day;
    this.more = data.more;
    if (data.more) this.frame = null;
    for (const { geometry, properties: told } of data.features) {
      const key = told.planned ? `${told.code} ${told.until}` : told.code;
      if (!this.grids.has(key)) this.grids.set(key, { polygons: polygonsOf(geometry), told });
    }
  }

  get all() {
    return Array.from(this.grids.values());
  }

  get standing() {
    return this.all.filter(({ told }) => !told.planned);
  }

  at(place) {
    return this.standing.find(({ polygons }) => holds(polygons, place));
  }
}
