// What waits on this phone for this person, and what may be done with it; always its number.
import { drafts, dropDraft } from "./drafts.js";
import { sendAll } from "./sender.js";
import { drop, items, note, sent } from "./store.js";
import { clock, make, person, word } from "./words.js";

function buttons(item) {
  const edit = make("a", { class: "button", href: `${item.page}#edit=${item.key}` }, word("edit"));
  const discard = make("button", { type: "button", class: "grave", press: () => confirm(word("discardAsk")) && drop(item.key) }, word("discard"));
  const again = async () => {
    await note(item, { state: "waiting", why: "" });
    sendAll();
  };
  const resend = make("button", { type: "button", press: again }, word("again"));
  // Where somebody was and when is not written anew.
  const written = !["track", "log_in", "log_out"].includes(item.kind);
  return make("p", { class: "actions" }, ...(written ? [edit] : []), ...(item.state === "refused" ? [resend] : []), discard);
}

function card(item) {
  const refused = item.state === "refused";
  const badge = make("span", { class: refused ? "badge chip-hot" : "badge badge-open" }, word(refused ? "refused" : "waiting"));
  const facts = [item.number, clock(item.made), item.photos.length && word("photos", { count: item.photos.length })];
  return make(
    "li", { class: refused ? "card refused" : "card", "data-key": item.key },
    make("span", { class: "line" }, badge, make("b", {}, item.label)),
    make("span", { class: "title" }, item.title),
    make("span", { class: "soft small number" }, facts.filter(Boolean).join(" · ")),
    ...(item.why ? [make("p", { class: "why" }, item.why)] : []),
    buttons(item),
  );
}

// What is half written leads back to its form, which offers it.
function begun(entry) {
  const away = () => confirm(word("dropAsk")) && dropDraft(entry.key);
  const facts = [clock(entry.made), entry.count && word("photos", { count: entry.count })];
  return make(
    "li", { class: "card" },
    make("span", { class: "line" }, make("span", { class: "badge" }, word("begunShort")), make("b", {}, entry.label)),
    make("span", { class: "title" }, entry.title),
    make("span", { class: "soft small number" }, facts.filter(Boolean).join(" · ")),
    make("p", { class: "actions" },
      make("a", { class: "button", href: entry.before ? `${entry.page}#edit=${entry.before.key}` : entry.page }, word("goOn")),
      make("button", { type: "button", class: "grave", press: away }, word("throwAway"))),
  );
}

function done(entry) {
  const name = entry.number || entry.label;
  const lead = entry.page ? make("a", { href: entry.page }, name) : make("b", {}, name);
  return make("li", {}, lead, ` ${entry.title}`, make("br"), make("span", { class: "soft small" }, `${clock(entry.made)} ${entry.sentence}`));
}

export async function showQueue() {
  if (!person) return;
  const waiting = await items(person);
  const count = document.getElementById("waiting");
  count.textContent = waiting.length;
  count.classList.toggle("some", waiting.length > 0);
  const list = document.getElementById("queue");
  if (!list) return;
  list.replaceChildren(...waiting.map(card));
  document.getElementById("queue-empty").hidden = waiting.length > 0;
  const half = await drafts();
  document.getElementById("begun").replaceChildren(...half.map(begun));
  document.getElementById("begun-part").hidden = !half.length;
  document.getElementById("sent").replaceChildren(...(await sent(person)).map(done));
}

export function keepQueue() {
  document.addEventListener("queue-changed", showQueue);
  return showQueue();
}
