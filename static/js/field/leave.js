/* Signing out on a tablet: with nothing waiting, what was kept here goes too; with unsent work the surveyor is asked. */

import { Album } from "./album.js";
import { open, PREFIX, SET_ASIDE } from "./store.js";
import { changes } from "./words.js";

const user = document.querySelector("script[data-user]").dataset.user;
const form = document.querySelector("form[action*='logout']");

/* What was typed a moment ago is kept first; then what waits is counted, photos and signatures too. */
async function unsent() {
  const keeping = [];
  dispatchEvent(new CustomEvent("qcp-leaving", { detail: keeping }));
  await Promise.all(keeping);
  const names = ((await indexedDB.databases?.()) || []).map(({ name }) => name);
  if (!names.includes(PREFIX + user)) return new Map();
  const store = await open(user), waiting = await store.surveys(), album = new Album(store);
  const photos = names.includes(album.name) ? await album.all() : [];
  for (const survey of [...photos.map((each) => each.survey), ...(await store.signed())]) waiting.set(survey, (waiting.get(survey) || 0) + 1);
  return waiting;
}

async function forget() {
  for (const name of [PREFIX, PREFIX.replace("field", "photos")]) indexedDB.deleteDatabase(name + user);
  for (const name of await caches.keys()) if (name.startsWith(PREFIX) || name === SET_ASIDE) await caches.delete(name);
}

function ask(waiting) {
  const total = [...waiting.values()].reduce((sum, each) => sum + each, 0), dialog = document.createElement("dialog");
  const words = document.createElement("p"), buttons = document.createElement("div");
  dialog.setAttribute("aria-label", "Before you sign out");
  words.textContent = `${changes(total)} ${total === 1 ? "is" : "are"} on this tablet only; the portal has not received ${total === 1 ? "it" : "them"}.`;
  buttons.className = "buttons";
  const send = Object.assign(document.createElement("a"), { className: "button", textContent: "Send now", href: `/field/${[...waiting.keys()][0]}/` });
  const keep = Object.assign(document.createElement("button"), { className: "button button--second", type: "button", textContent: "Sign out and keep them on this tablet" });
  const stay = Object.assign(document.createElement("button"), { className: "button button--second", type: "button", textContent: "Stay signed in" });
  keep.addEventListener("click", () => form.submit());
  stay.addEventListener("click", () => dialog.remove());
  buttons.append(send, keep, stay);
  dialog.append(words, buttons);
  document.body.append(dialog);
  dialog.showModal();
}

form?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const waiting = await unsent().catch(() => null); // what cannot be counted is not thrown away
  if (waiting?.size) return ask(waiting);
  if (waiting) await forget().catch(() => null);
  form.submit();
});
