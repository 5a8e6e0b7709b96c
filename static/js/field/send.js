/* Sends what waits, one batch after the other, by one window of this tablet at a time. Nothing is forgotten before the
   portal's answer names it; whatever else comes back, it is tried again, later and later. */

const MOST = 200;
const FIRST_PAUSE = 1000, LONGEST_PAUSE = 300000, HEARTBEAT = 10000;

export class Sender {
  constructor(store, survey, page) {
    Object.assign(this, { store, survey, page, failures: 0, timer: 0, most: MOST });
    addEventListener("online", () => this.soon(0));
    document.addEventListener("visibilitychange", () => this.soon(0));
    setInterval(() => this.beat(), HEARTBEAT);
  }

  soon(pause) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.drain(), pause);
  }

  /* The network can come back without telling: while something waits, ask whether the portal answers. */
  async beat() {
    if (!this.failures || !(await this.store.count(this.survey))) return;
    try {
      if ((await fetch("/healthz", { cache: "no-store" })).ok) this.soon(0);
    } catch { /* still away */ }
  }

  /* patiently: when another window is sending, after it. */
  drain(patiently = false) {
    return navigator.locks.request("qcp-field-" + this.survey, { ifAvailable: !patiently }, async (lock) => {
      if (lock) while (await this.batch());
    });
  }

  /* One batch; true when another one should follow at once. */
  async batch() {
    const waiting = (await this.store.waiting(this.survey)).filter((each) => !each.problem).slice(0, this.most);
    if (waiting.length) {
      this.page.say("Sending " + waiting.length + (waiting.length === 1 ? " change …" : " changes …"));
      await this.store.mark(waiting, ({ tries }) => ({ tries: tries + 1 }));
    }
    let answer;
    try {
      answer = await this.post(waiting);
    } catch {
      return this.later("Offline");
    }
    return this.understood(answer, waiting);
  }

  async post(waiting) {
    const operations = waiting.map(({ op_id, finding, field, value, base, seq, client_at, offset_minutes }) =>
      ({ op_id, finding, field, value, base, seq, client_at, offset_minutes }));
    const since = await this.store.since(this.survey);
    return fetch(this.page.address, {
      method: "POST", redirect: "manual", signal: AbortSignal.timeout(60000),
      headers: { "Content-Type": "application/json", "X-CSRFToken": this.page.token() },
      body: JSON.stringify({ device: this.store.device, skew_seconds: this.skew ?? null, since, operations }),
    });
  }

  async understood(answer, waiting) {
    if (answer.type === "opaqueredirect" || answer.status === 401) return this.later("Signed out");
    if (answer.status === 403) return (await this.page.newToken()) ? this.later("Offline") : this.later("Signed out");
    if (answer.status === 404) return this.closed(waiting);
    if (answer.status === 413 && this.most > 1) { this.most = Math.ceil(this.most / 2); return true; }
    let told;
    try { told = await answer.json(); } catch { told = null; }
    if (!answer.ok || !told || !Array.isArray(told.receipts)) return this.later("Offline", answer.headers.get("Retry-After"));
    this.measure(answer);
    await this.store.heard(this.survey, told);
    const refused = told.receipts.filter((each) => each.outcome === "refused");
    for (const each of refused) await this.store.mark([each], () => ({ problem: each.reason }));
    this.failures = 0;
    await this.page.heard(told);
    return waiting.length === this.most;
  }

  /* The tablet's clock against the portal's. */
  measure(answer) {
    const theirs = Date.parse(answer.headers.get("Date"));
    if (theirs) this.skew = Math.round((Date.now() - theirs) / 1000);
  }

  async closed(waiting) {
    const problem = "This survey is not open to you any more. What you wrote stays on this tablet: copy it, and write to the program office.";
    await this.store.mark(waiting, () => ({ problem }));
    await this.page.heard({ answers: [], receipts: [] });
    return false;
  }

  async later(why, after) {
    this.failures += 1;
    const pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** Math.min(this.failures - 1, 9)) * (0.5 + Math.random() / 2);
    this.soon(after ? Math.max(pause, 1000 * Number(after) || 0) : pause);
    await this.page.waits(why);
    return false;
  }
}
