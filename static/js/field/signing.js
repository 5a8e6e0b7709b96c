/* Signing where there is no network: the name is kept, and goes out after the last change. It counts when the portal says so. */

import { gaps } from "./gaps.js";
import { say, received } from "./words.js";

export class Signing {
  constructor(store, page) {
    Object.assign(this, { store, page, name: "signed " + page.survey, place: document.querySelector("[data-signing]") });
    if (!this.place) return; // a worksheet: it is signed on the findings page
    document.querySelector("[data-sign]").addEventListener("click", (event) => this.asked(event));
    this.place.querySelector("button").addEventListener("click", () => this.sign());
  }

  /* With a network the portal's own page asks; without one this page does. */
  asked(event) {
    if (!this.page.sender.failures) return;
    event.preventDefault();
    this.place.hidden = false;
    const open = this.open();
    this.tell(open ? `${open === 1 ? "1 finding is" : open + " findings are"} not complete yet: sign when all of them are.` : "");
    this.place.querySelector(open ? "button" : "input").focus();
  }

  open() {
    const { rules, findings } = this.page.sheet, known = this.page.known;
    const all = Object.values(findings).flatMap((site) => Object.values(site)).flat();
    return all.filter((id) => gaps({ rating: "", ...known.get(id) }, rules).length).length;
  }

  async sign() {
    const name = this.place.querySelector("input").value.trim();
    if (!name) return this.tell("Write your name as it stands on your account.");
    if (this.open()) return this.tell("Not every finding is complete yet.");
    this.problem = "";
    await this.store.note(this.name, { name, at: new Date().toISOString() });
    this.place.hidden = true;
    await this.page.tellWaiting();
    this.page.sender.again();
  }

  waits() { return this.store.fact(this.name); }

  /* Everything else is received: now the name. The same signature may arrive twice; it signs once. */
  async send() {
    const signed = await this.waits();
    if (!signed || !this.place || this.isSending) return;
    this.isSending = true;
    try {
      const answer = await fetch(this.place.dataset.signing, {
        method: "POST", redirect: "manual", signal: AbortSignal.timeout(60000),
        headers: { "X-CSRFToken": this.page.token(), "Content-Type": "application/x-www-form-urlencoded" },
        body: new URLSearchParams({ signature: signed.name }),
      });
      await this.understood(await answer.json());
    } catch {
      await this.page.sender.later([], { kind: "away", after: 0 });
    } finally { this.isSending = false; }
  }

  async understood({ received: isReceived, problems = [] }) {
    if (isReceived) return this.done();
    await this.store.note(this.name, null);
    this.place.hidden = false;
    this.problem = problems.join(" ");
    this.tell(this.problem);
    await this.page.tellWaiting();
  }

  /* The portal has the whole survey, so nothing of it stays on this tablet. */
  async done() {
    await this.store.forget(this.page.survey);
    (await navigator.serviceWorker?.ready)?.active.postMessage({ forget: "/field/" + this.page.survey });
    say(received(new Date()), "The survey is signed, and the portal has all of it.");
    location.assign(this.place.dataset.done);
  }

  tell(text) { this.place.querySelector("[data-signing-problem]").textContent = text; }
}
