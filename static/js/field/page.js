/* The findings page: every change is kept on this tablet as it is typed, and sent when there is a network.
   Without this script, Save does the same. */

import { open } from "./store.js";
import { Sender } from "./send.js";
import { MEANINGS } from "./replies.js";
import { progress } from "./gaps.js";
import * as cards from "./card.js";
import { changes, received, say, soon } from "./words.js";
import { tellRefused } from "./refused.js";
import { saveAsFile } from "./export.js";
import { Signing } from "./signing.js";
import { prepare, keepPages } from "./preparing.js";

const PAUSE = 200; // ms in which keystrokes are gathered; a choice is kept at once
const CLOCK_OFF = 120; // seconds
const DAY = 86400000;
const SHORT = 12; // signs of a finding's id that stand in the sheet
const form = document.querySelector("[data-field-form]");

class Page {
  constructor(store) {
    this.store = store;
    this.survey = form.dataset.survey;
    this.address = form.dataset.sync;
    this.form = Number(form.dataset.form);
    this.sheet = JSON.parse(document.getElementById("sheet").textContent);
    this.fresh = "";
    this.typing = new Map(); // what is typed and not yet kept: place -> {card, field}
    this.written = new Set(); // places that were touched on this page: what it read before is older
    this.keeping = null;
    this.touches = 0; // how often something changed here: words that were true before a change are not said after it
    this.known = new Map(); // finding -> its values, as heard and, over that, as kept here
    this.windows = new BroadcastChannel("qcp-field-" + this.survey);
    this.sender = new Sender(store, this.survey, this);
    this.signing = new Signing(store, this);
  }

  async begin() {
    form.addEventListener("input", (event) => this.touched(event, event.target.matches("textarea") ? PAUSE : 0));
    form.addEventListener("change", (event) => this.touched(event, 0));
    form.addEventListener("submit", (event) => this.go(event));
    document.addEventListener("visibilitychange", () => this.keepAll(), { capture: true });
    addEventListener("pagehide", () => this.leave(), { capture: true });
    addEventListener("qcp-leaving", ({ detail }) => { this.catchUp(); detail.push(this.keepAll()); });
    form.addEventListener("qcp-photos", () => this.sender.again());
    this.windows.addEventListener("message", ({ data }) => this.heard(data, true));
    document.querySelector("[data-send-now]").addEventListener("click", () => this.sendNow());
    document.querySelector("[data-save-file]").addEventListener("click", () => this.saveWaiting());
    this.catchUp();
    await this.keepAll();
    await this.fill();
    await this.tellWaiting();
    this.sender.again();
  }

  token() { return this.fresh || form.elements.csrfmiddlewaretoken.value; }

  /* Signing in gives a new token; a page that was opened before has the old one. */
  async newToken() {
    try {
      const answer = await fetch(this.address, { redirect: "manual", cache: "no-store", headers: { Accept: "application/json" } });
      this.fresh = (answer.ok && (await answer.json()).token) || "";
    } catch { this.fresh = ""; }
    return Boolean(this.fresh);
  }

  // --- what is typed ----------------------------------------------------------------------------

  /* Whatever stands on the page and was not told. */
  catchUp() {
    for (const card of cards.cards()) {
      for (const field of cards.fields(card)) if (cards.isUntold(card, field)) this.note(card, field);
    }
  }

  touched(event, pause) {
    const card = event.target.closest("[data-card]");
    const field = card && cards.fieldOf(card, event.target);
    if (!field || (event.type === "change" && !cards.isUntold(card, field))) return;
    this.note(card, field);
    cards.judge(card, this.sheet.rules);
    if (!pause) this.keepAll();
    else if (!this.pause) this.pause = setTimeout(() => this.keepAll(), pause);
  }

  note(card, field) {
    this.touches += 1;
    say("kept", "Keeping …");
    cards.tell(card, field, cards.shown(card, field));
    this.typing.set(cards.place(card, field), { card, field });
    this.written.add(cards.place(card, field));
  }

  /* Keep what is typed, one change after the other; what is typed meanwhile follows. */
  keepAll() {
    clearTimeout(this.pause);
    this.pause = 0;
    this.keeping ||= this.keepOn().finally(() => { this.keeping = null; });
    return this.keeping;
  }

  async keepOn() {
    let quick = false, kept = false;
    while (this.typing.size) {
      const [[place, { card, field }]] = this.typing;
      const value = cards.shown(card, field);
      try {
        await this.store.keep(this.survey, card.dataset.finding, field, value, cards.revisions(card)[field] || 0);
      } catch (error) {
        this.cannotKeep = true;
        return say("needs", "This tablet cannot keep it (" + error.name + "). Press Save while you have a network; what you typed stays on this page.");
      }
      this.cannotKeep = false;
      if (JSON.stringify(cards.shown(card, field)) === JSON.stringify(value)) this.typing.delete(place);
      cards.state(card, "On this tablet");
      quick ||= field === "rating" || field === "methods";
      kept = true;
    }
    if (kept) this.afterKeeping(quick); // not waited for: what is typed meanwhile is kept in its own turn
  }

  async afterKeeping(quick) {
    const full = this.store.isFull ? " The tablet is full: photos are not taken any more. Send what waits, or clear other things." : "";
    this.touches += 1;
    this.count();
    try {
      await this.tellWaiting(full);
    } finally { this.sender.soon(quick ? 100 : 1000); }
  }

  /* The page is being left: what is not yet heard of goes along, and what is typed is kept if there is time. */
  leave() {
    const told = this.store.leave(), now = new Date();
    const rest = [...this.typing.values()].map(({ card, field }) => ({
      op_id: crypto.randomUUID(), finding: card.dataset.finding, field, value: cards.shown(card, field), base: cards.revisions(card)[field] || 0,
      seq: this.store.seq | 1, client_at: now.toISOString(), offset_minutes: -now.getTimezoneOffset(),
    }));
    this.keepAll();
    this.sender.farewell([...rest, ...told]);
  }

  /* Save, and Save and go on: what is typed is kept and sent, then the page is shown anew, or the next one.
     What cannot be sent stays here, and so does the page, unless the next one is wanted. */
  async go(event) {
    if (this.isPlain || event.submitter?.hasAttribute("formaction")) return;
    event.preventDefault();
    const { submitter } = event, left = await this.sendAll();
    if (this.cannotKeep) return this.savePlainly(submitter);
    if (submitter?.name === "go_on" && (!left || this.sender.failures)) location.assign(form.dataset.onward);
    else if (!left) location.reload();
  }

  /* What is typed while the rest is being sent is sent, too. Answers how many changes wait here. */
  async sendAll() {
    let left = 0;
    do {
      await this.sendNow();
      if (!this.cannotKeep) left = await this.store.count(this.survey);
    } while (this.typing.size && !this.cannotKeep);
    return left;
  }

  /* This tablet keeps nothing: the form goes to the portal as it would without this script. A worksheet has no such way. */
  savePlainly(submitter) {
    if (form.dataset.plain === undefined) return;
    this.isPlain = true;
    form.requestSubmit(submitter);
  }

  async sendNow() {
    this.catchUp();
    await this.keepAll();
    this.sender.backOff = 0;
    await this.sender.drain(true);
  }

  async saveWaiting() {
    await this.keepAll();
    saveAsFile(this.store, form.dataset.user, this.survey, await this.store.waiting(this.survey));
  }

  // --- what the portal says ---------------------------------------------------------------------

  /* Where the tablet knows better than the page: what waits here, or what was heard since the page was made.
     What is typed while it looks is newer than what it finds. */
  async fill() {
    const waiting = new Map((await this.store.waiting(this.survey)).map((each) => [each.finding + each.field, each]));
    for (const answer of await this.store.answers(this.survey)) {
      if (this.written.has(answer.finding + answer.field)) continue;
      const card = cards.cardOf(answer.finding, answer.field);
      this.learn(answer.finding, answer.field, answer.values[0]);
      if (card && answer.revision > (cards.revisions(card)[answer.field] || 0)) this.update(card, answer, waiting);
    }
    for (const each of waiting.values()) {
      const card = cards.cardOf(each.finding, each.field);
      if (this.written.has(each.finding + each.field)) continue;
      if (!each.problem) this.learn(each.finding, each.field, each.value);
      if (!card) continue;
      cards.show(card, each.field, each.value);
      cards.state(card, each.problem ? "Needs you" : "On this tablet");
    }
    for (const card of cards.cards()) cards.judge(card, this.sheet.rules);
    this.count();
  }

  isTyping(card) { return cards.fields(card).some((field) => this.typing.has(cards.place(card, field))); }

  learn(finding, field, value) {
    const id = finding.slice(0, SHORT);
    this.known.set(id, { ...this.known.get(id), [field]: value });
  }

  /* Only what is shown counts as seen: whoever changes it then answers it. Another window may tell late of what is older. */
  update(card, { finding, field, values, revision }, waiting) {
    if (this.typing.has(finding + field) || waiting.has(finding + field) || revision < (cards.revisions(card)[field] || 0)) return;
    if (values.length > 1) card.dataset.clash = field;
    else {
      delete card.dataset.clash;
      cards.raise(card, field, revision);
      if (values.length) cards.show(card, field, values[0]);
    }
  }

  async heard(told, fromOtherWindow = false) {
    if (!fromOtherWindow) this.windows.postMessage(told);
    this.hasHeard = true;
    const lines = await this.store.lines(this.survey), { touches } = this;
    const places = new Set(lines.map((each) => each.finding + each.field)), findings = new Set(lines.map((each) => each.finding));
    for (const answer of told.answers) {
      if (!places.has(answer.finding + answer.field)) this.learn(answer.finding, answer.field, answer.values[0]);
      const card = cards.cardOf(answer.finding, answer.field);
      if (!card) continue;
      this.update(card, answer, places);
      cards.judge(card, this.sheet.rules);
      if (!findings.has(answer.finding) && !this.isTyping(card)) cards.state(card, received(new Date()));
    }
    await this.showRefused(lines.filter((each) => each.problem));
    this.count();
    await this.tellWaiting();
    if (!lines.length && !this.typing.size && !fromOtherWindow) await this.signing.send();
    if (told.progress && !lines.length && touches === this.touches) document.querySelector("[data-progress]").textContent = told.progress;
  }

  async showRefused(lines) {
    for (const each of lines) cards.state(cards.cardOf(each.finding, each.field), "Needs you");
    const turn = this.refusedTurn = (this.refusedTurn || 0) + 1, refused = await this.store.unsealed(lines);
    if (turn === this.refusedTurn) tellRefused(refused, (op_id) => this.store.discard(op_id).then(() => this.heard({ answers: [], receipts: [] })),
      (each) => saveAsFile(this.store, form.dataset.user, this.survey, [each]));
  }

  // --- how it stands, in words ------------------------------------------------------------------

  sending(claimed) {
    say("sending", changes(claimed.length) + " …");
    for (const each of claimed) cards.state(cards.cardOf(each.finding, each.field), "Sending");
  }

  async waits(kind, pause) {
    this.why = kind;
    for (const each of await this.store.lines(this.survey)) cards.state(cards.cardOf(each.finding, each.field), each.problem ? "Needs you" : "On this tablet");
    await this.tellWaiting("", pause);
  }

  /* The one line on the page, from what is true now. */
  async tellWaiting(more = "", pause = 0) {
    const touches = this.touches;
    const waiting = await this.store.lines(this.survey), refused = waiting.filter((each) => each.problem).length;
    const failing = this.sender.failures > 0, words = changes(waiting.length) + " kept on this tablet";
    const last = await this.store.fact("received " + this.survey), signed = await this.signing.waits();
    if (this.typing.size || touches !== this.touches) return; // it changed meanwhile: it is being kept, and then told
    const clashes = cards.cards().filter((card) => card.dataset.clash);
    document.querySelector("[data-sign-in]").hidden = !(failing && this.why === "out");
    document.querySelector("[data-send-now]").hidden = !waiting.length;
    document.querySelector("[data-save-file]").hidden = !(waiting.length && this.store.isFull);
    if (failing && this.why === "out") say("needs", `You are signed out. ${words} until you sign in.`);
    else if (refused) say("needs", `${refused} not taken.`, ["See why", "#not-taken"]);
    else if (clashes.length) say("needs", "Two answers stand beside each other. " + (clashes.every((card) => card.querySelector("[data-two-answers]")) ? "Press Keep beside one." : "Open the page anew to choose."));
    else if (waiting.length && last && Date.now() - Date.parse(last) > DAY) say("needs", `Nothing was received for more than a day. ${words}: look for a network today, a browser may clear what it holds for long.${more}`);
    else if (this.signing.problem) say("needs", "Not signed: " + this.signing.problem);
    else if (signed) say("kept", `Signed, not yet received. ${waiting.length ? words + "; they go first." : this.signing.meanwhile()}`);
    else if (failing && waiting.length && this.why === "away") say("kept", `Offline. ${words}, not received yet.${more}`);
    else if (failing && this.why === "away") say("kept", "Offline. Everything you wrote is received.");
    else if (failing && waiting.length) say("kept", `${MEANINGS[this.why]}. ${words}; the next try is ${soon(pause)}.${more}`);
    else if (waiting.length) say("kept", words + "." + more);
    else if (!this.hasHeard) say("kept", "Asking the portal how it stands …");
    else say(received(new Date(last)), "Everything you wrote is with the portal.");
    this.tellClock();
  }

  /* Once per survey: the order of things is the portal's, but the surveyor should know. */
  async tellClock() {
    const skew = this.sender.skew || 0, line = document.querySelector("[data-clock]");
    if (Math.abs(skew) <= CLOCK_OFF || (await this.store.fact("clock " + this.survey))) return;
    await this.store.note("clock " + this.survey, skew);
    const off = Math.abs(skew) < 7200 ? Math.round(Math.abs(skew) / 60) + " minutes" : Math.round(Math.abs(skew) / 3600) + " hours";
    line.textContent = `The clock of this tablet is ${off} ${skew > 0 ? "ahead" : "behind"}. Nothing is lost or out of order by that: the portal's clock counts.`;
    line.hidden = false;
  }

  /* The counts on the page, as the tablet knows them. */
  count() {
    for (const card of cards.cards()) for (const field of cards.fields(card)) this.learn(card.dataset.finding, field, cards.shown(card, field));
    const { rules, open, findings } = this.sheet;
    const of = (ids) => progress(ids.length, ids.map((id) => this.known.get(id) || {}), rules, open);
    document.querySelector("[data-progress]").textContent = of(Object.values(findings).flatMap((site) => Object.values(site)).flat());
    for (const tab of document.querySelectorAll("[data-tab]")) {
      const site = findings[tab.dataset.visit] || {};
      tab.textContent = of(tab.dataset.tab ? site[tab.dataset.tab] || [] : Object.values(site).flat());
    }
  }
}

async function begin() {
  const store = await open(form.dataset.user);
  const page = new Page(store);
  await page.begin();
  prepare(store, page);
}

if (form && window.indexedDB && crypto.subtle && navigator.locks) {
  begin().catch((error) => {
    console.error(error);
    say("needs", "This browser keeps nothing for later; a private window may be why. Press Save on every page.");
  });
  keepPages(form);
}
