/* The tablet's own memory (IndexedDB): changes that are not yet received, and the answers as last heard.
   One database per person; a change is durable before the page says that it is kept. */

import { newKey, seal, unseal } from "./seal.js";

const VERSION = 1;

export async function open(user) {
  const database = await asked(request(indexedDB.open("qcp-field-" + user, VERSION)));
  const store = new Store(database);
  await store.prepare();
  return store;
}

/* The tables, made at the first opening. Later versions only ever add: what waits here outlives the page that wrote it. */
function request(opening) {
  opening.onupgradeneeded = () => {
    const database = opening.result;
    database.createObjectStore("operations", { keyPath: "op_id" }).createIndex("in order", ["survey", "seq"]);
    database.createObjectStore("answers", { keyPath: ["finding", "field"] });
    database.createObjectStore("facts");
  };
  return opening;
}

class Store {
  constructor(database) { this.database = database; }

  async prepare() {
    this.device = await this.kept("device", () => crypto.randomUUID());
    this.key = await this.kept("key", newKey);
  }

  /* A fact that is made once. */
  async kept(name, make) {
    const made = await make();
    const facts = this.write("facts").objectStore("facts");
    const there = await asked(facts.get(name));
    if (there === undefined) await asked(facts.put(made, name));
    return there === undefined ? made : there;
  }

  write(...stores) { return this.database.transaction(stores, "readwrite", { durability: "strict" }); }
  read(...stores) { return this.database.transaction(stores, "readonly"); }

  /* Keep one change. A change of the same answer that was never sent takes the new value; one that was is left alone. */
  async keep(survey, finding, field, value, base) {
    const sealed = await seal(this.key, value);
    const now = new Date();
    const writing = this.write("operations", "facts");
    const operations = writing.objectStore("operations"), facts = writing.objectStore("facts");
    const all = await asked(operations.index("in order").getAll(within(survey)));
    const unsent = all.findLast((each) => each.finding === finding && each.field === field && !each.tries);
    const seq = unsent ? unsent.seq : ((await asked(facts.get("seq"))) || 0) + 1;
    if (!unsent) facts.put(seq, "seq");
    operations.put({
      op_id: unsent ? unsent.op_id : crypto.randomUUID(),
      survey, finding, field, base, seq, sealed, tries: 0,
      client_at: now.toISOString(), offset_minutes: -now.getTimezoneOffset(),
    });
    return done(writing);
  }

  /* All changes of a survey that wait, in order, unsealed. */
  async waiting(survey) {
    const all = await asked(this.read("operations").objectStore("operations").index("in order").getAll(within(survey)));
    return Promise.all(all.map(async (each) => ({ ...each, value: await unseal(this.key, each.sealed) })));
  }

  async count(survey) {
    return asked(this.read("operations").objectStore("operations").index("in order").count(within(survey)));
  }

  /* From now on these are never written over: any part of them may have arrived. */
  async mark(operations, what) {
    const writing = this.write("operations");
    const table = writing.objectStore("operations");
    for (const { op_id } of operations) {
      const there = await asked(table.get(op_id));
      if (there) table.put({ ...there, ...what(there) });
    }
    return done(writing);
  }

  /* What the portal told: forget what it has, remember how the answers stand. */
  async heard(survey, { receipts, answers, until }) {
    const writing = this.write("operations", "answers", "facts");
    const operations = writing.objectStore("operations"), table = writing.objectStore("answers");
    for (const receipt of receipts.filter((each) => each.outcome !== "refused")) operations.delete(receipt.op_id);
    for (const answer of answers) table.put(answer);
    writing.objectStore("facts").put(until, "until " + survey);
    return done(writing);
  }

  async since(survey) { return (await asked(this.read("facts").objectStore("facts").get("until " + survey))) || 0; }
  async answer(finding, field) { return asked(this.read("answers").objectStore("answers").get([finding, field])); }
  async discard(op_id) { const writing = this.write("operations"); writing.objectStore("operations").delete(op_id); return done(writing); }
}

const within = (survey) => IDBKeyRange.bound([survey, 0], [survey, Infinity]);

function asked(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function done(transaction) {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = transaction.onerror = () => reject(transaction.error);
  });
}
