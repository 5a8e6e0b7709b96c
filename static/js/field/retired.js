/* In place of the worker when the office has switched it off: it takes away the kept pages and itself, at the first load.
   What waits to be sent is not its business: the page keeps and sends that with or without a worker. */

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(retire()));

async function retire() {
  for (const name of await caches.keys()) if (name.startsWith("qcp-field-")) await caches.delete(name);
  await self.registration.unregister();
}
