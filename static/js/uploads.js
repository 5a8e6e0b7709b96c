// Sends chosen files in pieces while the form is still being filled in: a broken line, a reload or a closed window costs
// one piece, not the file. Without this module the form carries its files itself.

const WAITS = [1000, 2000, 5000, 10000, 20000];
const canSend = Boolean(window.crypto && crypto.subtle && window.fetch);

// --- what this device keeps: the files that have not arrived completely ---------------------------
const shelf = {
  open() {
    return new Promise((resolve, reject) => {
      const asked = indexedDB.open("qcp-uploads", 1);
      asked.onupgradeneeded = () => asked.result.createObjectStore("files");
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error);
    });
  },
  async act(mode, act) {
    try {
      const database = await this.open();
      return await new Promise((resolve, reject) => {
        const asked = act(database.transaction("files", mode).objectStore("files"));
        asked.onsuccess = () => resolve(asked.result);
        asked.onerror = () => reject(asked.error);
      });
    } catch {
      return undefined; // a device that keeps nothing: the file has to be chosen again
    }
  },
  keep(key, file) { return this.act("readwrite", (files) => files.put(file, key)); },
  find(key) { return this.act("readonly", (files) => files.get(key)); },
  drop(key) { return this.act("readwrite", (files) => files.delete(key)); },
};

const pause = (milliseconds) => new Promise((resolve) => {
  const timer = setTimeout(done, milliseconds);
  function done() {
    clearTimeout(timer);
    window.removeEventListener("online", done);
    resolve();
  }
  window.addEventListener("online", done);
});

async function hash(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

class Refusal extends Error {}

// --- one file field of one form ---------------------------------------------------------------------
class Field {
  constructor(input) {
    this.input = input;
    this.form = input.form;
    this.address = input.dataset.pieces;
    this.token = this.form.elements.csrfmiddlewaretoken.value;
    this.rows = new Map();
    this.list = document.createElement("ul");
    this.list.className = "arrivals";
    this.list.setAttribute("aria-label", "Files on their way");
    this.news = document.createElement("p");
    this.news.className = "small";
    this.news.setAttribute("role", "status");
    input.after(this.list, this.news);
    input.addEventListener("change", () => this.chosen());
    this.form.addEventListener("submit", (event) => this.submitted(event), true);
    window.addEventListener("beforeunload", () => { this.leaving = true; });
    this.resume();
  }

  async ask(path, options = {}) {
    for (let round = 0; ; round += 1) {
      let answer;
      try {
        answer = await fetch(this.address + path, {
          credentials: "same-origin",
          redirect: "manual",
          ...options,
          headers: { "X-CSRFToken": this.token, ...options.headers },
        });
      } catch {
        answer = null;
      }
      if (answer && (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403)) {
        throw new Refusal("You were signed out. What has arrived is kept: sign in again and come back to this page.");
      }
      if (answer && answer.status === 404) throw new Refusal("It is not known any more. Choose the file again.");
      if (answer && answer.status < 500 && answer.status !== 429) {
        const told = await answer.json().catch(() => ({ problem: "The portal gave no answer that can be read." }));
        if (told.problem && !told.problem.endsWith("It is sent again.")) throw new Refusal(told.problem);
        if (!told.problem) return told;
      }
      if (this.leaving) throw new Refusal("");
      this.say("The line is broken. It goes on by itself as soon as it is back; nothing is lost.");
      await pause(WAITS[Math.min(round, WAITS.length - 1)]);
    }
  }

  say(text) {
    if (this.news.textContent !== text) this.news.textContent = text;
  }

  chosen() {
    const files = [...this.input.files];
    this.input.value = "";
    if (!this.input.multiple) for (const row of this.rows.values()) this.giveUp(row);
    for (const file of files) this.send(file);
  }

  async send(file) {
    const row = this.show(file.name);
    try {
      row.say("Reading");
      const bytes = await file.arrayBuffer();
      const sha256 = await hash(bytes);
      row.told = await this.ask("", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ place: location.pathname, name: file.name, size: file.size, sha256 }),
      });
      const twin = this.rows.get(row.told.id);
      if (twin && twin !== row) twin.remove();
      this.rows.set(row.told.id, row);
      if (row.told.percent < 100) await shelf.keep(row.told.id, file);
      await this.sendPieces(row, bytes);
    } catch (error) {
      this.failed(row, error);
    }
  }

  async sendPieces(row, bytes) {
    const { part_size: size, count } = row.told;
    for (let number = 0; number < count && !row.gone; number += 1) {
      if (row.told.arrived.includes(number)) continue;
      row.at(row.told.percent);
      const piece = bytes.slice(number * size, (number + 1) * size);
      row.told = await this.ask(`${row.told.id}/parts/${number}/`, {
        method: "POST",
        headers: { "Content-Type": "application/octet-stream", "X-Content-SHA256": await hash(piece) },
        body: piece,
      });
      this.say("");
    }
    if (row.gone) return;
    row.arrived(this.input.name);
    this.say(`${row.name} has arrived. It is not handed in yet.`);
    shelf.drop(row.told.id);
    this.goOn();
  }

  failed(row, error) {
    if (row.gone || this.leaving) return;
    row.refused(error instanceof Refusal ? error.message : "It could not be read on this device. Choose it again.");
    this.say(`${row.name} was not taken: the reason stands beside it.`);
    this.waiting = null;
  }

  // What was on its way from this page when it was left.
  async resume() {
    let known;
    try {
      known = await this.ask(`?place=${encodeURIComponent(location.pathname)}`);
    } catch {
      return;
    }
    for (const told of known.uploads) {
      if (this.rows.has(told.id)) continue;
      const row = this.show(told.name);
      row.told = told;
      this.rows.set(told.id, row);
      if (told.percent === 100) {
        row.arrived(this.input.name);
        continue;
      }
      const file = await shelf.find(told.id);
      if (!file) {
        row.stopped();
        continue;
      }
      file.arrayBuffer().then((bytes) => this.sendPieces(row, bytes)).catch((error) => this.failed(row, error));
    }
  }

  giveUp(row) {
    row.remove();
    if (!row.told) return;
    this.rows.delete(row.told.id);
    shelf.drop(row.told.id);
    this.ask(`${row.told.id}/give-up/`, { method: "POST" }).catch(() => {});
  }

  get busy() {
    return [...this.list.children].some((item) => item.dataset.busy);
  }

  submitted(event) {
    if (!this.busy) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    this.waiting = event.submitter;
    this.say("The form is sent as soon as every file has arrived. You need not press again.");
  }

  goOn() {
    if (!this.waiting || this.busy) return;
    const submitter = this.waiting;
    this.waiting = null;
    this.form.requestSubmit(submitter);
  }

  show(name) {
    const item = document.createElement("li");
    item.dataset.busy = "yes";
    const title = document.createElement("span");
    title.className = "arrivals__name";
    title.textContent = name;
    const bar = document.createElement("progress");
    bar.max = 100;
    bar.value = 0;
    bar.setAttribute("aria-label", `${name}, how much has arrived`);
    const state = document.createElement("span");
    state.className = "arrivals__state";
    const stop = document.createElement("button");
    stop.type = "button";
    stop.className = "linklike";
    stop.textContent = "Take it out";
    const which = document.createElement("span");
    which.className = "usa-sr-only";
    which.textContent = ` ${name}`;
    stop.append(which);
    item.append(title, bar, state, stop);
    this.list.append(item);
    const row = {
      name,
      told: null,
      gone: false,
      say(text) { state.textContent = text; },
      at(percent) { bar.value = percent; row.say(`Uploading, ${percent} %`); },
      arrived(field) {
        delete item.dataset.busy;
        bar.value = 100;
        row.say("Arrived, not handed in yet");
        const key = document.createElement("input");
        key.type = "hidden";
        key.name = `${field}-arrived`;
        key.value = row.told.id;
        item.append(key);
      },
      stopped() {
        delete item.dataset.busy;
        bar.value = row.told.percent;
        row.say(`${row.told.percent} % have arrived. Choose the same file again to go on`);
      },
      refused(text) {
        delete item.dataset.busy;
        bar.remove();
        item.classList.add("arrivals--refused");
        row.say(`Refused because ${text.charAt(0).toLowerCase()}${text.slice(1)}`);
      },
      remove() { row.gone = true; item.remove(); },
    };
    stop.addEventListener("click", () => this.giveUp(row));
    return row;
  }
}

if (canSend) for (const input of document.querySelectorAll("input[type=file][data-pieces]")) new Field(input);

// --- where the check of files stands, while somebody looks ---------------------------------------
const LOOK = 5000;
const standing = document.querySelector("[data-standing]");
if (standing && standing.querySelector("[data-checking]")) {
  const look = async () => {
    if (document.hidden || standing.contains(document.activeElement)) return;
    const answer = await fetch(location.pathname, { headers: { accept: "text/html" }, redirect: "error" }).catch(() => null);
    if (!answer || !answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("[data-standing]");
    if (!fresh) return;
    if (fresh.textContent !== standing.textContent) standing.replaceChildren(...fresh.childNodes);
    if (!standing.querySelector("[data-checking]")) clearInterval(timer);
  };
  const timer = setInterval(look, LOOK);
}
