/* What waits on this tablet, survey by survey, also of those that are closed: to be saved as a file, or handed over. */

import { open } from "./store.js";
import { documentOf, handOver, saveAsFile } from "./export.js";

const place = document.querySelector("[data-unsent]");
const { user } = place.dataset;
const token = place.querySelector("[name=csrfmiddlewaretoken]").value;
const names = JSON.parse(document.getElementById("names").textContent);
const list = place.querySelector("[data-surveys]"), news = place.querySelector("[data-news]");

function button(words, act) {
  const made = Object.assign(document.createElement("button"), { type: "button", className: "button button--second", textContent: words });
  made.addEventListener("click", act);
  return made;
}

async function show(store) {
  const waiting = [...(await store.surveys())];
  list.replaceChildren(...waiting.map(([survey, count]) => line(store, survey, count)));
  place.querySelector("[data-nothing]").hidden = waiting.length > 0;
}

function line(store, survey, count) {
  const item = document.createElement("li"), words = document.createElement("p"), link = document.createElement("a");
  link.href = `/field/${survey}/`;
  link.textContent = names[survey] || "A survey that is not open to you (" + survey.slice(0, 8) + ")";
  words.append(link, `: ${count === 1 ? "1 change is" : count + " changes are"} on this tablet and not received. As long as the survey is open to you, its findings page sends what waits by itself.`);
  item.append(words, button("Save as a file", () => asFile(store, survey)), " ", button("Hand over to the program office, sealed", () => toOffice(store, survey)));
  return item;
}

async function asFile(store, survey) {
  const lines = await store.waiting(survey);
  saveAsFile(store, user, survey, lines);
  news.textContent = "Saved as a file. The changes stay on this tablet too.";
}

async function toOffice(store, survey) {
  const lines = await store.handOut(survey);
  try {
    const received = await handOver(documentOf(store, user, survey, lines), token);
    for (const op_id of received) await store.discard(op_id);
    news.textContent = `Received: ${received.length === 1 ? "1 change is" : received.length + " changes are"} with the program office, sealed.`;
  } catch (error) {
    news.textContent = "Not handed over. " + error.message;
  }
  await show(store);
}

open(user).then(show).catch((error) => { news.textContent = "This browser does not let the page look (" + error.name + ")."; });
