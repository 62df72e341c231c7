// Photos from the camera: made small on the phone, with time, place and name drawn into them.
import { current } from "./place.js";
import { about, make, say, word } from "./words.js";

const SIZES = [1600, 1280, 1024];
const QUALITIES = [0.82, 0.7, 0.58, 0.46];
const MOST_BYTES = 300 * 1024;

const two = (number) => String(number).padStart(2, "0");
const written = (at) =>
  `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;

// A form that asks for no place puts none into its photos.
function placeOf(form) {
  if (!form.querySelector("[data-point]")) return "";
  const area = form.querySelector("select[name='area']")?.selectedOptions[0];
  const chosen = area?.value ? area.textContent : "";
  const at = current();
  const exact = at ? `${at.longitude}, ${at.latitude} ±${at.metres}m` : word("stampNowhere");
  return [exact, chosen].filter(Boolean).join(" ");
}

function drawn(picture, lines, longest) {
  const scale = Math.min(1, longest / Math.max(picture.width, picture.height));
  const canvas = make("canvas");
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  const pen = canvas.getContext("2d");
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  const size = Math.max(12, Math.round(Math.min(canvas.width, canvas.height) / 32));
  const step = Math.round(size * 1.45);
  const top = canvas.height - lines.length * step - size;
  pen.fillStyle = "rgb(0 0 0 / 55%)";
  pen.fillRect(0, top, canvas.width, canvas.height - top);
  pen.fillStyle = "white";
  pen.textBaseline = "top";
  pen.font = `${size}px system-ui, sans-serif`;
  lines.forEach((line, number) => pen.fillText(line, size, top + size / 2 + number * step, canvas.width - 2 * size));
  return canvas;
}

const encoded = (canvas, quality) => new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", quality));

export async function small(picture, lines) {
  let blob;
  for (const longest of SIZES) {
    const canvas = drawn(picture, lines, longest);
    for (const quality of QUALITIES) {
      blob = await encoded(canvas, quality);
      if (blob.size <= MOST_BYTES) return blob;
    }
  }
  return blob;
}

export class Photos {
  constructor(root) {
    this.root = root;
    this.form = root.closest("form");
    this.need = root.closest("[data-need]").dataset.need;
    this.taken = [];
    this.input = root.querySelector("input[type='file']");
    this.input.addEventListener("change", () => this.add([...this.input.files]));
    const again = async () => (await this.stamp()) && this.changed();
    document.addEventListener("place-changed", again);
    this.form.querySelector("select[name='area']")?.addEventListener("change", again);
  }

  async add(files) {
    this.input.value = "";
    for (const file of files) {
      if (this.taken.length >= Number(this.root.dataset.most)) return say(word("photoMany"), { refused: true });
      const picture = await createImageBitmap(file, { imageOrientation: "from-image" }).catch(() => null);
      if (picture) this.taken.push({ picture, at: new Date(file.lastModified || Date.now()) });
      else say(word("photoFailed"), { refused: true });
    }
    await this.stamp();
    this.changed();
  }

  changed() {
    this.form.dispatchEvent(new CustomEvent("photos-changed"));
  }

  // Photos that were stamped before, of an item that is being changed.
  restore(photos) {
    this.taken = photos.filter((p) => p.need === this.need).map((p) => ({ blob: new Blob([p.bytes], { type: "image/jpeg" }) }));
    this.show();
  }

  // Whether any photo says something else now.
  async stamp() {
    const place = placeOf(this.form);
    let any = false;
    for (const photo of this.taken) {
      if (!photo.picture || photo.place === place) continue;
      any = true;
      const lines = [written(photo.at), ...(place ? [place] : []), [about.name, this.form.dataset.number].filter(Boolean).join(" ")];
      photo.blob = await small(photo.picture, lines);
      photo.place = place;
    }
    this.show();
    return any;
  }

  show() {
    const list = this.root.querySelector(".taken");
    for (const image of list.querySelectorAll("img")) URL.revokeObjectURL(image.src);
    list.replaceChildren(...this.taken.map((photo, number) => this.#line(photo, number)));
  }

  #line(photo, number) {
    const remove = () => {
      this.taken.splice(number, 1);
      this.show();
      this.changed();
    };
    const label = word("photoRemove", { number: number + 1 });
    const image = make("img", { src: URL.createObjectURL(photo.blob), alt: "" });
    return make("li", {}, image, make("button", { type: "button", press: remove }, label));
  }

  async packed() {
    await this.stamp();
    const name = (number) => `photo-${number + 1}.jpg`;
    return Promise.all(this.taken.map(async ({ blob }, number) => ({ need: this.need, name: name(number), bytes: await blob.arrayBuffer() })));
  }
}
