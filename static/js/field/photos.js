/* Photos of what was seen: hashed and sealed on this tablet, named to the portal, then sent in pieces. What was sent is
   asked for, never assumed; a photo leaves the tablet's memory only when the portal says that it is whole. */

import { open } from "./store.js";
import { roomFor } from "./preparing.js";

const LONGEST_PAUSE = 60000;
const form = document.querySelector("[data-field-form]");

class Photos {
  constructor(store) {
    Object.assign(this, { store, survey: form.dataset.survey, address: form.dataset.photos, failures: 0, name: store.name.replace("field", "photos") });
  }

  async begin() {
    this.database = await asked(Object.assign(indexedDB.open(this.name, 1), { onupgradeneeded: ({ target }) => target.result.createObjectStore("photos", { keyPath: "op_id" }) }));
    form.addEventListener("change", (event) => { if (event.target.matches("[data-photo]")) this.taken(event.target); });
    form.addEventListener("click", (event) => { if (event.target.matches("[data-remove-photo]")) this.remove(event.target.dataset.removePhoto); });
    addEventListener("online", () => this.soon(0));
    await this.show([]);
    this.soon(0);
  }

  table(mode) { return this.database.transaction("photos", mode, { durability: "strict" }).objectStore("photos"); }
  async waiting() { return (await asked(this.table("readonly").getAll())).filter((each) => each.survey === this.survey).sort((a, b) => a.seq - b.seq); }

  /* Kept before anything else happens. */
  async taken(input) {
    const card = input.closest("[data-card]"), files = [...input.files];
    input.value = "";
    for (const file of files) {
      try {
        if (!(await roomFor(file.size))) throw new Error("This tablet is too full for photos. Text is still kept: write down what you saw.");
        await this.keep(card.dataset.finding, file);
      } catch (error) {
        say(card, error.name === "QuotaExceededError" ? "This tablet is too full for photos. Text is still kept: write down what you saw." : error.message);
      }
    }
    await this.show();
    this.soon(0);
  }

  async keep(finding, file) {
    const bytes = await file.arrayBuffer(), iv = crypto.getRandomValues(new Uint8Array(12)), now = new Date();
    const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, this.store.key, bytes);
    const photo = { op_id: crypto.randomUUID(), survey: this.survey, finding, sha256: await hash(bytes), size: bytes.byteLength, seq: now.getTime(),
      client_at: now.toISOString(), offset_minutes: -now.getTimezoneOffset(), iv, sealed };
    await asked(this.table("readwrite").put(photo));
  }

  soon(pause) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.drain(), pause);
  }

  /* One window of this tablet at a time; whatever goes wrong, later again. */
  drain() {
    return navigator.locks.request("qcp-photos-send", { ifAvailable: true }, async (lock) => {
      if (!lock) return this.soon(2000);
      try {
        await this.send();
        this.failures = 0;
      } catch {
        this.failures += 1;
        this.soon(Math.min(LONGEST_PAUSE, 1000 * 2 ** this.failures) * (0.5 + Math.random() / 2));
        await this.show();
      }
    });
  }

  async send() {
    const waiting = (await this.waiting()).filter((each) => !each.problem);
    const named = waiting.map(({ op_id, finding, sha256, size, seq, client_at, offset_minutes }) => ({ op_id, finding, sha256, size, seq, client_at, offset_minutes }));
    const told = await this.ask(this.address, { device: this.store.device, photos: named });
    for (const { op_id, outcome, reason } of told.receipts) if (outcome === "refused") await this.mark(op_id, reason);
    for (const photo of waiting) {
      const known = told.photos.find((each) => each.finding === photo.finding && each.sha256 === photo.sha256);
      if (!known) continue;
      if (!known.is_whole) Object.assign(known, await this.deliver(photo, known));
      if (known.is_whole) await asked(this.table("readwrite").delete(photo.op_id));
      await this.show(told.photos);
    }
    await this.show(told.photos);
  }

  async deliver(photo, known) {
    const bytes = await crypto.subtle.decrypt({ name: "AES-GCM", iv: photo.iv }, this.store.key, photo.sealed);
    const upload = await this.ask("/uploads/", { place: this.address, name: "photo", size: photo.size, sha256: photo.sha256 });
    for (let number = 0; number < upload.count; number += 1) {
      if (upload.arrived.includes(number)) continue;
      const piece = bytes.slice(number * upload.part_size, (number + 1) * upload.part_size);
      await this.ask(`/uploads/${upload.id}/parts/${number}/`, piece, { "Content-Type": "application/octet-stream", "X-Content-SHA256": await hash(piece) });
    }
    return this.ask(`${this.address}${known.id}/whole/`, {});
  }

  /* With a token as fresh as the session; an answer that is none ends the round. */
  async ask(address, told, headers = { "Content-Type": "application/json" }) {
    const fresh = await fetch(form.dataset.sync, { redirect: "manual", cache: "no-store" }).then((answer) => answer.json());
    const body = told instanceof ArrayBuffer ? told : JSON.stringify(told);
    const answer = await fetch(address, { method: "POST", redirect: "manual", headers: { ...headers, "X-CSRFToken": fresh.token }, body });
    const reply = await answer.json();
    if (!answer.ok) throw new Error(reply.problem);
    return reply;
  }

  async mark(op_id, problem) {
    const photo = await asked(this.table("readonly").get(op_id));
    if (photo) await asked(this.table("readwrite").put({ ...photo, problem }));
  }

  /* Only here: it is forgotten. With the portal: that takes it off, too. */
  async remove(id) {
    const mine = await asked(this.table("readonly").get(id));
    if (mine) await asked(this.table("readwrite").delete(id));
    const known = (this.known || []).find((each) => each.op_id === id);
    if (known) await this.ask(`${this.address}${known.id}/remove/`, {}).catch(() => null);
    await this.show((this.known || []).filter((each) => each.op_id !== id));
    this.soon(0);
  }

  async show(known = this.known) {
    this.known = known;
    const waiting = await this.waiting(), here = new Set(known.map((each) => each.finding + each.sha256));
    const all = [...known.map((each) => ({ ...each, words: each.is_whole ? "Received. " + each.standing : "On this tablet" })),
      ...waiting.filter((each) => !here.has(each.finding + each.sha256)).map((each) => ({ ...each, words: each.problem ? "Needs you: " + each.problem : "On this tablet" }))];
    for (const list of document.querySelectorAll("[data-photos-of]")) {
      list.replaceChildren(...all.filter((each) => each.finding === list.dataset.photosOf).map((each, place) => line(each, place + 1)));
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

function say(card, words) { card.querySelector("[data-photo-news]").textContent = words; }

async function hash(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function asked(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

if (form?.dataset.photos && window.indexedDB && crypto.subtle && navigator.locks) open(form.dataset.user).then((store) => new Photos(store).begin()).catch(console.error);
