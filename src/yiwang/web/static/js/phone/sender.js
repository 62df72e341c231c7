// Sends what waits, one after another. The key of an item was made when it was written, so that the
// server does it once, however often it arrives; only its answer takes an item out of the queue.
import { forgetPage } from "./forgetting.js";
import { arrived, items, note } from "./store.js";
import { setDuty } from "./trail.js";
import { about, person, say, word } from "./words.js";

const PATIENCE = 60_000;
const AGAIN = 30_000;
const STOP = "stop";
let busy = false;
let asked = false;

const secret = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? "";

function packed(item) {
  const form = new FormData();
  form.append("item", item.head);
  for (const [name, value] of item.fields) form.append(name, value);
  for (const photo of item.photos) form.append(photo.need, new File([photo.bytes], photo.name, { type: "image/jpeg" }));
  form.append("sent_at", new Date().toISOString());
  return form;
}

async function stop(item, why, more = {}) {
  await note(item, { why });
  say(why, { refused: true, ...more });
  return STOP;
}

// A track cannot be put right, and what is not taken of it is nobody's business: it leaves the phone.
async function refused(item, why) {
  if (item.kind === "track") {
    await arrived(item, { sentence: why, page: item.page });
    say(why, { refused: true });
    return "refused";
  }
  await note(item, { state: "refused", why });
  // Whether somebody is on duty the server knows better then.
  if (item.kind) await setDuty({ changed: 0 });
  say(why, { refused: true });
  return "refused";
}

async function settle(item, answer, told) {
  if (answer.ok && told?.sentence) {
    await arrived(item, told);
    // Whose house was visited need not stay on the phone.
    if (item.kind === "visit") await forgetPage(item.page);
    say(told.sentence);
    return "arrived";
  }
  if (!told?.code) {
    if (answer.status === 400 || answer.status === 413) return refused(item, word("rejected"));
    return stop(item, word(answer.status === 403 ? "stale" : "fault"));
  }
  if (told.code === "signed_out") {
    return stop(item, word("loginAgain"), { link: `${about.login}?next=${location.pathname}`, label: word("loginWord") });
  }
  if (told.code === "not_yours" || answer.status === 429 || answer.status >= 500) return stop(item, told.sentence);
  return refused(item, [told.sentence, told.last].filter(Boolean).join(" "));
}

async function sendOne(item) {
  let answer;
  try {
    answer = await fetch(about.send, {
      method: "POST",
      body: packed(item),
      headers: { "X-CSRFToken": secret(), Accept: "application/json" },
      signal: AbortSignal.timeout(PATIENCE),
    });
  } catch {
    return stop(item, word("cut"));
  }
  return settle(item, answer, await answer.json().catch(() => null));
}

async function work() {
  for (const item of await items(person)) {
    if (item.state === "refused") continue;
    say(word("sending"));
    if ((await sendOne(item)) === STOP) return;
  }
}

// What is written while another item is on its way is looked at once more before this is over.
export async function sendAll() {
  if (!person || !navigator.onLine) return;
  asked = true;
  if (busy) return;
  busy = true;
  try {
    while (asked) {
      asked = false;
      // Another window of the same phone may be sending; the keys protect where there are no locks.
      if (navigator.locks) await navigator.locks.request("yiwang-phone-send", { ifAvailable: true }, (lock) => lock && work());
      else await work();
    }
  } finally {
    busy = false;
  }
}

export function keepSending() {
  addEventListener("online", sendAll);
  document.addEventListener("visibilitychange", () => document.hidden || sendAll());
  setInterval(sendAll, AGAIN);
  for (const button of document.querySelectorAll("[data-retry]")) button.addEventListener("click", sendAll);
  sendAll();
}
