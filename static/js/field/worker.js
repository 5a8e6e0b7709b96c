/* Keeps the pages of a survey that was checked out, so that they open where there is no network.
   It never touches what waits to be sent, and never keeps a page outside /field/. */

const PAGES = "qcp-field-pages-1";
const PATIENCE = 3000;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("message", (event) => {
  if (event.data.keep) event.waitUntil(keepAll(event.data.keep.concat(event.data.beside)));
  if (event.data.forget) event.waitUntil(caches.delete(PAGES));
});

self.addEventListener("fetch", (event) => {
  const { request } = event, address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== location.origin) return;
  if (request.mode === "navigate" && address.pathname.startsWith("/field/")) event.respondWith(newest(request));
  else if (address.pathname.startsWith("/static/")) event.respondWith(either(request));
});

async function keepAll(addresses) {
  const pages = await caches.open(PAGES);
  for (const address of new Set(addresses)) {
    try { await keep(pages, address, await fetch(address, { credentials: "same-origin" })); } catch { return; }
  }
}

/* Only whole pages of our own: no redirect to the sign-in page, no error. */
async function keep(pages, address, answer) {
  if (answer.ok && !answer.redirected) await pages.put(address, answer);
}

/* From the portal, and what was kept when it does not answer in time. */
async function newest(request) {
  const pages = await caches.open(PAGES);
  try {
    const answer = await fetch(request, { signal: AbortSignal.timeout(PATIENCE) });
    if (answer.status < 500) {
      if (answer.ok && !answer.redirected) await pages.put(request.url, answer.clone());
      return answer;
    }
  } catch { /* no network */ }
  return (await pages.match(request.url)) || (await pages.match(request.url, { ignoreSearch: true })) || notKept();
}

async function either(request) {
  const pages = await caches.open(PAGES);
  try {
    const answer = await fetch(request);
    if (answer.ok) await pages.put(request.url, answer.clone());
    return answer;
  } catch {
    return (await pages.match(request.url)) || Response.error();
  }
}

function notKept() {
  const text = "<!doctype html><html lang=en><title>No network - QCP</title><h1>No network</h1><p>This page was not kept on this tablet. Go back to the findings page; what you wrote there is safe.</p></html>";
  return new Response(text, { status: 503, headers: { "Content-Type": "text/html; charset=utf-8" } });
}
