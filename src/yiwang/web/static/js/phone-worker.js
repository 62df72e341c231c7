// Answers for the app without network. `SHELL` is written before this by the server: the files of
// the app, a mark of what is in them, and the page shown when nothing was kept. Pages are kept for
// one person at one post, named by the server; another one's arrival, or signing out, ends them.
// A page that names people says until when it may be shown.
const OWNER = "X-Phone-Owner";
const UNTIL = "X-Phone-Until";
const PAGES = "pages-";
const FILES = `files-${SHELL.version}`;
// One person's pages: neither the query nor what a browser says of itself tells them apart.
const ALIKE = { ignoreSearch: true, ignoreVary: true };
const MOST_KEPT = 300;
const PATIENCE = 8000;
const NOTHING = "<svg xmlns='http://www.w3.org/2000/svg' width='1' height='1'/>";

self.addEventListener("install", (event) => {
  const all = [...SHELL.files, SHELL.offline];
  const fresh = all.map((address) => new Request(address, { cache: "reload" }));
  event.waitUntil(caches.open(FILES).then((kept) => kept.addAll(fresh)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(only((name) => !name.startsWith("files-") || name === FILES).then(() => self.clients.claim()));
});

// A page whose journey began before this worker did is passed over above, and asks again.
self.addEventListener("message", (event) => {
  if (event.data === "take me") event.waitUntil(self.clients.claim());
});

async function only(wanted) {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => !wanted(name)).map((name) => caches.delete(name)));
}

async function keep(request, answer) {
  const owner = answer.headers.get(OWNER);
  // What is not for this person any more is not shown to them from here either.
  if ([403, 404, 410].includes(answer.status)) await forget(request);
  if (!owner || !answer.ok) return;
  const mine = PAGES + owner;
  await only((name) => !name.startsWith(PAGES) || name === mine);
  const kept = await caches.open(mine);
  await kept.delete(request, ALIKE);
  // What came by way of another address may not answer for this one as it is.
  const plain = answer.redirected ? new Response(await answer.blob(), { headers: answer.headers }) : answer;
  await kept.put(request, plain);
  const all = await kept.keys();
  await Promise.all(all.slice(0, Math.max(0, all.length - MOST_KEPT)).map((old) => kept.delete(old)));
}

async function forget(request) {
  const names = (await caches.keys()).filter((name) => name.startsWith(PAGES));
  for (const name of names) await (await caches.open(name)).delete(request, ALIKE);
}

async function fromPages(request) {
  for (const name of await caches.keys()) {
    const found = name.startsWith(PAGES) && (await (await caches.open(name)).match(request, ALIKE));
    const until = found && found.headers.get(UNTIL);
    if (until && Date.parse(until) < Date.now()) await forget(request);
    else if (found) return found;
  }
  return undefined;
}

// The network first; a line that is there but says nothing counts as none once something is kept.
async function page(event) {
  const { request } = event;
  const slow = new Promise((resolve) => setTimeout(resolve, PATIENCE)).then(() => fromPages(request));
  const network = fetch(request);
  event.waitUntil(network.then((answer) => keep(request, answer.clone())).catch(() => null));
  try {
    return (await Promise.race([network, slow])) ?? (await network);
  } catch {
    return (await fromPages(request)) ?? (request.mode === "navigate" ? caches.match(SHELL.offline, ALIKE) : Response.error());
  }
}

// Pictures that people of the house took; those of citizens carry no mark and are not kept.
async function picture(event) {
  const { request } = event;
  const found = await fromPages(request);
  if (found) return found;
  const answer = await fetch(request);
  const mine = (await caches.keys()).find((name) => name.startsWith(PAGES));
  const copy = answer.clone();
  if (answer.ok && mine) event.waitUntil(caches.open(mine).then((kept) => kept.put(request, copy)));
  return answer;
}

const watermark = (request) =>
  fetch(request).catch(() => new Response(NOTHING, { headers: { "Content-Type": "image/svg+xml" } }));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== location.origin) return;
  if (SHELL.files.includes(address.pathname)) event.respondWith(caches.match(request, ALIKE).then((kept) => kept ?? fetch(request)));
  else if (address.searchParams.has("phone")) event.respondWith(picture(event));
  else if (address.pathname === "/watermark.svg") event.respondWith(watermark(request));
  else if (address.pathname.startsWith(new URL(self.registration.scope).pathname)) event.respondWith(page(event));
});
