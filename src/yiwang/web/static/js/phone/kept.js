// The worker that answers without network, the pages it keeps for this person, and their end.
import { drafts } from "./drafts.js";
import { forgetAll, forgetLapsed, forgetPages } from "./forgetting.js";
import { forgetBut, items } from "./store.js";
import { closeOthers, closeTrack } from "./trail.js";
import { about, clock, person, say, word } from "./words.js";

const MOST_PAGES = 30;
const OLD = 5 * 60_000;

// Fetched so that they are there without network: a task that has not changed only once, the forms
// whenever the list of tasks is opened.
async function keepPages(own) {
  // The forms and the queue before the tasks, however many there are.
  const links = [".bottom", "main"].flatMap((part) => [...document.querySelectorAll(`${part} a[data-keep-page]`)])
    .slice(0, MOST_PAGES).map((link) => link.href);
  const afresh = document.querySelector("[data-afresh]");
  for (const address of own ? [location.href.split("#")[0], ...links] : links) {
    if (!navigator.onLine) return;
    const wanted = own || (afresh && !address.includes("?seq="));
    if (wanted || !(await caches.match(address, { ignoreVary: true }))) await fetched(address);
  }
}

// A line that broke once is tried once more; what the server refuses is not there to be kept.
const fetched = (address) => fetch(address).catch(() => fetch(address)).catch(() => null);

function line() {
  const note = document.getElementById("line-note");
  const old = about.made && Date.now() - Date.parse(about.made) > OLD;
  note.hidden = navigator.onLine && !old;
  note.textContent = word(navigator.onLine ? "old" : "offline", { at: about.made ? clock(about.made) : "—" });
}

async function leave(event) {
  event.preventDefault();
  const waiting = (await items(person)).length;
  const begun = (await drafts()).length;
  const asked = [waiting && word("leaveAsk", { count: waiting }), begun && word("leaveBegun", { count: begun })];
  const text = asked.filter(Boolean).join("\n");
  if (text && !confirm(`${text}\n${word("leaveSure")}`)) return;
  document.dispatchEvent(new CustomEvent("signing-out"));
  await closeTrack();
  await forgetAll();
  if (navigator.onLine) event.target.submit();
  else say(word("leaveOffline"), { refused: true });
}

// What only the server knows is not asked for without it.
const needsLine = (event) => {
  if (navigator.onLine) return;
  event.preventDefault();
  say(word("needsLine"), { refused: true });
};

export async function keepWorking() {
  line();
  for (const name of ["online", "offline"]) addEventListener(name, line);
  for (const form of document.querySelectorAll("form[data-leave]")) form.addEventListener("submit", leave);
  for (const form of document.querySelectorAll("form[data-online]")) form.addEventListener("submit", needsLine);
  if (document.querySelector("[data-signed-out]")) await forgetPages();
  if (person) await closeOthers(person);
  if (person) await forgetBut(person);
  await forgetLapsed();
  if (!("serviceWorker" in navigator)) return;
  await navigator.serviceWorker.register(about.worker).catch(() => null);
  if (!person) return;
  if (navigator.serviceWorker.controller) {
    keepPages(false);
    return;
  }
  navigator.serviceWorker.addEventListener("controllerchange", () => keepPages(true), { once: true });
  (await navigator.serviceWorker.ready).active.postMessage("take me");
}
