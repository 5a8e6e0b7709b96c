/* How long to wait before the next try: our own patience, which grows and ends when the network returns, and what the
   portal asked for, which holds. */

const FIRST_PAUSE = 1000, LONGEST_PAUSE = 300000;

export class Patience {
  constructor() { Object.assign(this, { failures: 0, own: 0, asked: 0 }); }

  /* It went wrong once more. after: milliseconds that the portal asked to wait. */
  failed(after = 0) {
    this.failures += 1;
    const pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** Math.min(this.failures - 1, 9)) * (0.5 + Math.random() / 2);
    this.own = performance.now() + pause;
    this.asked = performance.now() + after;
    return this.left();
  }

  left() { return Math.max(0, this.own - performance.now(), this.asked - performance.now()); }

  networkIsBack() { this.own = 0; }

  worked() { this.failures = this.own = this.asked = 0; }
}
