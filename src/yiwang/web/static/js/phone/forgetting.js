// What of a person is on this phone goes when they sign out or another one signs in, and what
// names people goes when its time is over.
import { forgetBut } from "./store.js";

const UNTIL = "X-Phone-Until";

async function kept() {
  if (!("caches" in self)) return [];
  return (await caches.keys()).filter((name) => name.startsWith("pages-"));
}

export async function forgetPages() {
  await Promise.all((await kept()).map((name) => caches.delete(name)));
}

export async function forgetPage(address) {
  for (const name of await kept()) await (await caches.open(name)).delete(address, { ignoreSearch: true, ignoreVary: true });
}

// The worker shows nothing whose time is over; here it is taken from the disk as well.
export async function forgetLapsed() {
  for (const name of await kept()) {
    const pages = await caches.open(name);
    for (const request of await pages.keys()) {
      const until = (await pages.match(request))?.headers.get(UNTIL);
      if (until && Date.parse(until) < Date.now()) await pages.delete(request);
    }
  }
}

// Signing out: everything but what waits to be sent, of everybody.
export async function forgetAll() {
  await forgetPages();
  await forgetBut(undefined);
}
