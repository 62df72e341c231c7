// Records the track while a page of the app is open, somebody is on duty and has begun it; a sign
// at the top of every page says so. Points are handed in from time to time, and kept without a line.
import { sendAll } from "./sender.js";
import { addPoint, closeTrack, duty, points, setDuty } from "./trail.js";
import { person, say, word } from "./words.js";

const WATCH = { enableHighAccuracy: true, maximumAge: 5_000, timeout: 60_000 };
// Metres and milliseconds after which a point is worth keeping; what is less exact is worth nothing.
const FAR = 15;
const LONG = 60_000;
const WORST = 200;
// As many points, or so long, make a batch while there is a line; without one many more.
const BATCH = 40;
const EVERY = 3 * 60_000;
const BATCH_WITHOUT = 900;
const STILL = 10 * 60_000;
// Satellites now and then tell of the other side of the earth.
const CHINA = ({ longitude, latitude }) => longitude > 72 && longitude < 138 && latitude > 0.8 && latitude < 56;
const A_DEGREE = 111_195;

let watching;
let now = Promise.resolve();

export function metres(one, other) {
  const east = (other.longitude - one.longitude) * Math.cos((((one.latitude + other.latitude) / 2) * Math.PI) / 180);
  return Math.hypot(east, other.latitude - one.latitude) * A_DEGREE;
}

const told = (point) => document.dispatchEvent(new CustomEvent("track-point", { detail: point }));

async function take({ coords, timestamp }) {
  const state = await duty();
  if (!state.recording) return halt();
  if (Date.now() > Date.parse(state.ends)) return over();
  const point = { at: Math.round(timestamp), longitude: Number(coords.longitude.toFixed(6)), latitude: Number(coords.latitude.toFixed(6)), accuracy: Math.max(1, Math.round(coords.accuracy)) };
  if (point.accuracy > WORST || !CHINA(point) || point.at < state.at) return null;
  const { last } = state;
  if (last && (point.at <= last.at || (metres(last, point) < FAR && point.at - last.at < LONG))) return told(point);
  await addPoint(point);
  told(point);
  return handIn();
}

// One point after the other, so that none overtakes what becomes of the one before.
const taken = (found) => (now = now.then(() => take(found)).catch(() => null));

async function handIn() {
  const all = await points();
  if (!all.length) return;
  const full = all.length >= (navigator.onLine ? BATCH : BATCH_WITHOUT);
  if (!full && !(navigator.onLine && Date.now() - all[0].at > EVERY)) return;
  await closeTrack();
  sendAll();
}

// The duty ended by itself: this is said by a point that came after, or when a page opens.
async function over() {
  halt();
  await setDuty({ recording: false });
  await closeTrack();
  sendAll();
  say(word("recordingOver"));
}

function halt() {
  if (watching !== undefined) navigator.geolocation.clearWatch(watching);
  watching = undefined;
  document.getElementById("recording").hidden = true;
}

function denied({ code }) {
  if (code === 1) say(word("recordingDenied"), { refused: true });
}

async function watch() {
  const state = await duty();
  if (!state.recording || watching !== undefined || !navigator.geolocation) return;
  if (Date.now() > Date.parse(state.ends)) return over();
  watching = navigator.geolocation.watchPosition(taken, denied, WATCH);
  document.getElementById("recording").hidden = false;
}

export async function record() {
  await setDuty({ recording: true });
  await watch();
}

export async function stopRecording() {
  halt();
  await setDuty({ recording: false });
  // A point that is being written belongs to the track that ends.
  await now;
  await closeTrack();
  sendAll();
}

export async function keepTrack() {
  if (!person) return;
  const last = (await points()).at(-1);
  if (last && Date.now() - last.at > STILL) await closeTrack();
  addEventListener("online", () => handIn());
  // Whoever signs out stops; what was recorded waits for them in the queue.
  document.addEventListener("signing-out", halt);
  setInterval(async () => (await duty()).recording && handIn(), LONG);
  await watch();
}
