/* Before the visit: are all pages on this tablet, is there room, and will the browser keep it? Said in words. */

import { PREFIX, setAside } from "./store.js";

const LITTLE = 50e6, VERY_LITTLE = 5e6; // bytes
const TOLD = { pages: "", papers: "", room: "", safe: "", others: "" };

const megabytes = (bytes) => (bytes < 10e9 ? Math.round(bytes / 1e6).toLocaleString() + " MB" : Math.round(bytes / 1e9).toLocaleString() + " GB");

/* The worker fetches every page of the survey, the policies, and what the pages are made with. */
export async function keepPages(form) {
  const workers = navigator.serviceWorker;
  if (!workers) return tell("pages", "This browser cannot keep pages: it opens them only with a network.");
  if (form.dataset.keeps === "no") {
    for (const each of await workers.getRegistrations()) each.update();
    return tell("pages", "The office has switched the keeping of pages off: they open only with a network. What you write is kept.");
  }
  workers.addEventListener("message", ({ data }) => { if (data.kept) arrived(data.kept); });
  try {
    await workers.register(form.dataset.worker, { scope: "/field/" });
    const { active } = await workers.ready;
    const beside = performance.getEntriesByType("resource").map(({ name }) => name).filter((name) => new URL(name).pathname.startsWith("/static/"));
    active.postMessage({ keep: JSON.parse(form.dataset.pages), papers: JSON.parse(form.dataset.papers), beside, sheet: location.pathname, stamp: form.dataset.papers + import.meta.url });
  } catch (error) {
    tell("pages", "The pages could not be kept (" + error.name + "). Open this page once more while you have a network.");
  }
}

function arrived({ pages, papers }) {
  tell("pages", pages.missing ? `${pages.kept} of ${pages.kept + pages.missing} pages of the survey are on this tablet. The rest follows when you have a network.`
    : `All ${pages.kept} pages of the survey are on this tablet.`);
  if (papers.kept + papers.missing) tell("papers", papers.missing ? `Written policies: ${papers.missing} of ${papers.kept + papers.missing} are not on this tablet yet.`
    : "The written policies that the standards cite are on this tablet.");
  document.querySelector("[data-ready]").textContent = pages.missing + papers.missing ? "Not ready yet for a visit without a network" : "Ready for a visit without a network";
}

/* How much room there is, and whether the browser promises to keep it. */
export async function prepare(store) {
  const { quota = 0, usage = 0 } = (await navigator.storage?.estimate?.()) || {}, free = quota - usage;
  if (!quota) tell("room", "This browser does not say how much room there is.");
  else if (free < LITTLE) tell("room", `Only ${megabytes(Math.max(free, 0))} are free here; a private window may be why. Text is kept, photos may not be.`);
  else tell("room", `${megabytes(free)} are free here for what you write and photograph.`);
  const promised = (await navigator.storage?.persisted?.()) || (await navigator.storage?.persist?.());
  tell("safe", promised ? "This browser keeps it until you are done." : "This browser may clear what was not used for a week: open this page with a network every few days. A private window forgets everything when it is closed.");
  await setAside().catch(() => null); // no room even for that: said above
  await others(store);
}

/* Is there room for a photo of so many bytes, with enough left for text? */
export async function roomFor(bytes) {
  const { quota = 0, usage = 0 } = (await navigator.storage?.estimate?.()) || {};
  return !quota || quota - usage - bytes > VERY_LITTLE;
}

/* What else waits on this tablet: other surveys of this person by number, those of other people only that they are there. */
async function others(store) {
  const own = document.querySelector("[data-field-form]").dataset.survey, lines = [];
  const waiting = [...(await store.surveys())].filter(([survey]) => survey !== own);
  if (waiting.length) lines.push(`${waiting.length === 1 ? "Another survey of yours has" : waiting.length + " other surveys of yours have"} changes on this tablet that are not received: open its findings page to send them.`);
  const foreign = (await databases()).filter((name) => name !== store.name).length;
  if (foreign) lines.push(`${foreign === 1 ? "The survey work of another person is" : "The survey work of " + foreign + " other people is"} waiting on this tablet. It opens to them only.`);
  tell("others", lines.join(" "));
}

async function databases() {
  const all = (await indexedDB.databases?.()) || [];
  return all.map(({ name }) => name).filter((name) => name?.startsWith(PREFIX));
}

function tell(what, text) {
  TOLD[what] = text;
  const list = document.querySelector("[data-preparing]");
  list.replaceChildren(...Object.values(TOLD).filter(Boolean).map((words) => Object.assign(document.createElement("li"), { textContent: words })));
}
