/* The tablet's own memory (IndexedDB): changes that are not yet received, and the answers as last heard.
   One database per person; a change is durable before the page says that it is kept. */

import { newKey, seal, unseal } from "./seal.js";

/* Tables are only ever added, by whichever page first misses one: what waits here outlives the page that wrote it, and
   an older page goes on with whatever it finds. */
const TABLES = {
  operations: (database) => database.createObjectStore("operations", { keyPath: "op_id" }).createIndex("in order", ["survey", "seq"]),
  answers: (database) => database.createObjectStore("answers", { keyPath: ["finding", "field"] }),
  facts: (database) => database.createObjectStore("facts"),
};
const RESERVE = 2 ** 20; // bytes
const UNREADABLE = "This change cannot be read any more on this tablet. Write it anew, then drop it here.";

export const PREFIX = "qcp-field-", SET_ASIDE = "qcp-reserve";
/* Given up one after the other when the tablet is full: what was set aside for that, then the policies, which can be
   fetched again. What was typed cannot. Files, for a database gives room back only later. */
const GIVEN_UP = [SET_ASIDE, PREFIX + "papers-1"];
const TRIES = 10, A_MOMENT = 150; // ms: the browser notices a little later that there is room again

export async function open(user) {
  const store = new Store(PREFIX + user);
  await store.prepare();
  return store;
}

class Store {
  constructor(name) {
    this.name = name;
    this.own = new Map(); // place -> the change that this page made of it; nobody else may write over that one
    this.unheard = new Map(); // op_id -> what this page kept and has not yet heard of, readable until the page is left
    this.seq = 0;
  }

  async prepare() {
    this.device = await this.kept("device", () => crypto.randomUUID());
    this.key = await this.kept("key", newKey);
    this.seq = (await this.fact("seq")) || 0;
  }

  async begin(mode, ...stores) {
    if (!this.database) this.database = await reach(this.name, () => { this.database = null; });
    return this.database.transaction(stores, mode, { durability: "strict" });
  }

  write(...stores) { return this.begin("readwrite", ...stores); }
  read(...stores) { return this.begin("readonly", ...stores); }

  /* A fact that is made once. */
  async kept(name, make) {
    const made = await make();
    const facts = (await this.write("facts")).objectStore("facts");
    const there = await asked(facts.get(name));
    if (there === undefined) await asked(facts.put(made, name));
    return there === undefined ? made : there;
  }

  async fact(name) { return asked((await this.read("facts")).objectStore("facts").get(name)); }

  note(name, value) {
    return this.withRoom(async () => {
      const writing = await this.write("facts");
      writing.objectStore("facts").put(value, name);
      return done(writing);
    });
  }

  /* Whatever text needs: on a full tablet it takes the room of everything else. */
  async withRoom(act) {
    for (let tries = 0; ; tries += 1) {
      try {
        return await act();
      } catch (error) {
        if (error?.name !== "QuotaExceededError" || tries >= TRIES) throw error;
        this.isFull = true;
        if (GIVEN_UP[tries]) await empty(GIVEN_UP[tries]).catch(() => null);
        await new Promise((done) => { setTimeout(done, A_MOMENT); });
      }
    }
  }

  /* Keep one change. */
  async keep(survey, finding, field, value, base) {
    const sealed = await seal(this.key, value);
    return this.withRoom(() => this.put({ survey, finding, field, value, base, sealed }));
  }

  /* A change that this page made and nobody sent yet takes the new value; any other is left alone. */
  async put({ survey, finding, field, value, base, sealed }) {
    const now = new Date(), place = finding + field;
    const writing = await this.write("operations", "facts");
    const operations = writing.objectStore("operations"), facts = writing.objectStore("facts");
    const mine = this.own.has(place) ? await asked(operations.get(this.own.get(place))) : null;
    const unsent = mine && !mine.tries && !mine.problem ? mine : null;
    const seq = unsent ? unsent.seq : even((await asked(facts.get("seq"))) || 0);
    const told = {
      op_id: unsent ? unsent.op_id : crypto.randomUUID(), survey, finding, field, seq, base: unsent ? unsent.base : base,
      client_at: now.toISOString(), offset_minutes: -now.getTimezoneOffset(),
    };
    if (!unsent) facts.put(seq, "seq");
    operations.put({ ...told, sealed, tries: 0 });
    await done(writing);
    this.seq = Math.max(this.seq, seq);
    this.own.set(place, told.op_id);
    this.unheard.set(told.op_id, { ...told, value });
  }

  /* The page is being left: whatever is written here later is a new change. Answers what may not have arrived. */
  leave() {
    this.own.clear();
    return [...this.unheard.values()];
  }

  /* All changes of a survey that wait, in order, still sealed: what they concern, how often tried, why not taken. */
  async lines(survey) {
    return asked((await this.read("operations")).objectStore("operations").index("in order").getAll(within(survey)));
  }

  /* The same with their values. One that cannot be read stops no other. */
  async waiting(survey) { return this.unsealed(await this.lines(survey)); }

  unsealed(changes) {
    return Promise.all(changes.map((each) => unseal(this.key, each.sealed).then(
      (value) => ({ ...each, value }), () => ({ ...each, value: "", problem: UNREADABLE }))));
  }

  async count(survey) {
    return asked((await this.read("operations")).objectStore("operations").index("in order").count(within(survey)));
  }

  /* How many wait, survey by survey. */
  async surveys() {
    const all = await asked((await this.read("operations")).objectStore("operations").getAll());
    return all.reduce((counts, { survey }) => counts.set(survey, (counts.get(survey) || 0) + 1), new Map());
  }

  /* Surveys that were signed here, which the portal does not know yet. */
  async signed() {
    const facts = (await this.read("facts")).objectStore("facts"), all = IDBKeyRange.bound("signed ", "signed \uffff");
    const [names, values] = await Promise.all([asked(facts.getAllKeys(all)), asked(facts.getAll(all))]);
    return names.filter((_, place) => values[place]).map((name) => name.slice("signed ".length));
  }

  /* The next ones to send. In the same breath they are marked as tried, so nobody writes over what may have arrived. */
  async claim(survey, most, aside) {
    const next = await this.withRoom(() => this.tried(survey, most, aside)), read = await this.unsealed(next);
    await this.mark(read.filter((each) => each.problem), ({ op_id }) => ({ problem: UNREADABLE, op_id }));
    return read.filter((each) => !each.problem);
  }

  async tried(survey, most, aside) {
    const writing = await this.write("operations");
    const table = writing.objectStore("operations");
    const all = await asked(table.index("in order").getAll(within(survey)));
    const next = all.filter((each) => !each.problem && !aside.has(each.op_id)).slice(0, most);
    for (const each of next) table.put({ ...each, tries: each.tries + 1 });
    await done(writing);
    return next;
  }

  async mark(operations, what) {
    if (operations.length) await this.withRoom(() => this.marked(operations, what));
  }

  async marked(operations, what) {
    const writing = await this.write("operations");
    const table = writing.objectStore("operations");
    for (const { op_id } of operations) {
      const there = await asked(table.get(op_id));
      if (there) table.put({ ...there, ...what(there) });
    }
    await done(writing);
  }

  /* What the portal told: forget what it has, remember how the answers stand. */
  async heard(survey, { receipts, answers, until }) {
    const sealed = await Promise.all(answers.map(async ({ values, ...rest }) => ({ ...rest, sealed: await seal(this.key, values) })));
    await this.withRoom(() => this.remember(survey, receipts, sealed, until));
    for (const { op_id } of receipts) this.unheard.delete(op_id);
  }

  async remember(survey, receipts, sealed, until) {
    const writing = await this.write("operations", "answers", "facts");
    const operations = writing.objectStore("operations"), table = writing.objectStore("answers");
    for (const { op_id, outcome } of receipts) if (outcome !== "refused") operations.delete(op_id);
    for (const answer of sealed) table.put({ ...answer, survey });
    writing.objectStore("facts").put(until, "heard " + survey);
    writing.objectStore("facts").put(new Date().toISOString(), "received " + survey);
    return done(writing);
  }

  /* Every answer of a survey as last heard. */
  async answers(survey) {
    const all = await asked((await this.read("answers")).objectStore("answers").getAll());
    const ours = all.filter((each) => each.sealed && each.survey === survey);
    return Promise.all(ours.map(async (each) => ({ ...each, values: await unseal(this.key, each.sealed) })));
  }

  async since(survey) { return (await this.fact("heard " + survey)) || 0; }

  async discard(op_id) {
    const writing = await this.write("operations");
    writing.objectStore("operations").delete(op_id);
    this.unheard.delete(op_id);
    return done(writing);
  }

  /* The portal has the whole survey: nothing of it stays here, unless something was written meanwhile. */
  async forget(survey) {
    const writing = await this.write("operations", "answers", "facts");
    const answers = writing.objectStore("answers"), facts = writing.objectStore("facts");
    const isLate = await asked(writing.objectStore("operations").index("in order").count(within(survey)));
    if (isLate) facts.delete("signed " + survey);
    else {
      for (const each of await asked(answers.getAll())) if (each.survey === survey) answers.delete([each.finding, each.field]);
      for (const name of ["heard", "received", "signed"]) facts.delete(name + " " + survey);
    }
    await done(writing);
    return !isLate;
  }

  /* From here on they may be with somebody else: whoever writes there again writes a new change. */
  async handOut(survey) {
    await this.mark(await this.lines(survey), ({ tries }) => ({ tries: tries + 1 }));
    return (await this.waiting(survey)).filter((each) => each.tries);
  }
}

/* One by one: a whole cache that somebody still has open would give nothing back. */
async function empty(name) {
  const cache = await caches.open(name);
  for (const request of await cache.keys()) await cache.delete(request);
}

/* Bytes that cannot be pressed together, so that they do take their room. */
export async function setAside() {
  const cache = await caches.open(SET_ASIDE), name = "/field/reserve";
  if (await cache.match(name)) return;
  const bytes = new Uint8Array(RESERVE);
  for (let place = 0; place < RESERVE; place += 65536) crypto.getRandomValues(bytes.subarray(place, place + 65536));
  await cache.put(name, new Response(bytes));
}

/* The database as it is, with the tables that this page needs. A newer page may add some: then it is opened anew. */
export async function reach(name, gone, tables = TABLES) {
  let database = await opened(indexedDB.open(name), tables);
  if (Object.keys(tables).some((table) => !database.objectStoreNames.contains(table))) {
    const next = database.version + 1;
    database.close();
    database = await opened(indexedDB.open(name, next), tables);
  }
  database.onversionchange = () => { database.close(); gone(); };
  database.onclose = gone;
  return database;
}

function opened(opening, tables) {
  opening.onupgradeneeded = () => {
    for (const [table, make] of Object.entries(tables)) if (!opening.result.objectStoreNames.contains(table)) make(opening.result);
  };
  return asked(opening);
}

/* Numbers go up by two; the odd one between is for what is sent while the page is being left, kept or not. */
export const even = (last) => (last | 1) + 1;

const within = (survey) => IDBKeyRange.bound([survey, 0], [survey, Infinity]);

export function asked(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

export function done(transaction) {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onerror = ({ target }) => reject(target.error); // the transaction itself knows of it only afterwards
    transaction.onabort = () => reject(transaction.error || new DOMException("The tablet's memory broke off.", "AbortError"));
  });
}
