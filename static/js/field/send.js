/* Sends what waits, one batch after the other, by one window of this tablet at a time. Nothing is forgotten before the
   portal's answer names it; whatever else comes back, it is tried again, later and later. */

import { meaning } from "./replies.js";

const MOST = 200; // changes in one batch
const FIRST_PAUSE = 1000, LONGEST_PAUSE = 300000, HEARTBEAT = 10000, PATIENCE = 60000, OTHER_WINDOW = 2000;
const LOCK = "qcp-field-send"; // one for the whole tablet

const TOO_LONG = "This is longer than the portal takes. Copy it, write it shorter, then drop this one.";
const CLOSED = "This survey is not open to you any more. What you wrote stays on this tablet: copy it, and write to the program office.";

export class Sender {
  constructor(store, survey, page) {
    Object.assign(this, { store, survey, page, failures: 0, timer: 0, most: MOST, aside: new Set(), isAway: false });
    this.backOff = this.asked = 0; // nothing is sent before: by our own patience, because the portal asked
    addEventListener("online", () => this.again());
    document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible") this.again(); });
    setInterval(() => this.beat(), HEARTBEAT);
  }

  /* listening: ask also when nothing waits here, to hear what was said elsewhere. */
  soon(pause, listening = false) {
    this.listening ||= listening;
    clearTimeout(this.timer);
    const wait = Math.max(pause, this.backOff - performance.now(), this.asked - performance.now());
    this.timer = setTimeout(() => this.drain(), wait);
  }

  /* The network is back: our own patience ends. What the portal asked for still holds. */
  again() {
    this.backOff = 0;
    this.isAway = false;
    this.soon(0, true);
  }

  /* It can come back without telling. While something waits, ask whether the portal answers again. */
  async beat() {
    if (!this.failures || !((await this.store.count(this.survey)) || (await this.page.signing.waits()))) return;
    try {
      const answer = await fetch("/healthz", { cache: "no-store", signal: AbortSignal.timeout(HEARTBEAT - 1000) });
      if (!answer.ok) this.isAway = true;
      else if (this.isAway) this.again();
    } catch { this.isAway = true; }
  }

  /* patiently: when another window is sending, after it. */
  async drain(patiently = false) {
    clearTimeout(this.timer);
    try {
      const sent = await navigator.locks.request(LOCK, { ifAvailable: !patiently }, async (lock) => {
        if (!lock) return false;
        while (await this.batch());
        return true;
      });
      if (!sent) this.soon(OTHER_WINDOW);
      else if (this.aside.size) await this.putAsideEnds();
    } catch (error) { // the tablet's own memory did not answer
      console.error(error);
      this.soon(HEARTBEAT);
    }
  }

  /* One batch; true when another one should follow at once. */
  async batch() {
    const claimed = await this.store.claim(this.survey, this.most, this.aside);
    if (!claimed.length && !this.listening) {
      await this.page.tellWaiting(); // another window may have sent it
      return false;
    }
    this.listening = false;
    if (claimed.length) this.page.sending(claimed);
    let reply;
    try {
      const answer = await this.post(claimed);
      reply = await meaning(answer);
      this.measure(answer);
    } catch {
      reply = { kind: "away", after: 0 };
    }
    return this[reply.kind] ? this[reply.kind](claimed, reply) : this.later(claimed, reply);
  }

  async post(claimed) {
    return fetch(this.page.address, {
      method: "POST", redirect: "manual", signal: AbortSignal.timeout(PATIENCE),
      headers: { "Content-Type": "application/json", "X-CSRFToken": this.page.token() },
      body: this.body(claimed, await this.store.since(this.survey)),
    });
  }

  body(changes, since) {
    const operations = changes.map(({ op_id, finding, field, value, base, seq, client_at, offset_minutes }) =>
      ({ op_id, finding, field, value, base, seq, client_at, offset_minutes }));
    return JSON.stringify({ device: this.store.device, form: this.page.form, skew_seconds: this.skew ?? null, since, operations });
  }

  /* The page is being left: what may not have arrived is sent along, without waiting for an answer. */
  farewell(changes) {
    const batch = [];
    for (let room = 60000; changes.length && batch.length < MOST; batch.push(changes.shift())) {
      room -= new Blob([JSON.stringify(changes[0])]).size + 100;
      if (room < 0) break;
    }
    if (!batch.length || !navigator.onLine) return;
    fetch(this.page.address, {
      method: "POST", redirect: "manual", keepalive: true,
      headers: { "Content-Type": "application/json", "X-CSRFToken": this.page.token() }, body: this.body(batch, 0),
    }).catch(() => null);
  }

  /* The tablet's clock against the portal's. */
  measure(answer) {
    const theirs = Date.parse(answer.headers.get("Date"));
    if (theirs) this.skew = Math.round((Date.now() - theirs) / 1000);
  }

  // --- what each kind of answer leads to ---------------------------------------------------------

  async received(claimed, { told }) {
    await this.store.heard(this.survey, told);
    for (const each of told.receipts) if (each.outcome === "refused") await this.store.mark([each], () => ({ problem: each.reason }));
    if (!this.aside.size) this.failures = 0;
    this.renewed = false;
    this.backOff = this.asked = 0;
    this.most = Math.min(MOST, this.most * 4);
    await this.page.heard(told);
    return claimed.length > 0;
  }

  async token(claimed, reply) {
    if (!this.renewed && (this.renewed = await this.page.newToken())) return true;
    this.renewed = false;
    return this.later(claimed, { ...reply, kind: "out" });
  }

  async closed(claimed) {
    await this.store.mark(claimed, () => ({ problem: CLOSED }));
    await this.page.heard({ answers: [], receipts: [] });
    return false;
  }

  async long(claimed, reply) {
    if (claimed.length > 1) { this.most = Math.ceil(claimed.length / 2); return true; }
    if (!claimed.length) return this.later(claimed, reply);
    await this.store.mark(claimed, () => ({ problem: TOO_LONG }));
    await this.page.heard({ answers: [], receipts: [] });
    return true;
  }

  /* Perhaps one of them is what the portal stumbles over: fewer at a time, and in the end that one stands aside. */
  async failing(claimed, reply) {
    if (claimed.length === 1) this.aside.add(claimed[0].op_id);
    this.most = Math.ceil(claimed.length / 8) || MOST;
    return this.later(claimed, reply);
  }

  async later(claimed, { kind, after }) {
    this.failures += 1;
    const pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** Math.min(this.failures - 1, 9)) * (0.5 + Math.random() / 2);
    this.backOff = performance.now() + pause;
    this.asked = performance.now() + after;
    this.soon(0, !claimed.length);
    await this.page.waits(kind, Math.max(pause, after));
    return false;
  }

  /* Everything else went out: those that stood aside are tried again in their turn. */
  async putAsideEnds() {
    const left = (await this.store.lines(this.survey)).filter((each) => !each.problem && !this.aside.has(each.op_id));
    if (!left.length) this.aside.clear();
    this.soon(left.length ? 0 : Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** Math.min(this.failures, 9)));
  }
}
