// What is written and not yet sent, kept in IndexedDB until the server has answered, and what is
// only half written. Each person reads their own only; pictures are kept as bytes, which every
// browser stores reliably.
const NAME = "yiwang-phone";
const STORES = ["items", "sent", "drafts", "duty", "points"];
const SENT_KEPT = 20;
const DAY = 24 * 3600_000;
let opening;

function opened() {
  opening ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 2);
    asked.onupgradeneeded = () => {
      for (const name of STORES.filter((one) => !asked.result.objectStoreNames.contains(one))) {
        asked.result.createObjectStore(name, { keyPath: "key" }).createIndex("person", "person");
      }
    };
    asked.onsuccess = () => {
      // A newer app in another window waits until this one lets go.
      asked.result.onversionchange = () => asked.result.close();
      resolve(asked.result);
    };
    asked.onerror = () => reject(asked.error);
  });
  return opening;
}

// One transaction; it is over when the disk has it.
export async function within(names, mode, work) {
  const base = await opened();
  return new Promise((resolve, reject) => {
    const transaction = base.transaction(names, mode, { durability: "strict" });
    const asked = work((name) => transaction.objectStore(name));
    transaction.oncomplete = () => resolve(asked?.result);
    transaction.onerror = transaction.onabort = () => reject(transaction.error);
  });
}

const changed = () => document.dispatchEvent(new CustomEvent("queue-changed"));

export const of = async (name, person) => {
  const found = await within([name], "readonly", (store) => store(name).index("person").getAll(person));
  return found.sort((one, other) => one.made - other.made);
};

export const items = (person) => of("items", person);
export const sent = async (person) => (await of("sent", person)).reverse();

export async function item(key, person) {
  const found = await within(["items"], "readonly", (store) => store("items").get(key));
  return found?.person === person ? found : undefined;
}

// Every writing has a revision, so that an answer to the former content does not drop the new. The
// draft that it was made of is over in the same transaction.
export async function put(item, drafts = []) {
  const written = { ...item, revision: crypto.getRandomValues(new Uint32Array(2)).join("-") };
  await within(["items", "drafts"], "readwrite", (store) => {
    store("items").put(written);
    for (const key of drafts) store("drafts").delete(key);
  });
  changed();
}

export async function drop(key) {
  await within(["items"], "readwrite", (store) => store("items").delete(key));
  changed();
}

// Notes on an item what came of a sending, unless it was written anew in the meantime.
export async function note(item, change) {
  await within(["items"], "readwrite", (store) => {
    const asked = store("items").get(item.key);
    asked.onsuccess = () => {
      if (asked.result?.revision === item.revision) store("items").put({ ...asked.result, ...change });
    };
  });
  changed();
}

// The server has it: out of the queue and onto the list of what arrived, in one transaction.
export async function arrived(item, answer) {
  const { key, person, kind, label, title } = item;
  await within(["items", "sent"], "readwrite", (store) => {
    const asked = store("items").get(key);
    asked.onsuccess = () => {
      if (asked.result?.revision === item.revision) store("items").delete(key);
    };
    const { number = "", page = "", sentence } = answer;
    store("sent").put({ key, person, kind, label, title, number, page, sentence, made: Date.now() });
    const all = store("sent").index("person").getAll(person);
    all.onsuccess = () => {
      const old = all.result.sort((one, other) => other.made - one.made).slice(SENT_KEPT);
      for (const { key: gone } of old) store("sent").delete(gone);
    };
  });
  changed();
}

// What is half written, what arrived and who is on duty is gone from this phone, of everybody but one
// (or nobody), and of that one after a day; what waits to be sent stays for its own person.
export async function forgetBut(person) {
  const past = Date.now() - DAY;
  const names = ["sent", "drafts", "duty"];
  await within(names, "readwrite", (store) => {
    for (const name of names) {
      const asked = store(name).openCursor();
      asked.onsuccess = () => {
        const found = asked.result;
        if (!found) return;
        if (found.value.person !== person || found.value.made < past) found.delete();
        found.continue();
      };
    }
  });
}
