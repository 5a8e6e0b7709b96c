/* Photos of what was seen: hashed and sealed on this tablet, named to the portal, then sent in pieces. What was sent is
   asked for, never assumed; a photo leaves the tablet's memory only when the portal says that it is whole. */

import { Album, hash } from "./album.js";
import { saveAsFile } from "./export.js";
import { Patience } from "./patience.js";
import { roomFor } from "./preparing.js";
import { waitAsked } from "./replies.js";
import { open } from "./store.js";
import { soon } from "./words.js";

const MOST = 100; // photos named at once
const HEARTBEAT = 10000, OTHER_WINDOW = 2000, PATIENCE = 60000, PATIENCE_PIECE = 180000;
const FULL = "This tablet is too full for photos. Text is still kept: write down what you saw. Send what waits, or save it as a file.";
const form = document.querySelector("[data-field-form]");

/* What came instead of an answer. isPortals: it concerns this one photo; otherwise nothing else would get through either. */
class Fault extends Error {
  constructor(problem, { isPortals = false, isRefusal = false, after = 0 } = {}) {
    super(problem);
    Object.assign(this, { isPortals, isRefusal, after });
  }
}

class Photos {
  constructor(store) {
    Object.assign(this, { store, album: new Album(store), patience: new Patience(), survey: form.dataset.survey, address: form.dataset.photos, known: [] });
  }

  async begin() {
    form.addEventListener("change", (event) => { if (event.target.matches("[data-photo]")) this.taken(event.target); });
    form.addEventListener("click", (event) => { if (event.target.matches("[data-remove-photo]")) this.remove(event.target.dataset.removePhoto); });
    addEventListener("online", () => { this.patience.networkIsBack(); this.soon(); });
    setInterval(() => this.beat(), HEARTBEAT);
    await this.show();
    this.soon();
  }

  /* The network can come back without telling. */
  async beat() {
    if (!this.isAway || !(await this.album.count(this.survey))) return;
    const answer = await fetch("/healthz", { cache: "no-store", signal: AbortSignal.timeout(HEARTBEAT - 1000) }).catch(() => null);
    if (!answer?.ok) return;
    this.patience.networkIsBack();
    this.soon();
  }

  /* Kept before anything else happens. */
  async taken(input) {
    const card = input.closest("[data-card]"), files = [...input.files];
    input.value = "";
    for (const file of files) {
      try {
        if (!(await roomFor(file.size))) this.isTooFull(card);
        else await this.album.keep(this.survey, card.dataset.finding, file);
      } catch (error) {
        if (error?.name === "QuotaExceededError") this.isTooFull(card);
        else say(card, "This photo could not be kept (" + error.message + "). Take it once more, or write down what you saw.");
      }
    }
    await this.show();
    this.soon();
  }

  isTooFull(card) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "button button--second", textContent: "Save what waits as a file" });
    button.addEventListener("click", async () => saveAsFile(this.store, form.dataset.user, this.survey, await this.store.waiting(this.survey)));
    say(card, FULL, " ", button);
  }

  soon(pause = 0) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.drain(), Math.max(pause, this.patience.left()));
  }

  /* One window of this tablet at a time; whatever goes wrong, later again. */
  drain() {
    return navigator.locks.request("qcp-photos-send", { ifAvailable: true }, async (lock) => {
      if (!lock) return this.soon(OTHER_WINDOW);
      try {
        await this.send();
        this.isAway = false;
      } catch (fault) {
        this.isAway = !fault.isPortals;
        this.patience.failed(fault.after);
        this.soon();
      }
      await this.show();
    });
  }

  async send() {
    const waiting = (await this.album.waiting(this.survey)).filter((each) => !each.problem);
    this.token = await this.newToken();
    let fault = null;
    for (let first = 0; !first || first < waiting.length; first += MOST) {
      fault = (await this.some(waiting.slice(first, first + MOST))) || fault;
    }
    if (fault) throw fault;
    if (waiting.length) form.dispatchEvent(new Event("qcp-photos")); // a signature may wait for them
  }

  /* Name some, then bring each. What the portal stumbles over stops no other. Answers what has to be tried again. */
  async some(waiting) {
    const named = waiting.filter((each) => !each.isOff).map(({ op_id, finding, sha256, size, seq, client_at, offset_minutes }) => ({ op_id, finding, sha256, size, seq, client_at, offset_minutes }));
    const told = await this.ask(this.address, { device: this.store.device, photos: named });
    let fault = null;
    this.known = told.photos;
    for (const { op_id, outcome, reason } of told.receipts) if (outcome === "refused") await this.album.mark(op_id, { problem: reason });
    for (const photo of waiting) {
      try {
        await this.bring(photo);
        this.patience.worked();
      } catch (error) {
        if (!(error instanceof Fault)) await this.album.mark(photo.op_id, { problem: "It cannot be read any more on this tablet. Take it off." });
        else if (error.isRefusal) await this.album.mark(photo.op_id, { problem: error.message });
        else if (!error.isPortals || error.after) throw error;
        else fault = error;
      }
      await this.show();
    }
    return fault;
  }

  async bring(photo) {
    const known = this.known.find((each) => (photo.isOff ? each.op_id === photo.op_id : each.finding === photo.finding && each.sha256 === photo.sha256));
    if (photo.isOff) {
      if (known) await this.ask(`${this.address}${known.id}/remove/`, {});
      this.known = this.known.filter((each) => each !== known);
      return this.album.drop(photo.op_id);
    }
    if (known && !known.is_whole) Object.assign(known, await this.deliver(photo, known));
    if (known?.is_whole && !(await this.isOff(photo))) await this.album.drop(photo.op_id);
  }

  /* Somebody took it off while it was on its way: that is told in the next round. */
  async isOff({ op_id }) { return (await this.album.all()).some((each) => each.op_id === op_id && each.isOff); }

  async deliver(photo, known) {
    if (await this.isOff(photo)) return {};
    const bytes = await this.album.bytes(photo);
    const upload = await this.ask("/uploads/", { place: this.address, name: "photo", size: photo.size, sha256: photo.sha256 });
    for (let number = 0; number < upload.count; number += 1) {
      if (upload.arrived.includes(number)) continue;
      const piece = bytes.slice(number * upload.part_size, (number + 1) * upload.part_size);
      await this.ask(`/uploads/${upload.id}/parts/${number}/`, piece, { "Content-Type": "application/octet-stream", "X-Content-SHA256": await hash(piece) });
    }
    return this.ask(`${this.address}${known.id}/whole/`, {});
  }

  /* As fresh as the session. */
  async newToken() {
    const { token } = await this.answer(form.dataset.sync, { headers: { Accept: "application/json" } });
    return token;
  }

  ask(address, told, headers = { "Content-Type": "application/json" }) {
    const isPiece = told instanceof ArrayBuffer;
    return this.answer(address, { method: "POST", headers: { ...headers, "X-CSRFToken": this.token }, body: isPiece ? told : JSON.stringify(told) }, isPiece ? PATIENCE_PIECE : PATIENCE);
  }

  async answer(address, asked, patience = PATIENCE) {
    let answer, reply;
    try {
      answer = await fetch(address, { redirect: "manual", cache: "no-store", signal: AbortSignal.timeout(patience), ...asked });
      reply = await answer.text().then(JSON.parse).catch((error) => { if (!(error instanceof SyntaxError)) throw error; });
    } catch { throw new Fault("no answer"); }
    const after = waitAsked(answer);
    if (answer.ok && reply) return reply;
    if (answer.status === 422 && reply?.problem) throw new Fault(reply.problem, { isPortals: true, isRefusal: true });
    throw new Fault("no good answer", { isPortals: answer.status >= 400 && answer.status !== 401 && answer.status !== 403, after });
  }

  /* Only here: it is forgotten. With the portal: that takes it off, too, now or when there is a network. */
  async remove(op_id) {
    await this.album.takeOff(this.survey, op_id);
    await this.show();
    this.soon();
  }

  async show() {
    const waiting = await this.album.waiting(this.survey), off = new Set(waiting.filter((each) => each.isOff).map((each) => each.op_id));
    const known = this.known.filter((each) => !off.has(each.op_id)), there = new Set(known.map((each) => each.finding + each.sha256));
    const tried = this.patience.failures && !this.isAway ? `. The portal stumbles over it; the next try is ${soon(this.patience.left())}` : "";
    const all = [...known.map((each) => ({ ...each, words: each.is_whole ? "Received. " + each.standing : "On this tablet" + tried })),
      ...waiting.filter((each) => !each.isOff && !there.has(each.finding + each.sha256)).map((each) => ({ ...each, words: "On this tablet" + tried }))];
    const problems = new Map(waiting.filter((each) => each.problem).map((each) => [each.op_id, "Needs you: " + each.problem]));
    for (const list of document.querySelectorAll("[data-photos-of]")) {
      list.replaceChildren(...all.filter((each) => each.finding === list.dataset.photosOf).map((each, place) => line({ ...each, words: problems.get(each.op_id) || each.words }, place + 1)));
    }
  }
}

function line(photo, number) {
  const item = document.createElement("li"), words = document.createElement("span"), button = document.createElement("button");
  words.textContent = `Photo ${number}: ${photo.words} `;
  button.type = "button";
  button.className = "button button--second";
  button.dataset.removePhoto = photo.op_id;
  button.textContent = `Take photo ${number} off`;
  item.append(words, button);
  return item;
}

function say(card, ...words) { card.querySelector("[data-photo-news]").replaceChildren(...words); }

if (form?.dataset.photos && window.indexedDB && crypto.subtle && navigator.locks) open(form.dataset.user).then((store) => new Photos(store).begin()).catch(console.error);
