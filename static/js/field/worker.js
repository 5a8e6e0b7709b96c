/* Keeps the pages of a survey that was checked out, so that they open where there is no network.
   It never touches what waits to be sent (no database is opened here), and never keeps a page outside /field/.
   The names of the caches stay for good: a new worker goes on with the pages that an older one kept. */

const PAGES = "qcp-field-pages-1", PAPERS = "qcp-field-papers-1";
const PATIENCE = 3000;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("message", (event) => {
  const { keep, papers = [], beside = [], forget } = event.data;
  if (keep) event.waitUntil(keepAll(keep, papers, beside, event.data).then((kept) => event.source?.postMessage({ kept })));
  if (forget) event.waitUntil(forgetAll(forget));
});

self.addEventListener("fetch", (event) => {
  const { request } = event, address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== location.origin) return;
  if (request.mode === "navigate" && address.pathname.startsWith("/field/")) event.respondWith(newest(request));
  else if (address.pathname.startsWith("/static/")) event.respondWith(either(request));
  else if (isPicture(address.pathname)) event.respondWith(kept(request));
});

const isPicture = (path) => /^\/files\/[0-9a-f-]+\/pages\/\d+\.png$/.test(path);

/* What is here stays as it was when the survey was opened, until the page's stamp says that it has changed. */
async function keepAll(pages, papers, beside, { sheet = "", stamp = "" }) {
  const cache = await caches.open(PAGES), mark = "/field/stamp/" + sheet;
  const before = await cache.match(mark), isNew = !before || (await before.text()) !== stamp;
  const kept = await fetchAll(PAGES, pages, isNew);
  await fetchAll(PAGES, beside, isNew);
  const leaves = await fetchAll(PAPERS, papers, isNew, picturesOf);
  if (!kept.missing) await cache.put(mark, new Response(stamp));
  return { pages: kept, papers: leaves };
}

/* One after the other, so that a slow network is left to what the surveyor sends. follow: what a page brings along. */
async function fetchAll(name, addresses, isNew, follow = null) {
  const cache = await caches.open(name);
  let missing = 0;
  for (const address of new Set(addresses)) {
    const here = await cache.match(address);
    const there = (isNew || !here) ? (await keep(cache, address)) || here : here;
    if (!there) missing += 1;
    else if (follow) for (const picture of await follow(there)) if (!(await cache.match(picture))) missing += (await keep(cache, picture)) ? 0 : 1;
  }
  return { kept: new Set(addresses).size - missing, missing };
}

/* Only whole pages of our own: no redirect to the sign-in page, no error. The sheet comes without answers: those are
   sealed in the page's own memory, and stand nowhere else on this tablet. */
async function keep(cache, address) {
  try {
    const answer = await fetch(address, { credentials: "same-origin", headers: { "X-Field-Sheet": "blank" } });
    if (!answer.ok || answer.redirected) return null;
    await cache.put(address, answer.clone());
    return answer;
  } catch { return null; }
}

async function picturesOf(page) {
  return (await page.clone().text()).match(/\/files\/[0-9a-f-]+\/pages\/\d+\.png/g) || [];
}

/* From the portal, and what was kept when it does not answer in time. */
async function newest(request) {
  try {
    const answer = await fetch(request, { signal: AbortSignal.timeout(PATIENCE) });
    if (answer.status < 500) return answer;
  } catch { /* no network */ }
  return (await caches.match(request.url)) || (await caches.match(request.url, { ignoreSearch: true })) || notKept();
}

/* What a page is made with: the newest, or that which came with the page when the portal has it no more. */
async function either(request) {
  const pages = await caches.open(PAGES);
  try {
    const answer = await fetch(request);
    if (answer.ok) {
      await pages.put(request.url, answer.clone()).catch(() => null);
      return answer;
    }
    return (await pages.match(request.url)) || answer;
  } catch {
    return (await pages.match(request.url)) || Response.error();
  }
}

/* The picture of a page never changes. */
async function kept(request) { return (await caches.match(request.url)) || fetch(request); }

/* A survey that the portal has, or everything. */
async function forgetAll(part) {
  for (const name of [PAGES, PAPERS]) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) if (part === true || request.url.includes(part)) await cache.delete(request);
  }
}

function notKept() {
  const text = "<!doctype html><html lang=en><title>No network - QCP</title><h1>No network</h1><p>This page was not kept on this tablet. Go back to the findings page; what you wrote there is safe.</p></html>";
  return new Response(text, { status: 503, headers: { "Content-Type": "text/html; charset=utf-8" } });
}
