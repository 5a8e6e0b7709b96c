/* Keeps each card of the findings page by itself, shortly after it was changed. Without this, Save does the same. */
"use strict";

(function () {
  const form = document.querySelector("[data-field-form]");
  if (!form || !window.fetch) return;
  const kept = document.querySelector("[data-kept]");
  const progress = document.querySelector("[data-progress]");
  const waiting = new Map(); // card -> timer
  let chain = Promise.resolve(); // one card after the other

  const say = (text) => { kept.textContent = text; };

  form.addEventListener("input", (event) => later(event.target.closest("[data-card]"), 1500));
  form.addEventListener("change", (event) => later(event.target.closest("[data-card]"), 100));
  form.addEventListener("submit", () => { waiting.forEach((timer) => clearTimeout(timer)); waiting.clear(); });
  window.addEventListener("beforeunload", (event) => { if (waiting.size) event.preventDefault(); });
  say("Changes are kept by themselves, card by card.");

  function later(card, pause) {
    if (!card) return;
    clearTimeout(waiting.get(card));
    waiting.set(card, setTimeout(() => { chain = chain.then(() => send(card)); }, pause));
  }

  async function send(card) {
    waiting.delete(card);
    const body = new FormData();
    body.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    new FormData(form).forEach((value, name) => {
      if (name.startsWith(card.dataset.card + "-")) body.append(name, value);
    });
    say("Sending …");
    try {
      const headers = { Accept: "application/json" };
      const answer = await fetch(location.href, { method: "POST", body, headers, redirect: "error" });
      told(card, await answer.json());
    } catch (error) {
      later(card, 10000);
      say("Not received yet: no connection, or you are signed out. What you typed is still on this page and is sent again.");
    }
  }

  function told(card, answer) {
    const mine = answer.cards[card.dataset.card];
    progress.textContent = answer.progress;
    card.querySelector("[data-gaps]").textContent = mine.problems.concat(mine.gaps).join(" ") || "Complete.";
    if (mine.saved) {
      card.querySelector('[name$="-revision"]').value = mine.revision;
      card.querySelector('[name$="-seen"]').value = mine.seen;
      say("Received " + new Date().toLocaleTimeString() + ".");
    } else {
      say(mine.clash ? "Needs you: answered in another window. Press Save to see both answers." : "Needs you: see the card.");
    }
  }
})();
