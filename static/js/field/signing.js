/* Signing where there is no network: the name is kept, and goes out after the last change. It counts when the portal says so. */

import { Album } from "./album.js";
import { gaps } from "./gaps.js";
import { Patience } from "./patience.js";
import { MEANINGS, meaning } from "./replies.js";
import { say, received, soon } from "./words.js";

export class Signing {
  constructor(store, page) {
    Object.assign(this, { store, page, name: "signed " + page.survey, place: document.querySelector("[data-signing]"), patience: new Patience() });
    this.album = document.querySelector("[data-photos]") ? new Album(store) : null;
    if (!this.place) return; // a worksheet: it is signed on the findings page
    document.querySelector("[data-sign]").addEventListener("click", (event) => this.asked(event));
    this.place.querySelector("button").addEventListener("click", () => this.sign());
    addEventListener("online", () => this.patience.networkIsBack());
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
    this.page.count();
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

  /* Why a name that was given is not received yet. */
  meanwhile() {
    if (this.photos) return `${this.photos === 1 ? "1 photo goes" : this.photos + " photos go"} first.`;
    return this.patience.failures ? `${MEANINGS[this.why]}; the next try is ${soon(this.patience.left())}.` : "It goes out when there is a network.";
  }

  /* Everything else is received: now the name. The same signature may arrive twice; it signs once. */
  async send() {
    if (!this.place || this.isSending || this.patience.left()) return;
    const { touches } = this.page, signed = await this.waits();
    if (!signed) return;
    const changes = await this.store.count(this.page.survey);
    this.photos = this.album ? await this.album.count(this.page.survey) : 0;
    if (this.photos) await this.page.tellWaiting();
    if (changes || this.photos || this.isSending || this.page.typing.size || touches !== this.page.touches) return; // it goes after them
    this.isSending = true;
    try {
      await this.understood(await this.post(signed.name));
    } finally { this.isSending = false; }
  }

  async post(signature) {
    try {
      const answer = await fetch(this.place.dataset.signing, {
        method: "POST", redirect: "manual", signal: AbortSignal.timeout(60000),
        headers: { "X-CSRFToken": this.page.token(), "Content-Type": "application/x-www-form-urlencoded" },
        body: new URLSearchParams({ signature }),
      });
      return await meaning(answer, (told) => told?.received === true);
    } catch { return { kind: "away", after: 0 }; }
  }

  async understood({ kind, told, after }) {
    if (kind === "received") return this.done();
    if (kind === "closed") return this.refused([MEANINGS.closed + "."]);
    if (told?.problems?.length) return this.refused(told.problems);
    if (kind === "away" || kind === "out") {
      this.patience.worked();
      return this.page.sender.later([], { kind, after });
    }
    if (kind === "token") await this.page.newToken();
    this.why = kind;
    setTimeout(() => this.page.sender.again(), this.patience.failed(after) + 1);
    await this.page.tellWaiting();
  }

  async refused(problems) {
    this.patience.worked();
    await this.store.note(this.name, null);
    this.place.hidden = false;
    this.problem = problems.join(" ");
    this.tell(this.problem);
    await this.page.tellWaiting();
  }

  /* The portal has the whole survey, so nothing of it stays on this tablet. What was written while the name was on its way
     came too late: it is shown as not taken, and can be saved or handed over. */
  async done() {
    await this.page.keepAll();
    if (!(await this.store.forget(this.page.survey))) return this.page.sender.again();
    await this.album?.forget(this.page.survey);
    (await navigator.serviceWorker?.ready)?.active.postMessage({ forget: "/field/" + this.page.survey });
    say(received(new Date()), "The survey is signed, and the portal has all of it.");
    location.assign(this.place.dataset.done);
  }

  tell(text) { this.place.querySelector("[data-signing-problem]").textContent = text; }
}
