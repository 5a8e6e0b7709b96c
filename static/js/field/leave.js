/* Signing out on a tablet: with nothing waiting, what was kept here goes too; with unsent work the surveyor is asked. */

import { open, PREFIX } from "./store.js";
import { changes } from "./words.js";

const user = document.querySelector("script[data-user]").dataset.user;
const form = document.querySelector("form[action*='logout']");

async function unsent() {
  const names = ((await indexedDB.databases?.()) || []).map(({ name }) => name);
  return names.includes(PREFIX + user) ? (await open(user)).surveys() : new Map();
}

async function forget() {
  indexedDB.deleteDatabase(PREFIX + user);
  for (const name of await caches.keys()) if (name.startsWith(PREFIX)) await caches.delete(name);
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
  const waiting = await unsent().catch(() => new Map());
  if (waiting.size) return ask(waiting);
  await forget().catch(() => null);
  form.submit();
});
