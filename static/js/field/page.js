/* The findings page: every change is kept on this tablet as it is typed, and sent when there is a network.
   Without this script, Save does the same. */

import { open } from "./store.js";
import { Sender } from "./send.js";

const FIELDS = ["rating", "methods", "notes", "commendation", "reason", "observed_at"];
const PAUSE = 300; // ms after the last keystroke; a choice is kept at once
const form = document.querySelector("[data-field-form]");
const kept = document.querySelector("[data-kept]");

class Page {
  constructor(store) {
    this.store = store;
    this.survey = form.dataset.survey;
    this.address = form.dataset.sync;
    this.fresh = "";
    this.typing = new Map();
    this.last = Promise.resolve();
    this.sender = new Sender(store, this.survey, this);
  }

  async begin() {
    form.addEventListener("input", (event) => this.touched(event, event.target.matches("textarea") ? PAUSE : 0));
    form.addEventListener("submit", (event) => this.go(event));
    for (const name of ["visibilitychange", "pagehide"]) addEventListener(name, () => this.flush(), { capture: true });
    this.say("Every change is kept on this tablet and sent by itself.");
    await this.catchUp();
    for (const card of document.querySelectorAll("[data-card]")) await this.fill(card);
    if (await this.store.count(this.survey)) this.sender.soon(0);
  }

  token() { return this.fresh || form.elements.csrfmiddlewaretoken.value; }

  /* Signing in gives a new token; a page that was opened before has the old one. */
  async newToken() {
    try {
      const answer = await fetch(this.address, { redirect: "manual", headers: { Accept: "application/json" } });
      const told = answer.ok ? await answer.json() : {};
      this.fresh = told.token || "";
    } catch { this.fresh = ""; }
    return Boolean(this.fresh);
  }

  /* Whatever stands on the page and was not told: somebody was quicker than this script, or a tool filled it in. */
  catchUp() {
    for (const card of document.querySelectorAll("[data-card]")) {
      for (const field of FIELDS) if (stands(card, field) !== told(card, field)) this.keep(card, field);
    }
    return this.last;
  }

  /* Where the tablet knows better than the page: what waits here, or what was heard since the page was made. */
  async fill(card) {
    const waiting = await this.store.waiting(this.survey);
    for (const field of FIELDS) {
      const mine = waiting.findLast((each) => each.finding === card.dataset.finding && each.field === field);
      const heard = await this.store.answer(card.dataset.finding, field);
      const known = heard && heard.revision > revisions(card)[field] ? heard : null;
      if (known) raise(card, field, known.revision);
      if (this.typing.has(card.dataset.finding + field)) continue;
      if (mine) show(card, field, mine.value);
      else if (known && known.values.length) show(card, field, known.values[0]);
      if (known && known.values.length > 1) card.querySelector("[data-gaps]").textContent = TWO;
    }
  }

  touched(event, pause) {
    const card = event.target.closest("[data-card]");
    const field = FIELDS.find((name) => event.target.name === card?.dataset.card + "-" + name);
    if (!field) return;
    const place = card.dataset.finding + field;
    clearTimeout(this.typing.get(place)?.timer);
    const keep = () => { this.typing.delete(place); this.keep(card, field); };
    if (pause) this.typing.set(place, { timer: setTimeout(keep, pause), keep }); else keep();
  }

  /* What is still being typed is kept now, before the page goes away. */
  flush() { for (const { timer, keep } of [...this.typing.values()]) { clearTimeout(timer); keep(); } }

  keep(card, field) {
    const value = shown(card, field);
    tellTo(card, field, value);
    this.last = this.last.then(async () => {
      try {
        await this.store.keep(this.survey, card.dataset.finding, field, value, revisions(card)[field]);
        this.say((await this.words()) + " on this tablet.");
        this.sender.soon(field === "rating" || field === "methods" ? 100 : 1000);
      } catch (error) {
        this.say("Needs you: this tablet cannot keep it (" + error.name + "). Press Save while you have a network.");
      }
    });
    return this.last;
  }

  /* Save, and Save and go on: what is typed is kept and sent, then the page is shown anew, or the next one.
     What cannot be sent stays here, and so does the page. */
  async go(event) {
    if (event.submitter?.hasAttribute("formaction")) return;
    event.preventDefault();
    this.flush();
    await this.catchUp();
    await this.sender.drain(true);
    if (await this.store.count(this.survey)) return;
    if (event.submitter?.name === "go_on") location.assign(form.dataset.onward);
    else location.reload();
  }

  async heard({ answers, receipts, progress }) {
    if (progress) document.querySelector("[data-progress]").textContent = progress;
    for (const answer of answers) {
      const card = document.querySelector(`[data-finding="${answer.finding}"]`);
      if (card) this.update(card, answer);
    }
    const refused = (await this.store.waiting(this.survey)).filter((each) => each.problem);
    tell(refused, (op_id) => this.store.discard(op_id).then(() => this.heard({ answers: [], receipts: [] })));
    const clash = answers.some((each) => each.values.length > 1);
    if (refused.length) this.say("Needs you: " + refused.length + " not taken, see below.");
    else if (clash) this.say("Needs you: two answers stand beside each other. Open the page anew to choose.");
    else if (receipts.length) this.say("Received " + new Date().toLocaleTimeString() + ".");
  }

  async update(card, { finding, field, values, revision }) {
    raise(card, field, revision);
    const waiting = await this.store.waiting(this.survey);
    const mine = this.typing.has(finding + field) || waiting.some((each) => each.finding === finding && each.field === field);
    if (!mine && values.length && JSON.stringify(shown(card, field)) !== JSON.stringify(values[0])) show(card, field, values[0]);
    if (values.length > 1) card.querySelector("[data-gaps]").textContent = TWO;
  }

  async waits(why) {
    const words = await this.words();
    if (why === "Signed out") {
      this.say("Needs you: you are signed out. " + words + " kept on this tablet until you sign in.");
      document.querySelector("[data-sign-in]").hidden = false;
    } else if (await this.store.count(this.survey)) this.say("Offline. " + words + " kept on this tablet, not received yet.");
    else this.say("Offline. Everything you wrote is received.");
  }

  async words() {
    const count = await this.store.count(this.survey);
    return count === 1 ? "1 change" : count + " changes";
  }

  say(text) {
    kept.textContent = text;
    if (!text.startsWith("Needs you: you are signed out")) document.querySelector("[data-sign-in]").hidden = true;
  }
}

const TWO = "Two answers stand beside each other: choose one.";

function revisions(card) { return JSON.parse(card.dataset.revisions); }

function raise(card, field, revision) {
  const now = revisions(card);
  card.dataset.revisions = JSON.stringify({ ...now, [field]: Math.max(now[field], revision) });
}

function controls(card, field) { return [...card.querySelectorAll(`[name="${card.dataset.card}-${field}"]`)]; }

/* What the page last took for the value of a field: as it came, then as it was kept or shown. */
const TOLD = new WeakMap();

function told(card, field) { return TOLD.get(card)?.[field] ?? came(card, field); }
function stands(card, field) { return JSON.stringify(shown(card, field)); }
function tellTo(card, field, value) { TOLD.set(card, { ...TOLD.get(card), [field]: JSON.stringify(value) }); }

function came(card, field) {
  const all = controls(card, field), chosen = all.filter((each) => each.defaultChecked).map((each) => each.value);
  if (field === "methods") return JSON.stringify(chosen.sort());
  return JSON.stringify(field === "rating" ? chosen[0] || "" : all[0].defaultValue.trim());
}

function shown(card, field) {
  const all = controls(card, field);
  if (field === "methods") return all.filter((each) => each.checked).map((each) => each.value).sort();
  if (field === "rating") return all.find((each) => each.checked)?.value || "";
  return all[0].value.trim();
}

function show(card, field, value) {
  tellTo(card, field, value);
  for (const control of controls(card, field)) {
    if (!["radio", "checkbox"].includes(control.type)) control.value = value;
    else control.checked = Array.isArray(value) ? value.includes(control.value) : control.value === value;
  }
}

/* Changes that the portal does not take: each by itself, with the reason, to be copied or dropped. */
function tell(refused, drop) {
  const place = document.querySelector("[data-refused]");
  place.replaceChildren(...refused.map((each) => {
    const line = document.createElement("li"), text = document.createElement("p"), button = document.createElement("button");
    text.textContent = "Not taken: “" + (Array.isArray(each.value) ? each.value.join(", ") : each.value) + "”. " + each.problem;
    button.type = "button";
    button.className = "button button--second";
    button.textContent = "Drop this change";
    button.addEventListener("click", () => drop(each.op_id));
    line.append(text, button);
    return line;
  }));
  place.hidden = !refused.length;
}

if (form && window.indexedDB && crypto.subtle && navigator.locks) {
  open(form.dataset.user).then((store) => new Page(store).begin()).catch(() => {
    kept.textContent = "This browser keeps nothing for later. Press Save on every page.";
  });
  navigator.serviceWorker?.register(form.dataset.worker, { scope: "/field/" }).then(() => navigator.serviceWorker.ready).then((ready) => {
    const beside = [...document.querySelectorAll("link[rel=stylesheet], link[rel=modulepreload], script[src]")];
    ready.active.postMessage({ keep: JSON.parse(form.dataset.pages), beside: beside.map((each) => each.href || each.src) });
  });
}
