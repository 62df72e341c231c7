// The form of a visit: who was met, who moved in; and on the list what is already written.
import { items, sent } from "./store.js";
import { about, person, word } from "./words.js";

const form = document.querySelector("form[data-visit]");
const room = form?.querySelector("[data-newcomers]");
const adds = form?.querySelector("[data-newcomer]");

function addOne() {
  const taken = [...room.children].map((one) => Number(one.dataset.place));
  const place = [...Array(Number(room.dataset.most)).keys()].find((number) => !taken.includes(number));
  if (place === undefined) return undefined;
  const made = form.querySelector("[data-newcomer-form]").content.firstElementChild.cloneNode(true);
  made.dataset.place = place;
  for (const input of made.querySelectorAll("[name]")) {
    const name = input.name.replace(/-0$/, `-${place}`);
    made.querySelector(`label[for="${input.id}"]`).htmlFor = name;
    input.name = input.id = name;
  }
  made.querySelector("[data-newcomer-away]").addEventListener("click", () => {
    made.remove();
    full();
    form.dispatchEvent(new Event("input"));
    adds.focus();
  });
  room.append(made);
  full();
  return made;
}

const full = () => (adds.disabled = room.children.length >= Number(room.dataset.most));

// As many places for newcomers as something that was written before needs.
export function roomFor(other, fields) {
  if (other !== form || !form) return;
  const highest = Math.max(-1, ...fields.map(([name]) => Number(name.match(/-(\d+)$/)?.[1] ?? -1)));
  while (room.children.length <= highest && addOne());
}

function whoWasMet() {
  const nobody = new FormData(form).get("met") === "nobody";
  form.querySelector("[data-nobody]").hidden = !nobody;
  const moved = form.querySelector("[data-moved]");
  moved.disabled = moved.hidden = nobody;
}

// Which houses of the list were written down since the page was made, or still wait.
async function marks() {
  const list = document.querySelector("[data-houses]");
  if (!list) return;
  const waiting = new Set((await items(person)).filter((one) => one.kind === "visit").map((one) => one.page));
  const fresh = (await sent(person)).filter((one) => one.kind === "visit" && one.made > Date.parse(about.made));
  const there = new Set(fresh.map((one) => one.page));
  for (const card of list.querySelectorAll("a.card")) {
    const { pathname } = new URL(card.href);
    const told = waiting.has(pathname) ? word("waiting") : there.has(pathname) ? word("visited") : "";
    const mark = card.querySelector("[data-mark]");
    mark.textContent = told;
    mark.hidden = !told;
  }
}

// Without network the list that was kept answers for every search.
function searchHere() {
  const list = document.querySelector("[data-houses]");
  const text = new URLSearchParams(location.search).get("text")?.trim() ?? "";
  if (!list || text === list.dataset.text) return;
  for (const card of list.querySelectorAll("a.card")) {
    card.parentElement.hidden = !card.querySelector(".title").textContent.includes(text);
  }
}

export function visits() {
  marks();
  searchHere();
  document.addEventListener("queue-changed", marks);
  if (!form) return;
  adds.addEventListener("click", () => addOne()?.querySelector("input").focus());
  form.addEventListener("change", whoWasMet);
  whoWasMet();
}
