// The page of the patrol: logging in and out, recording or not, and where one is in the picture.
import { items, put } from "./store.js";
import { metres, record, stopRecording } from "./recorder.js";
import { sendAll } from "./sender.js";
import { duty, points, setDuty } from "./trail.js";
import { about, clock, newKey, person, say, word } from "./words.js";

const WAIT = { enableHighAccuracy: true, timeout: 8_000, maximumAge: 30_000 };
const EXACT_ENOUGH = 500;
// Only a good point reaches a planned one, as the server counts it.
const GOOD = 100;
// Without a shift, as the server does.
const LONGEST = 12 * 3600_000;
const root = document.querySelector("[data-patrol]:not(body)");
const part = (name) => root.querySelector(`[data-${name}]`);

// What the server said last, unless something was done on this phone since that page was made.
async function standing() {
  const known = await duty();
  const waiting = (await items(person)).some((one) => (one.kind ?? "").startsWith("log_") && one.state !== "refused");
  if (waiting || known.changed > Date.parse(about.made)) return { ...known, waiting };
  const { running, ends } = root.dataset;
  const at = running ? Date.parse(running) : 0;
  const state = { in: Boolean(running), at, ends, recording: Boolean(running) && Boolean(known.recording), reached: known.at === at ? known.reached : [] };
  if (known.in !== state.in || known.at !== state.at || known.ends !== state.ends) await setDuty(state);
  return { ...known, ...state, waiting };
}

async function show() {
  const state = await standing();
  const at = state.at ? clock(state.at) : "";
  const away = state.waiting ? "outWaits" : "notIn";
  part("duty").textContent = state.in ? word(state.waiting ? "inWaits" : "loggedIn", { at }) : word(away);
  part("log-in").hidden = state.in;
  part("log-out").hidden = part("record-later").hidden = !state.in;
  part("record-later").hidden = Boolean(state.in);
  part("record").hidden = !state.in || state.recording;
  part("stop").hidden = !state.recording;
  if (!state.recording) part("recorded").textContent = state.in ? word("recordingOff") : "";
  else if (!part("recorded").textContent || part("recorded").textContent === word("recordingOff")) part("recorded").textContent = word("recordingWait");
}

const position = () =>
  new Promise((resolve) => {
    if (!navigator.geolocation) return resolve("");
    const found = ({ coords }) => resolve(coords.accuracy > EXACT_ENOUGH ? "" : `${coords.longitude.toFixed(6)},${coords.latitude.toFixed(6)}`);
    return navigator.geolocation.getCurrentPosition(found, () => resolve(""), WAIT);
  });

async function sign(kind, label) {
  const [key, made] = [newKey(), Date.now()];
  const head = JSON.stringify({ key, kind, person, post: Number(about.post), action: kind, done_at: new Date(made).toISOString() });
  const point = await position();
  await put({
    key, person, made, kind, head, fields: point ? [["point", point]] : [], photos: [], label, title: "",
    number: "", action: kind, page: about.patrol, state: "waiting", why: "",
  });
  return made;
}

// What was recorded goes before the end of the duty, so that it lies within it when it arrives.
async function change(button, kind) {
  if (button.disabled) return;
  button.disabled = true;
  say(word("locating"));
  try {
    if (kind === "log_out") await stopRecording();
    const at = await sign(kind, word(kind === "log_in" ? "in" : "out"));
    const began = kind === "log_in";
    const shift = Date.parse(root.dataset.ends);
    const ends = new Date(shift > at ? shift : at + LONGEST).toISOString();
    await setDuty({ in: began, at: began ? at : 0, ends, recording: false, reached: [], changed: Date.now() });
    say(word("queued"));
    sendAll();
  } catch {
    say(word("noStore"), { refused: true });
  }
  button.disabled = false;
}

function counts() {
  for (const line of root.querySelectorAll("[data-reached-of]")) {
    line.textContent = root.querySelectorAll(`.path-reached[data-planned^="${line.dataset.reachedOf}:"]`).length || line.textContent;
  }
}

// Marks what is reached at once; the server counts it anew, from everybody's points.
async function reach(found) {
  const state = await duty();
  const reached = new Set(state.reached ?? []);
  const before = reached.size;
  for (const dot of root.querySelectorAll("[data-planned]")) {
    const [longitude, latitude] = dot.dataset.at.split(",").map(Number);
    const near = found.some((point) => point.accuracy <= GOOD && metres(point, { longitude, latitude }) <= Number(dot.dataset.reach));
    if (near) reached.add(dot.dataset.planned);
    dot.classList.toggle("path-reached", dot.classList.contains("path-reached") || reached.has(dot.dataset.planned));
  }
  counts();
  if (reached.size !== before) await setDuty({ reached: [...reached] });
}

async function here({ detail: point }) {
  const svg = root.querySelector(".patrol-map svg");
  if (svg) {
    const { west, north, perLongitude, perLatitude, margin } = svg.dataset;
    const me = part("me");
    me.setAttribute("cx", (Number(margin) + (point.longitude - west) * perLongitude).toFixed(1));
    me.setAttribute("cy", (Number(margin) + (north - point.latitude) * perLatitude).toFixed(1));
    me.removeAttribute("hidden");
    await reach([point]);
  }
  part("recorded").textContent = word("recorded", { count: (await points()).length, metres: point.accuracy });
}

// The screen stays on while this page records; the browser lets go of it by itself when it is left.
async function stayLit() {
  if (!document.hidden && (await duty()).recording) await navigator.wakeLock?.request("screen").catch(() => null);
}

export async function patrol() {
  if (!root) return;
  part("log-in").addEventListener("click", ({ currentTarget }) => change(currentTarget, "log_in"));
  part("log-out").addEventListener("click", ({ currentTarget }) => change(currentTarget, "log_out"));
  part("record").addEventListener("click", () => record().then(stayLit));
  part("stop").addEventListener("click", () => stopRecording());
  for (const name of ["duty-changed", "queue-changed"]) document.addEventListener(name, show);
  document.addEventListener("track-point", here);
  document.addEventListener("visibilitychange", stayLit);
  await show();
  await reach(await points());
  await stayLit();
}
