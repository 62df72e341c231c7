// On duty or not, and the points of the track that are not handed in yet: both on this phone only,
// for their own person. Points become an item of the queue in one transaction, once.
import { within } from "./store.js";
import { about, newKey, person, word } from "./words.js";

// What the server takes at once, and after how long without a point another batch begins.
const MOST = 1000;
const GAP = 30 * 60_000;
const LONGEST = 6 * 3600_000;

export async function duty() {
  return (await within(["duty"], "readonly", (store) => store("duty").get(person))) ?? { key: person, person, changed: 0 };
}

export async function setDuty(change) {
  await within(["duty"], "readwrite", (store) => {
    const asked = store("duty").get(person);
    asked.onsuccess = () => store("duty").put({ ...asked.result, key: person, person, ...change });
  });
  document.dispatchEvent(new CustomEvent("duty-changed"));
}

export async function points(of = person) {
  const found = await within(["points"], "readonly", (store) => store("points").index("person").getAll(of));
  return found.sort((one, other) => one.at - other.at);
}

export async function addPoint({ at, longitude, latitude, accuracy }) {
  const record = { key: `${person}|${at}`, person, post: Number(about.post), at, longitude, latitude, accuracy };
  await within(["points", "duty"], "readwrite", (store) => {
    store("points").put(record);
    const asked = store("duty").get(person);
    // Whatever becomes of the batch, the next one begins later.
    asked.onsuccess = () => store("duty").put({ ...asked.result, key: person, person, last: record });
  });
}

function batches(all) {
  const found = [];
  for (const point of all) {
    const last = found.at(-1);
    const full = !last || last.length >= MOST || point.post !== last[0].post;
    if (full || point.at - last.at(-1).at > GAP || point.at - last[0].at > LONGEST) found.push([point]);
    else last.push(point);
  }
  return found;
}

function itemOf(batch, made) {
  const [{ person: of, post }] = batch;
  const key = newKey();
  const head = JSON.stringify({ key, kind: "track", person: of, post, action: "track", done_at: new Date(batch.at(-1).at).toISOString() });
  const told = batch.map(({ at, longitude, latitude, accuracy }) => [at, longitude, latitude, accuracy]);
  return {
    key, person: of, made, kind: "track", head, fields: [["points", JSON.stringify(told)]], photos: [], label: word("track"),
    title: word("trackPoints", { count: batch.length }), number: "", action: "track", page: about.patrol, state: "waiting", why: "",
  };
}

// What was recorded by one person becomes items; nothing of it is left beside them.
export async function closeTrack(of = person) {
  await within(["points", "items"], "readwrite", (store) => {
    const asked = store("points").index("person").getAll(of);
    asked.onsuccess = () => {
      const all = asked.result.sort((one, other) => one.at - other.at);
      batches(all).forEach((batch, number) => store("items").put(itemOf(batch, Date.now() + number)));
      for (const { key } of all) store("points").delete(key);
    };
  });
  document.dispatchEvent(new CustomEvent("queue-changed"));
}

// Of everybody but one: their points wait for them, and whether they were on duty is forgotten.
export async function closeOthers(but) {
  const all = await within(["points"], "readonly", (store) => store("points").getAll());
  for (const of of new Set(all.map((point) => point.person))) if (of !== but) await closeTrack(of);
}
